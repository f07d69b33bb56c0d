import { type Graph, requirementsOf } from './graph.ts';

/** A vertex on the way down, and which of its requirements is looked at next. */
interface Visit {
  readonly vertex: string;
  readonly requires: readonly string[];
  next: number;
}

/**
 * Every vertex after all that it requires; apart from that in the order of the source. Linear in vertices and edges.
 * In a graph with a cycle the order is complete, but some vertex on each cycle stands before one that it requires;
 * `findCycle` tells.
 */
export function topologicalOrder(graph: Graph): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of graph.keys()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path: Visit[] = [{ vertex: root, requires: requirementsOf(graph, root), next: 0 }];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const required = visit.requires[visit.next++];
      if (required === undefined) {
        order.push(visit.vertex);
        path.pop();
      } else if (!seen.has(required)) {
        seen.add(required);
        path.push({ vertex: required, requires: requirementsOf(graph, required), next: 0 });
      }
    }
  }
  return order;
}

/** Whether an order has every vertex after all that it requires: what `topologicalOrder` gives has, unless there is a cycle. */
export function isOrdered(graph: Graph, order: readonly string[]): boolean {
  const before = new Set<string>();
  return order.every((vertex) => {
    const isAfter = requirementsOf(graph, vertex).every((required) => before.has(required));
    before.add(vertex);
    return isAfter;
  });
}
