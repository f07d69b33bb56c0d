import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import type { Instance } from '../state/state.ts';

/**
 * Addresses, of a resource and of what it lies in, that have the deletion policy Retain: the removal of any of them lets
 * the resource go as it is. What an instance records, for the policy of its last revision holds when it goes. Heat:
 * `resource.py`, delete.
 */
export function retainersOf(graph: ResourceGraph, resource: GraphNode): readonly string[] {
  const found: string[] = [];
  for (
    let node: GraphNode | undefined = resource;
    node !== undefined;
    node = node.within === undefined ? undefined : graph.nodes.get(node.within)
  ) {
    if (node.deletionPolicy === 'Retain') found.push(node.address);
  }
  return found;
}

/**
 * Whether an instance that goes is let go instead of being deleted: it was only taken in, it has the policy itself, or
 * something that it lies in has it and goes too. A null graph is one in which nothing stays.
 */
export function isRetained({ address, retain, externalId }: Instance, graph: ResourceGraph | null): boolean {
  if (externalId !== undefined) return true;
  return retain?.some((each) => each === address || graph?.nodes.has(each) !== true) === true;
}
