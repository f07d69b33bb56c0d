import { shapes } from './growth-plans.ts';
import { type Growth, measureShape, phaseRow, secondsOf } from './growth-report.ts';
import type { Bench, Section } from './section.ts';

/** What a revision goes through, each apart. */
const phases = ['parse', 'render', 'preview, nothing deployed', 'preview, all deployed'];

/** How the cost grows with a plan: parse, render and preview of ten times as many resources, again and again. */
export const growth: Bench = async ({ quick }) => {
  const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000];
  const rounds = quick ? 3 : 5;
  const rows: (readonly string[])[] = [];
  const totals: (readonly string[])[] = [];
  for (const shape of shapes.keys()) {
    const measured = await measureShape('growth-run.ts', shape, rounds, sizes);
    for (const phase of phases) rows.push(phaseRow(`${shape}: ${phase}`, phase, sizes, measured));
    totals.push(totalRow(shape, sizes.at(-1) ?? 0, measured));
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

function totalRow(shape: string, largest: number, { cold, bySize, peakBytes }: Growth): readonly string[] {
  const both = ['render', 'preview, all deployed'];
  return [
    shape,
    secondsOf(cold, 'parse'),
    secondsOf(cold, ...both),
    secondsOf(bySize.get(largest), ...both),
    '< 2',
    (peakBytes / 2 ** 20).toFixed(0),
  ];
}
