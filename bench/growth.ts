import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shapes } from './growth-plans.ts';
import { type GrowthReport, type Phase, type PhaseCosts, phases } from './growth-report.ts';
import type { Bench, Section } from './section.ts';

/** How the cost grows with a plan: parse, render and preview of ten times as many resources, again and again. */
export const growth: Bench = async ({ quick }) => {
  const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000];
  const rounds = quick ? 3 : 5;
  const rows: (readonly string[])[] = [];
  const totals: (readonly string[])[] = [];
  for (const shape of shapes.keys()) {
    const report = await measureShape(shape, rounds, sizes);
    const bySize = new Map(report.bySize.map(([size, costs]) => [size, new Map(costs)]));
    for (const phase of phases) rows.push(phaseRow(shape, phase, sizes, bySize));
    totals.push(totalRow(shape, new Map(report.cold), bySize.get(sizes.at(-1) ?? 0) ?? new Map(), report.peakBytes));
  }
  const largest = sizes.at(-1)?.toLocaleString('en') ?? '';
  const perResource: Section = {
    title: 'Growth: microseconds a resource, by the number of resources; ten times as many cost so many times as much',
    head: ['', ...sizes.map((size) => size.toLocaleString('en')), 'growth by decade', `KB each at ${largest}`],
    rows,
    notes: [`medians of ${rounds} rounds over all sizes in one process for each shape, warm; 10 is linear`],
  };
  const whole: Section = {
    title: `Growth: ${largest} resources, seconds`,
    head: ['', 'parse', 'render + preview, cold', 'render + preview, warm', 'aim', 'peak RSS, MB'],
    rows: totals,
    notes: ['cold: the first time in a new process; the preview counted is that of a deployment where all is deployed'],
  };
  return [perResource, whole];
};

async function measureShape(shape: string, rounds: number, sizes: readonly number[]): Promise<GrowthReport> {
  const args = [join(import.meta.dirname, 'growth-run.ts'), shape, String(rounds), ...sizes.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { encoding: 'utf8' });
  return JSON.parse(stdout);
}

function phaseRow(
  shape: string,
  phase: Phase,
  sizes: readonly number[],
  bySize: ReadonlyMap<number, PhaseCosts>,
): readonly string[] {
  const times = sizes.map((size) => bySize.get(size)?.get(phase)?.milliseconds ?? Number.NaN);
  const each = times.map((time, index) => ((time * 1000) / (sizes[index] ?? 1)).toFixed(1));
  const factors = times.slice(1).map((time, index) => (time / (times[index] ?? 1)).toFixed(1));
  const largest = sizes.at(-1) ?? 1;
  const kilobytes = (bySize.get(largest)?.get(phase)?.bytes ?? Number.NaN) / 1024 / largest;
  return [`${shape}: ${phase}`, ...each, factors.join(' '), kilobytes.toFixed(2)];
}

function totalRow(shape: string, cold: PhaseCosts, warm: PhaseCosts, peakBytes: number): readonly string[] {
  const seconds = (costs: PhaseCosts, counted: readonly Phase[]): string =>
    (counted.reduce((sum, phase) => sum + (costs.get(phase)?.milliseconds ?? Number.NaN), 0) / 1000).toFixed(2);
  const both: readonly Phase[] = ['render', 'preview, all deployed'];
  return [
    shape,
    seconds(cold, ['parse']),
    seconds(cold, both),
    seconds(warm, both),
    '< 2',
    (peakBytes / 2 ** 20).toFixed(0),
  ];
}
