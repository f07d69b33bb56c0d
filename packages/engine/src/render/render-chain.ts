import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure } from '../hot/scope.ts';
import { isList, isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { checkProperties, withDefaults } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { namelessOfMembers } from './attribute-problem.ts';
import { groupAttributeUnder, memberReferences } from './group-attributes.ts';
import { refuseSize } from './group-shape.ts';
import { renderDeferred } from './render-deferred.ts';
import { type PlannedMember, renderMembers } from './render-members.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import { awaitedPolicies, checkPlace, memberPlace, placedNode, type ResourceRequest } from './resource-request.ts';
import type { Waits } from './waits.ts';

export const chainType = 'OS::Heat::ResourceChain';

/** What a chain has of itself, and walks no path into. */
const ownValues: ReadonlySet<string> = new Set(['refs']);

/** Of which types the members of a chain are, and what all of them are given. */
interface ChainShape {
  readonly types: readonly string[];
  readonly concurrent: boolean;
  readonly properties: ValueMap;
}

/**
 * Renders an OS::Heat::ResourceChain: a container with a member `0`, `1`, … of each type in `resources`, all with the same
 * properties; unless `concurrent`, each comes after the one before it. Heat: `resource_chain.py`, wallaby.
 */
export function renderChain(
  request: ResourceRequest,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): Rendered | undefined {
  const shape = readShape(request);
  if (shape === undefined) return undefined;
  const waitsFor = [...('waitsFor' in shape ? shape.waitsFor : []), ...awaitedPolicies(request)];
  if ('waitsFor' in shape || waitsFor.length > 0) return renderDeferred(request, { waitsFor, attributes: ['refs'] });
  const members = renderMembers(request, plannedMembers(request, shape), renderMember);
  if (members === undefined) return undefined;
  return {
    address: request.address,
    place: request.place,
    node: Object.freeze({ kind: 'container', ...placedNode(request), type: chainType }),
    members,
    reference: () => request.address,
    attribute: (name) => chainAttribute(request, members, name),
    attributeUnder: (name, path) => groupAttributeUnder(request, members, name, path, ownValues),
    oddAttribute: (name) => namelessOfMembers(request.address, name),
  };
}

function* plannedMembers({ address, place }: ResourceRequest, shape: ChainShape): Iterable<PlannedMember> {
  for (const [index, type] of shape.types.entries()) {
    yield {
      key: String(index),
      type,
      properties: shape.properties,
      requires: index > 0 && !shape.concurrent ? [`${address}/${index - 1}`] : [],
      place: memberPlace(place, ['resource_properties'], ['resources', index]),
      within: (property) => ['resource_properties', property],
    };
  }
}

function chainAttribute(
  request: ResourceRequest,
  members: ReadonlyMap<string, Rendered>,
  name: string | undefined,
): Value | Failure {
  switch (name) {
    case undefined: {
      const refs = memberReferences(request, members);
      return refs instanceof Failure ? refs : new Map([['refs', refs]]);
    }
    case 'refs':
      return memberReferences(request, members);
    default:
      return groupAttributeUnder(request, members, name, [], ownValues) ?? null;
  }
}

/**
 * Reads the properties of a chain. Gives what it waits for where that decides which members there are; undefined, with
 * the problems told, where they do not fit.
 */
function readShape(request: ResourceRequest): ChainShape | Waits | undefined {
  const { place } = request;
  const { rendering } = request.stack;
  const type = resourceType(chainType);
  if (type === undefined) throw new Error(`There are no facts of ${chainType}`);
  const checked = checkProperties(type, request.properties, checkPlace(place));
  tell(rendering, checked.problems);
  if (checked.value === undefined || hasErrors(checked.problems)) return undefined;
  const given = withDefaults(type, checked.value);
  const [resources = null, concurrent = null] = [given.get('resources'), given.get('concurrent')];
  const properties = given.get('resource_properties') ?? null;
  const waitsFor = [
    ...[resources, concurrent].filter(containsUnknown),
    ...[properties].filter((each) => each instanceof Unknown),
  ];
  if (waitsFor.length > 0) return { waitsFor };
  if (properties !== null && !isMap(properties)) {
    tell(rendering, [
      problem('shape-unknown', 'A secret decides which properties the members have', {
        at: place.property(['resource_properties']),
        path: `${place.path}.resource_properties`,
        expected: 'a map whose keys are no secret',
      }),
    ]);
    return undefined;
  }
  const types = typesOf(request, reveal(resources));
  if (types === undefined || refuseSize(request, 'resources', types.length)) return undefined;
  return { types, concurrent: reveal(concurrent) === true, properties: properties ?? new Map() };
}

function typesOf({ place, stack }: ResourceRequest, resources: Value): readonly string[] | undefined {
  const listed = isList(resources) ? resources : [];
  const types = listed.filter((each) => typeof each === 'string').filter((each) => each !== '');
  if (types.length === listed.length) return types;
  const unfit = listed.findIndex((each) => typeof each !== 'string' || each === '');
  tell(stack.rendering, [
    problem('property-value', `Member ${unfit} of the chain has no type`, {
      at: place.property(['resources', unfit]),
      path: `${place.path}.resources[${unfit}]`,
      expected: 'the name of a resource type',
    }),
  ]);
  return undefined;
}
