import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What one phase of some work took, and what its result holds. */
export interface PhaseCost {
  readonly milliseconds: number;
  /** Of heap, that the result holds. */
  readonly bytes: number;
}

/** What each phase took, by its name. */
export type PhaseCosts = ReadonlyMap<string, PhaseCost>;

type Entries = readonly (readonly [string, PhaseCost])[];

/** What a process that measured one shape prints. */
export interface GrowthReport {
  /** The largest size, the first time in its process, and the most memory that the process had until then. */
  readonly cold: Entries;
  readonly coldPeakBytes: number;
  readonly bySize: readonly (readonly [number, Entries])[];
  readonly peakBytes: number;
}

/** A report, its figures by size and phase. */
export interface Growth extends Pick<GrowthReport, 'coldPeakBytes' | 'peakBytes'> {
  readonly cold: PhaseCosts;
  readonly bySize: ReadonlyMap<number, PhaseCosts>;
}

/** Has a program of this directory measure one shape in a process of its own. */
export async function measureShape(
  program: string,
  shape: string,
  rounds: number,
  sizes: readonly number[],
): Promise<Growth> {
  const args = [join(import.meta.dirname, program), shape, String(rounds), ...sizes.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { encoding: 'utf8' });
  const report: GrowthReport = JSON.parse(stdout);
  const bySize = new Map(report.bySize.map(([size, costs]) => [size, new Map(costs)]));
  return { ...report, cold: new Map(report.cold), bySize };
}

/** The row of a phase: microseconds a resource at each size, the growth from one to the next, the kilobytes each holds. */
export function phaseRow(label: string, phase: string, sizes: readonly number[], growth: Growth): readonly string[] {
  const times = sizes.map((size) => growth.bySize.get(size)?.get(phase)?.milliseconds ?? Number.NaN);
  const each = times.map((time, index) => ((time * 1000) / (sizes[index] ?? 1)).toFixed(1));
  const factors = times.slice(1).map((time, index) => (time / (times[index] ?? 1)).toFixed(1));
  const largest = sizes.at(-1) ?? 1;
  const kilobytes = (growth.bySize.get(largest)?.get(phase)?.bytes ?? Number.NaN) / 1024 / largest;
  return [label, ...each, factors.join(' '), kilobytes.toFixed(2)];
}

/** Seconds that some phases took together. */
export function secondsOf(costs: PhaseCosts | undefined, ...counted: readonly string[]): string {
  const sum = counted.reduce((total, phase) => total + (costs?.get(phase)?.milliseconds ?? Number.NaN), 0);
  return (sum / 1000).toFixed(2);
}
