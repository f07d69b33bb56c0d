import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { checkProperties, withDefaults } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { tell } from './rendering.ts';
import { checkPlace, type ResourceRequest } from './resource-request.ts';
import { waitingProblem } from './waiting-problem.ts';

export const groupType = 'OS::Heat::ResourceGroup';

/** The properties that decide which members there are; the definition of the members may wait for values. */
const shaping = ['count', 'index_var', 'removal_policies', 'removal_policies_mode'] as const;

/** More members than any group has; each is a resource in every view. */
const mostMembers = 100_000;

/** Which members a group has, and of what they are made. */
export interface GroupShape {
  readonly names: readonly string[];
  readonly removed: readonly string[];
  readonly indexName: string;
  readonly type: string;
  readonly properties: ValueMap;
  /** The members' metadata. */
  readonly metadata: Value;
}

/** Reads the properties of a group; undefined, with the problems told, where they do not fit or wait for something. */
export function readShape(request: ResourceRequest): GroupShape | undefined {
  const { rendering } = request.stack;
  const { place } = request;
  const type = resourceType(groupType);
  if (type === undefined) throw new Error(`There are no facts of ${groupType}`);
  for (const name of shaping) {
    const value = request.properties.get(name) ?? null;
    if (!containsUnknown(value)) continue;
    tell(rendering, [
      waitingProblem(`"${name}" of the group`, value, { at: place.property(name), path: `${place.path}.${name}` }),
    ]);
    return undefined;
  }
  const known = new Map(
    [...request.properties].map(([name, value]) => [name, name === 'resource_def' ? value : reveal(value)]),
  );
  const checked = checkProperties(type, known, checkPlace(place));
  tell(rendering, checked.problems);
  if (checked.value === undefined || hasErrors(checked.problems)) return undefined;
  return shapeOf(request, withDefaults(type, checked.value));
}

function shapeOf(request: ResourceRequest, properties: ValueMap): GroupShape | undefined {
  const { place } = request;
  const definition = properties.get('resource_def') ?? null;
  const type = isMap(definition) ? reveal(definition.get('type') ?? null) : null;
  if (!isMap(definition) || typeof type !== 'string') {
    const details = { at: place.property('resource_def'), path: `${place.path}.resource_def` };
    tell(request.stack.rendering, [waitingProblem('The definition of the members', definition, details)]);
    return undefined;
  }
  const given = definition.get('properties') ?? null;
  if (!isMap(given) && given !== null) {
    const details = { at: place.property('resource_def'), path: `${place.path}.resource_def.properties` };
    tell(request.stack.rendering, [waitingProblem('Which properties the members have', given, details)]);
    return undefined;
  }
  const count = Number(properties.get('count'));
  if (refuseSize(request, 'count', count)) return undefined;
  const removed = removedNames(request.address, properties.get('removal_policies') ?? []);
  const names: string[] = [];
  for (let index = 0; names.length < count; index++) {
    if (!removed.has(String(index))) names.push(String(index));
  }
  const indexName = String(properties.get('index_var'));
  return {
    names,
    removed: [...removed].sort(),
    indexName,
    type,
    properties: isMap(given) ? given : new Map(),
    metadata: definition.get('metadata') ?? new Map(),
  };
}

/** Tells that a group has more members than any may have, by the property that says so. */
export function refuseSize({ stack, place }: ResourceRequest, property: string, count: number): boolean {
  if (count <= mostMembers) return false;
  tell(stack.rendering, [
    problem('property-value', `A group of ${count} members is too large`, {
      at: place.property(property),
      path: `${place.path}.${property}`,
      expected: `at most ${mostMembers} members`,
    }),
  ]);
  return true;
}

/** Names that are asked to be removed, by name or by what `refs` gives of them. */
function removedNames(address: string, policies: Value): ReadonlySet<string> {
  const names = new Set<string>();
  for (const policy of isList(policies) ? policies : []) {
    const listed = isMap(policy) ? (policy.get('resource_list') ?? null) : null;
    for (const each of isList(listed) ? listed : []) {
      const name = String(each);
      names.add(name.startsWith(`${address}/`) ? name.slice(address.length + 1) : name);
    }
  }
  return names;
}
