import type { Graph } from './graph.ts';

/** The vertex that stands for the moment before a container's first member. */
export function beginOf(container: string): string {
  return `begin ${container}`;
}

/** The vertex that stands for the moment after a container's last member. */
export function endOf(container: string): string {
  return `end ${container}`;
}

/**
 * Makes of each container two vertices, so that order holds through it:
 *
 *     what the container requires ◀─ begin ◀─ members ◀─ end ◀─ what requires the container
 *
 * `within` names the container of each member (containers may be members too). Requirements that name a container mean
 * its end. Linear; a member that requires a container it is in gives a cycle.
 */
export function expandContainers(
  graph: Graph,
  containers: ReadonlySet<string>,
  within: (vertex: string) => string | undefined,
): Graph {
  const expanded = new Map<string, string[]>();
  const last = (vertex: string) => (containers.has(vertex) ? endOf(vertex) : vertex);
  const ends = new Map<string, string[]>();
  for (const container of containers) ends.set(container, [beginOf(container)]);
  for (const [vertex, requires] of graph) {
    const container = within(vertex);
    const before = requires.filter((each) => graph.has(each)).map(last);
    if (container !== undefined) {
      before.push(beginOf(container));
      ends.get(container)?.push(last(vertex));
    }
    if (!containers.has(vertex)) {
      expanded.set(vertex, before);
      continue;
    }
    expanded.set(beginOf(vertex), before);
    expanded.set(endOf(vertex), ends.get(vertex) ?? []);
  }
  return expanded;
}
