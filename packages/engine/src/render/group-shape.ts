import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { checkProperties, withDefaults } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { groupRemoval } from './group-removal.ts';
import { type Probe, tell } from './rendering.ts';
import { checkPlace, type ResourceRequest } from './resource-request.ts';
import type { GroupRemoval } from './revision.ts';
import type { Waits } from './waits.ts';

export const groupType = 'OS::Heat::ResourceGroup';

/** The properties that decide which members there are; the definition of the members may wait for values. */
const shaping = ['count', 'index_var', 'removal_policies', 'removal_policies_mode'] as const;

/** More members than any group has; each is a resource in every view. */
const mostMembers = 100_000;

/** Which members a group has, and of what they are made. */
export interface GroupShape {
  readonly names: readonly string[];
  /** Which names it does not use, and why. */
  readonly removal: GroupRemoval | undefined;
  readonly indexName: string;
  readonly type: string;
  readonly properties: ValueMap;
  /** The members' metadata. */
  readonly metadata: Value;
}

/**
 * Reads the properties of a group. Gives what it waits for where that decides which members there are; undefined, with
 * the problems told, where they do not fit.
 */
export function readShape(request: ResourceRequest): GroupShape | Waits | undefined {
  const { rendering } = request.stack;
  const { place } = request;
  const type = resourceType(groupType);
  if (type === undefined) throw new Error(`There are no facts of ${groupType}`);
  const known = new Map(
    [...request.properties].map(([name, value]) => [name, name === 'resource_def' ? value : reveal(value)]),
  );
  const checked = checkProperties(type, known, checkPlace(place));
  tell(rendering, checked.problems);
  if (checked.value === undefined || hasErrors(checked.problems)) return undefined;
  const properties = withDefaults(type, knownShape(checked.value, rendering.probe));
  const waitsFor = waitedFor(properties);
  if (waitsFor.length === 0) return shapeOf(request, properties);
  const removal = removalSoFar(request, properties);
  return { waitsFor, ...(removal === undefined ? {} : { removal }) };
}

/**
 * What of a group is known while it is only looked into; the rest is left to its defaults, as Heat does while it validates: one member then stands for
 * a number that is not known. Heat: `resource_group.py`, validate, 19.0.
 */
function knownShape(properties: ValueMap, probe: Probe | undefined): ValueMap {
  if (probe === undefined) return properties;
  const removals = ['removal_policies', 'removal_policies_mode'].map((name) => properties.get(name) ?? null);
  if (removals.some(containsUnknown)) probe.hasNames = false;
  const isLeft = (name: string, value: Value) => !shaping.some((each) => each === name) || !containsUnknown(value);
  return new Map([...properties].filter(([name, value]) => isLeft(name, value)));
}

/** The names that are not used, or, where that waits too, those that were not. */
function removalSoFar(request: ResourceRequest, properties: ValueMap): GroupRemoval | undefined {
  const [policies = [], mode = null] = ['removal_policies', 'removal_policies_mode'].map((name) =>
    properties.get(name),
  );
  if (!containsUnknown(policies) && !containsUnknown(mode)) return groupRemoval(request, policies, mode);
  const before = request.stack.rendering.earlier?.()?.nodes.get(request.address);
  return before === undefined || before.kind === 'resource' ? undefined : before.removal;
}

/** What of the properties decides the members and is not known yet. */
function waitedFor(properties: ValueMap): readonly Value[] {
  const definition = properties.get('resource_def') ?? null;
  const [type = null, given = null] = isMap(definition) ? [definition.get('type'), definition.get('properties')] : [];
  const shape = [...shaping.map((name) => properties.get(name) ?? null), type];
  return [
    ...shape.filter(containsUnknown),
    // Of the members' properties only their names count; their values may wait on their own.
    ...[definition, given].filter((each) => each instanceof Unknown),
  ];
}

function shapeOf(request: ResourceRequest, properties: ValueMap): GroupShape | undefined {
  const { place } = request;
  const definition = properties.get('resource_def') ?? null;
  const type = isMap(definition) ? reveal(definition.get('type') ?? null) : null;
  const given = isMap(definition) ? (definition.get('properties') ?? null) : null;
  if (!isMap(definition) || typeof type !== 'string' || !(given === null || isMap(given))) {
    tell(request.stack.rendering, [secretShape(place)]);
    return undefined;
  }
  const count = Number(properties.get('count'));
  if (refuseSize(request, 'count', count)) return undefined;
  const removal = groupRemoval(
    request,
    properties.get('removal_policies') ?? [],
    properties.get('removal_policies_mode') ?? null,
  );
  const removed = new Set(removal?.removed);
  const names: string[] = [];
  for (let index = 0; names.length < count; index++) {
    if (!removed.has(String(index))) names.push(String(index));
  }
  const indexName = String(properties.get('index_var'));
  return {
    names,
    removal,
    indexName,
    type,
    properties: given ?? new Map(),
    metadata: definition.get('metadata') ?? new Map(),
  };
}

function secretShape(place: ResourceRequest['place']): Diagnostic {
  return problem('shape-unknown', 'A secret decides what the members of the group are', {
    at: place.property(['resource_def']),
    path: `${place.path}.resource_def`,
    expected: 'a map whose keys are no secret',
  });
}

/** Tells that a group has more members than any may have, by the property that says so. */
export function refuseSize({ stack, place }: ResourceRequest, property: string, count: number): boolean {
  if (count <= mostMembers) return false;
  tell(stack.rendering, [
    problem('property-value', `A group of ${count} members is too large`, {
      at: place.property([property]),
      path: `${place.path}.${property}`,
      expected: `at most ${mostMembers} members`,
    }),
  ]);
  return true;
}

/** The part of a group's node that says what it remembers of removals. */
export function removalOf({ removal }: Pick<GroupShape, 'removal'> | Waits) {
  return removal === undefined ? {} : { removal };
}
