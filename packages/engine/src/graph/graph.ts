/**
 * A directed graph: each vertex, in the order of its source, with the vertices that come before it (what it requires).
 * A requirement that is no vertex of the graph binds nothing and is passed over everywhere.
 */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The vertices that `vertex` requires and that are in the graph. */
export function requirementsOf(graph: Graph, vertex: string): readonly string[] {
  const named = graph.get(vertex) ?? [];
  return named.every((each) => graph.has(each)) ? named : named.filter((each) => graph.has(each));
}

/** The same vertices with every edge turned round: each vertex with those that require it, in the order of the source. */
export function reverse(graph: Graph): Graph {
  const turned = new Map<string, string[]>();
  for (const vertex of graph.keys()) turned.set(vertex, []);
  for (const [vertex, named] of graph) {
    for (const required of new Set(named)) turned.get(required)?.push(vertex);
  }
  return turned;
}

/** All that the starts require, directly or through others, in the order in which a walk meets them; not the starts themselves unless something leads back to them. */
export function reachable(graph: Graph, starts: Iterable<string>): ReadonlySet<string> {
  const met = new Set<string>();
  const queue = [...starts];
  for (let next = 0; next < queue.length; next++) {
    for (const required of requirementsOf(graph, queue[next] ?? '')) {
      if (met.has(required)) continue;
      met.add(required);
      queue.push(required);
    }
  }
  return met;
}
