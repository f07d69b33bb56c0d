import type { Value } from '../hot/value.ts';
import { namelessOfMembers } from './attribute-problem.ts';
import { gatheredAlways, groupAttribute, groupAttributeUnder } from './group-attributes.ts';
import { type GroupShape, groupType, readShape, removalOf } from './group-shape.ts';
import { renderDeferred } from './render-deferred.ts';
import { type PlannedMember, renderMembers } from './render-members.ts';
import type { Rendered } from './rendered.ts';
import { replaceText } from './replace-text.ts';
import { awaitedPolicies, batchesOf, memberPlace, placedNode, type ResourceRequest } from './resource-request.ts';

/**
 * Renders an OS::Heat::ResourceGroup: a container with a member for each name `0`, `1`, … that is not among those to be
 * removed. Each member is rendered by `renderMember`. Heat: `resource_group.py`, wallaby.
 */
export function renderGroup(
  request: ResourceRequest,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): Rendered | undefined {
  const shape = readShape(request);
  if (shape === undefined) return undefined;
  const waitsFor = [...('waitsFor' in shape ? shape.waitsFor : []), ...awaitedPolicies(request)];
  if ('waitsFor' in shape || waitsFor.length > 0) {
    return renderDeferred(request, { ...removalOf(shape), waitsFor, attributes: gatheredAlways });
  }
  const members = renderMembers(request, plannedMembers(request, shape), renderMember);
  if (members === undefined) return undefined;
  return {
    address: request.address,
    place: request.place,
    node: Object.freeze({
      kind: 'container',
      ...placedNode(request),
      ...batchesOf(request),
      ...removalOf(shape),
      type: groupType,
    }),
    members,
    reference: () => request.address,
    attribute: (name) => groupAttribute(request, shape, members, name),
    // Heat walks no path into these two, and gives all of them.
    attributeUnder: (name, path) =>
      name === 'refs_map' || name === 'removed_rsrc_list'
        ? groupAttribute(request, shape, members, name)
        : groupAttributeUnder(request, members, name, path),
    oddAttribute: (name) => namelessOfMembers(request.address, name),
  };
}

function* plannedMembers({ place }: ResourceRequest, shape: GroupShape): Iterable<PlannedMember> {
  const index = { name: shape.indexName, at: place.property(['resource_def']) };
  const definition = memberPlace(place, ['resource_def', 'properties'], ['resource_def', 'type']);
  for (const key of shape.names) {
    const properties = new Map<string, Value>();
    for (const [name, value] of shape.properties) {
      if (value !== null) properties.set(name, replaceText(value, shape.indexName, key));
    }
    yield {
      key,
      type: shape.type,
      properties,
      place: definition,
      facade: new Map([['metadata', shape.metadata]]),
      within: (property) => ['resource_def', 'properties', property],
      index,
    };
  }
}
