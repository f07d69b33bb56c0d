import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GrowthReport, PhaseCost, PhaseCosts } from './growth-report.ts';
import { median } from './rounds.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Takes the time of phases that follow each other. */
export interface PhaseMeter {
  readonly costs: PhaseCosts;
  /** Does a phase's work; throws where it gives nothing. Its result is held, so that the next phase's share is its own. */
  phase<T>(name: string, work: () => T | undefined): T;
}

/** Goes through all phases once at a size. */
export type GoThrough = (size: number, meter: PhaseMeter) => void;

/**
 * Measures work at all sizes in this process, in turns; the largest comes first, cold. Where a result is weighed (which
 * takes its time) no time is counted.
 */
export function measureGrowth(goThrough: GoThrough, rounds: number, sizes: readonly number[]): GrowthReport {
  const cold = once(goThrough, Math.max(...sizes), false);
  const coldPeakBytes = peakBytes();
  const samples = new Map(sizes.map((size): [number, PhaseCosts[]] => [size, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [size, taken] of samples) {
      collectGarbage();
      // What is over soon is measured more often.
      for (let time = 0; time < Math.max(1, 1000 / size); time += 1) taken.push(once(goThrough, size, false));
    }
  }
  const bySize = [...samples].map(([size, taken]): [number, [string, PhaseCost][]] => [
    size,
    [...medianCosts(taken, once(goThrough, size, true))],
  ]);
  return { cold: [...cold], coldPeakBytes, bySize, peakBytes: peakBytes() };
}

function once(goThrough: GoThrough, size: number, weigh: boolean): PhaseCosts {
  const costs = new Map<string, PhaseCost>();
  const kept: unknown[] = [];
  goThrough(size, {
    costs,
    phase: (name, work) => {
      const before = weigh ? heapUsed() : 0;
      const start = performance.now();
      const result = work();
      const milliseconds = performance.now() - start;
      if (result === undefined) throw new Error(`a phase failed: ${name}`);
      kept.push(result);
      costs.set(name, { milliseconds, bytes: weigh ? heapUsed() - before : Number.NaN });
      return result;
    },
  });
  return costs;
}

function medianCosts(samples: readonly PhaseCosts[], weighed: PhaseCosts): PhaseCosts {
  const middle = (name: string): number =>
    median(samples.map((sample) => sample.get(name)?.milliseconds ?? Number.NaN));
  return new Map([...weighed].map(([name, { bytes }]) => [name, { milliseconds: middle(name), bytes }]));
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
