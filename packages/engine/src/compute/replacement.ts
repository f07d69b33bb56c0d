import { heatEquals } from '../hot/equal-values.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';

const testType = 'OS::Heat::TestResource';

/**
 * Whether Heat replaces a resource for whose properties others are wanted, instead of updating it. Both are as their type
 * reads them. Heat: `resource.py`, update_template_diff_properties; `test_resource.py`; 19.0.
 */
export function isReplaced(type: ResourceType, before: ValueMap, after: ValueMap): boolean {
  const [old, now] = [withDefaults(type, before), withDefaults(type, after)];
  const changed = [...type.properties.keys()].filter((name) => !sameProperty(old.get(name), now.get(name)));
  if (changed.some((name) => type.properties.get(name)?.updateAllowed === false)) return true;
  return type.name === testType && changed.includes('value') && now.get('update_replace') === true;
}

function sameProperty(before: Value | undefined, after: Value | undefined): boolean {
  return before === undefined || after === undefined ? before === after : heatEquals(before, after);
}

/** What Heat implements a type by: all nested stacks are one, and only another one replaces what is there. */
export function implementation(type: string, isContainer: boolean): string {
  return isContainer && resourceType(type)?.role !== 'group' ? 'a nested stack' : type;
}
