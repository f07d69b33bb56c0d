import type { Value } from '../hot/value.ts';
import { gatheredAlways, groupAttribute, groupAttributeUnder } from './group-attributes.ts';
import { groupType, readShape, removalOf } from './group-shape.ts';
import { renderDeferred } from './render-deferred.ts';
import type { Rendered } from './rendered.ts';
import { replaceText } from './replace-text.ts';
import { batchesOf, placedNode, type ResourceRequest } from './resource-request.ts';

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
  if ('waitsFor' in shape) return renderDeferred(request, { ...shape, attributes: gatheredAlways });
  const members = new Map<string, Rendered>();
  let isWhole = true;
  for (const name of shape.names) {
    const properties = new Map<string, Value>();
    for (const [key, value] of shape.properties) {
      if (value !== null) properties.set(key, replaceText(value, shape.indexName, name));
    }
    const member = renderMember({
      ...request,
      address: `${request.address}/${name}`,
      names: [...request.names, name],
      type: shape.type,
      properties,
      facade: new Map([['metadata', shape.metadata]]),
      requires: [],
      within: request.address,
      place: { ...request.place, path: `${request.place.path}.resource_def.properties` },
    });
    if (member === undefined) isWhole = false;
    else {
      members.set(name, member);
      request.stack.rendering.origins?.resources.set(member.address, {
        kind: 'member',
        rendered: member,
        properties,
        group: request.address,
        key: name,
        within: (property) => ['resource_def', 'properties', property],
        index: { name: shape.indexName, at: request.place.property('resource_def') },
      });
    }
    // The others would fail in the same way.
    if (member === undefined && members.size === 0) break;
  }
  if (!isWhole) return undefined;
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
  };
}
