import { beginOf, endOf } from '../graph/expand-containers.ts';
import type { Graph } from '../graph/graph.ts';
import type { GroupBatches } from './change-set.ts';

/** The vertex between one batch of a group and the next. */
export interface Gate {
  readonly group: string;
  /** How many batches are to come. */
  readonly left: number;
  readonly pauseTime: number;
}

/** The gates of all batches, by their vertices. */
export function batchGates(batches: readonly GroupBatches[]): ReadonlyMap<string, Gate> {
  const gates = new Map<string, Gate>();
  for (const { group, pauseTime, batches: each } of batches) {
    for (let done = 1; done < each.length; done++) {
      gates.set(gateOf(group, done), { group, left: each.length - done, pauseTime });
    }
  }
  return gates;
}

function gateOf(group: string, after: number): string {
  return `after batch ${after} of ${group}`;
}

/** The number of the batch that a member of a group goes in, by its address. */
export function batchNumbers(batches: readonly GroupBatches[]): ReadonlyMap<string, number> {
  return new Map(batches.flatMap((each) => each.batches.flatMap((names, index) => names.map((name) => [name, index]))));
}

/**
 * The order of execution, or a part of it that comes to it later, with the order of batches in it:
 *
 *     members of a batch ◀─ gate ◀─ members of the next batch
 */
export function withGates(order: Graph, batches: readonly GroupBatches[]): Graph {
  const gated = new Map(order);
  const first = (member: string): string => (order.has(member) ? member : beginOf(member));
  const last = (member: string): string => (order.has(member) ? member : endOf(member));
  for (const { group, batches: each } of batches) {
    const present = each.map((members) => members.filter((member) => order.has(first(member))));
    if (present.every((members) => members.length === 0)) continue;
    for (const [index, members] of present.entries()) {
      const before = index === 0 ? [] : [gateOf(group, index)];
      for (const member of members) gated.set(first(member), [...(gated.get(first(member)) ?? []), ...before]);
      if (index < present.length - 1) gated.set(gateOf(group, index + 1), [...before, ...members.map(last)]);
    }
  }
  return gated;
}
