import { heatEquals } from '../hot/equal-values.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { replacedAlways, replacingProperties } from '../resource/replace-rules.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';

/**
 * Whether Heat replaces a resource for whose properties others are wanted, instead of updating it. Both are as their type
 * reads them. Heat: `resource.py`, needs_replace and update_template_diff_properties; 19.0.
 */
export function isReplaced(type: ResourceType, before: ValueMap, after: ValueMap): boolean {
  const [old, now] = [withDefaults(type, before), withDefaults(type, after)];
  const changed = [...type.properties.keys()].filter((name) => !sameProperty(old.get(name), now.get(name)));
  return replacedAlways(type, now) !== undefined || replacingProperties(type, new Set(changed), old, now).size > 0;
}

function sameProperty(before: Value | undefined, after: Value | undefined): boolean {
  return before === undefined || after === undefined ? before === after : heatEquals(before, after);
}

/** What Heat implements a type by: all nested stacks are one, and only another one replaces what is there. */
export function implementation(type: string, isContainer: boolean): string {
  return isContainer && resourceType(type)?.role !== 'group' ? 'a nested stack' : type;
}
