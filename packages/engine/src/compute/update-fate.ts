import { heatEquals } from '../hot/equal-values.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Simulated } from '../render/simulation.ts';
import { resourceType } from '../resource/resource-types.ts';
import { implementation, isReplaced } from './replacement.ts';

/** What an update does with a resource that is there and stays wanted. */
export type Fate = 'unchanged' | 'updated' | 'replaced';

/** A resource as it is, or as it is wanted: one side of the comparison. */
export interface Side {
  /** What Heat implements it by: all nested stacks are one. */
  readonly class: string;
  readonly type: string;
  /** As evaluated; and as their type reads them. */
  readonly given: ValueMap;
  readonly properties: ValueMap;
  readonly facade: ReadonlyMap<string, Value>;
  readonly definition: ResourceDefinition | undefined;
}

/** A side; a group's member has no definition of its own. */
export function sideOf({ node }: Rendered, request: Simulated, definition: ResourceDefinition | undefined): Side {
  return {
    class: implementation(node.type, node.kind === 'container'),
    type: request.type,
    given: request.properties,
    properties: node.kind === 'resource' ? node.properties : request.properties,
    facade: request.facade,
    definition,
  };
}

/** Compares the sides as Heat does; nested stacks and groups are always updated. Heat: `resource.py`, preview_update; 19.0. */
export function fateOf(before: Side, after: Side): Fate {
  if (before.class !== after.class) return 'replaced';
  const type = resourceType(after.class);
  if (type?.anyProperties === true) return 'unchanged';
  const isStack = type === undefined || type.role === 'group';
  if (!isStack && !differs(before, after)) return 'unchanged';
  return type !== undefined && isReplaced(type, before.properties, after.properties) ? 'replaced' : 'updated';
}

/** Heat: `rsrc_defn.py`, render_hot. */
function differs(before: Side, after: Side): boolean {
  const [a, b] = [before.definition, after.definition];
  return (
    before.type !== after.type ||
    !heatEquals(before.given, after.given) ||
    (a?.properties === undefined) !== (b?.properties === undefined) ||
    !heatEquals(comparedFacade(before.facade), comparedFacade(after.facade)) ||
    !heatEquals([...(a?.dependsOn ?? [])], [...(b?.dependsOn ?? [])]) ||
    a?.dependsOnNothing !== b?.dependsOnNothing ||
    !heatEquals(conditionOf(a?.condition), conditionOf(b?.condition))
  );
}

/** Nulls are not there, and a deletion policy is meant by either of its words. Heat: `hot/template.py`, deletion_policies. */
function comparedFacade(facade: ReadonlyMap<string, Value>): ValueMap {
  const compared = new Map([...facade].filter(([, value]) => value !== null));
  const policy = compared.get('deletion_policy');
  if (typeof policy === 'string') compared.set('deletion_policy', policy.toLowerCase());
  return compared;
}

/** A condition that is written out counts by what it gives, and it is there. */
function conditionOf(condition: Snippet | undefined): Value {
  if (condition === undefined) return null;
  return condition.kind === 'literal' ? condition.value : true;
}
