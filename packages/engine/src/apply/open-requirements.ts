import type { Graph } from '../graph/graph.ts';

/** The vertices of a graph that grows, each with how many are still to be done before it. */
export class OpenRequirements {
  private readonly dependents = new Map<string, string[]>();
  private readonly waiting = new Map<string, number>();
  private readonly finished = new Set<string>();

  /** How many vertices there are, done or not. */
  get size(): number {
    return this.dependents.size;
  }

  /**
   * Adds vertices, and to those that are there already what they wait for besides. Gives the new ones that wait for
   * nothing, in the order of the graph. What is no vertex is waited for by none.
   */
  add(graph: Graph): string[] {
    const fresh = new Set<string>();
    for (const vertex of graph.keys()) {
      if (this.dependents.has(vertex)) continue;
      this.dependents.set(vertex, []);
      fresh.add(vertex);
    }
    const ready: string[] = [];
    for (const [vertex, requires] of graph) {
      const open = [...new Set(requires)].filter((each) => this.dependents.has(each) && !this.finished.has(each));
      for (const each of open) this.dependents.get(each)?.push(vertex);
      this.waiting.set(vertex, (this.waiting.get(vertex) ?? 0) + open.length);
      if (open.length === 0 && fresh.has(vertex)) ready.push(vertex);
    }
    return ready;
  }

  /** A vertex is done, and the graph has grown by it. Gives the vertices that wait for nothing any more. */
  done(vertex: string, grown: Graph | undefined): string[] {
    this.finished.add(vertex);
    const ready = grown === undefined ? [] : this.add(grown);
    for (const dependent of this.dependents.get(vertex) ?? []) {
      const left = (this.waiting.get(dependent) ?? 0) - 1;
      this.waiting.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
    return ready;
  }
}
