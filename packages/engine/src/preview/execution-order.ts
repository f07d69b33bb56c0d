import { expandContainers } from '../graph/expand-containers.ts';
import type { Graph } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/topological-order.ts';
import type { ResourceGraph } from '../render/revision.ts';

/**
 * The order that a graph's resources are carried out in, as a graph: a container is two vertices, its beginning and its
 * end, between which its members lie; a deferred node is one whose members are still to come.
 */
export function executionGraph(graph: ResourceGraph): Graph {
  const requires = new Map<string, readonly string[]>();
  const containers = new Set<string>();
  for (const [address, node] of graph.nodes) {
    requires.set(address, node.requires);
    if (node.kind !== 'resource') containers.add(address);
  }
  return expandContainers(requires, containers, (address) => graph.nodes.get(address)?.within);
}

/** The vertices of `executionGraph` one after another, each after all that it requires. */
export function executionOrder(graph: ResourceGraph): readonly string[] {
  return topologicalOrder(executionGraph(graph));
}

/**
 * All that comes before a resource by its own references and by those of the containers that it is in: what its instance
 * records, for the way back.
 */
export function requirementsWithin(graph: ResourceGraph, address: string): readonly string[] {
  const found = new Set<string>();
  for (
    let node = graph.nodes.get(address);
    node !== undefined;
    node = node.within === undefined ? undefined : graph.nodes.get(node.within)
  ) {
    for (const each of node.requires) found.add(each);
  }
  return [...found];
}
