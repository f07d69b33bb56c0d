import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { Rendered } from './rendered.ts';
import type { GraphNode } from './revision.ts';

/** All nodes in the order of the source, a container before its members; and where the properties of each stand. */
export function flatten(rendered: Iterable<Rendered>) {
  const nodes = new Map<string, GraphNode>();
  const places = new Map<string, PropertyPlace>();
  const waiting: Rendered[] = [...rendered].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    nodes.set(next.address, next.node);
    places.set(next.address, next.place);
    if (next.members !== undefined) for (const each of [...next.members.values()].reverse()) waiting.push(each);
  }
  return { nodes, places };
}
