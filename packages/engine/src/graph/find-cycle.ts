import { type Graph, requirementsOf } from './graph.ts';

/** Steps that the search for a shortest cycle may take before it is content with the shortest found so far. */
const searchLimit = 1_000_000;

/**
 * One cycle of the graph, each vertex followed by one that it requires and the last requiring the first; undefined
 * where there is none. The shortest there is, in all but huge tangles. Starts at the vertex that the source has first.
 */
export function findCycle(graph: Graph): readonly string[] | undefined {
  const tangled = verticesOnCycles(graph);
  let best: readonly string[] | undefined;
  let steps = 0;
  for (const start of tangled) {
    if (best !== undefined && steps > searchLimit) break;
    const found = shortestThrough(graph, start, tangled, best?.length ?? Number.POSITIVE_INFINITY);
    steps += found.steps;
    best = found.cycle ?? best;
  }
  return best && startAtFirst(best, graph);
}

/** A shortest cycle through `start` that has fewer than `below` vertices. */
function shortestThrough(graph: Graph, start: string, within: ReadonlySet<string>, below: number) {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  let layer = [start];
  let steps = 0;
  for (let length = 1; length < below && layer.length > 0; length++) {
    const nextLayer: string[] = [];
    for (const vertex of layer) {
      for (const required of requirementsOf(graph, vertex)) {
        steps++;
        if (required === start) return { cycle: pathTo(vertex, cameFrom), steps };
        if (!within.has(required) || cameFrom.has(required)) continue;
        cameFrom.set(required, vertex);
        nextLayer.push(required);
      }
    }
    layer = nextLayer;
  }
  return { cycle: undefined, steps };
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) path.push(at);
  return path.reverse();
}

function startAtFirst(cycle: readonly string[], graph: Graph): readonly string[] {
  const members = new Set(cycle);
  for (const vertex of graph.keys()) {
    if (!members.has(vertex)) continue;
    const at = cycle.indexOf(vertex);
    return [...cycle.slice(at), ...cycle.slice(0, at)];
  }
  return cycle;
}

interface Visit {
  readonly vertex: string;
  readonly requires: readonly string[];
  next: number;
}

/** All vertices that lie on some cycle, in the order of the source. Tarjan's algorithm with a stack of its own. */
export function verticesOnCycles(graph: Graph): ReadonlySet<string> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open = new Set<string>();
  const component: string[] = [];
  const found = new Set<string>();
  const enter = (vertex: string): Visit => {
    index.set(vertex, index.size);
    low.set(vertex, index.size - 1);
    open.add(vertex);
    component.push(vertex);
    return { vertex, requires: requirementsOf(graph, vertex), next: 0 };
  };
  const lower = (vertex: string, to: number) => low.set(vertex, Math.min(low.get(vertex) ?? to, to));
  for (const root of graph.keys()) {
    if (index.has(root)) continue;
    const path = [enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const required = visit.requires[visit.next++];
      if (required !== undefined) {
        if (!index.has(required)) path.push(enter(required));
        else if (open.has(required)) lower(visit.vertex, index.get(required) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(above.vertex, low.get(visit.vertex) ?? 0);
      if (low.get(visit.vertex) === index.get(visit.vertex)) closeComponent(visit, component, open, found);
    }
  }
  return new Set([...graph.keys()].filter((vertex) => found.has(vertex)));
}

function closeComponent(root: Visit, component: string[], open: Set<string>, found: Set<string>): void {
  const members: string[] = [];
  let vertex: string | undefined;
  do {
    vertex = component.pop();
    if (vertex === undefined) break;
    open.delete(vertex);
    members.push(vertex);
  } while (vertex !== root.vertex);
  if (members.length > 1 || root.requires.includes(root.vertex)) for (const each of members) found.add(each);
}
