import { statFields } from '../packages/engine/src/apply/transports/process-identity.ts';

/** What a piece of work took, in milliseconds. */
export interface Cost {
  /** By the clock. */
  readonly elapsed: number;
  /** Of processor, by this process alone. */
  readonly own: number;
  /** Of processor, with the processes that it started and that have ended; NaN where the system does not tell. */
  readonly processor: number;
}

/** One of those that are compared: does its work once and tells what counts of it. */
export type Contender = (round: number) => Promise<Cost>;

/** One round of two contenders. */
export type Pair = readonly [Cost, Cost];

/**
 * Lets two do their work in turns, the one that begins changing from round to round, so that whatever else the machine
 * does falls on both.
 */
export async function inPairs(rounds: number, first: Contender, second: Contender): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const one = await first(round);
      pairs.push([one, await second(round)]);
    } else {
      const other = await second(round);
      pairs.push([await first(round), other]);
    }
  }
  return pairs;
}

/** Medians of what both took by the clock, and of the pairs' ratios. */
export function comparePairs(pairs: readonly Pair[]) {
  return {
    first: median(pairs.map(([one]) => one.elapsed)),
    second: median(pairs.map(([, other]) => other.elapsed)),
    ratio: median(pairs.map(([one, other]) => one.elapsed / other.elapsed)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Does work and tells what it took. */
export async function measured(work: () => unknown): Promise<Cost> {
  const before = { own: process.cpuUsage(), children: processorOfChildren() };
  const start = performance.now();
  await work();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(before.own);
  const own = (user + system) / 1000;
  return { elapsed, own, processor: own + processorOfChildren() - before.children };
}

/** Linux: proc(5), fields 16 and 17 of /proc/self/stat, in hundredths of a second. */
function processorOfChildren(): number {
  const [, , , , , , , , , , , , , user, system] = statFields(process.pid) ?? [];
  return (Number(user) + Number(system)) * 10;
}
