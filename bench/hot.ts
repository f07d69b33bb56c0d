import { type Growth, measureShape, phaseRow, secondsOf } from './growth-report.ts';
import { evaluateAgain } from './hot-again.ts';
import { compareWithOracle } from './hot-oracle.ts';
import { hotShapes } from './hot-templates.ts';
import type { Bench, Section } from './section.ts';

const phases = ['read', 'evaluate'];

/** What templates cost by themselves: reading and evaluating ten to a hundred thousand Values, and beside Heat itself. */
export const hot: Bench = async ({ quick }) => {
  const sizes = quick ? [10, 100, 1000, 10_000] : [10, 100, 1000, 10_000, 100_000];
  const rounds = quick ? 2 : 3;
  const rows: (readonly string[])[] = [];
  const totals: (readonly string[])[] = [];
  for (const shape of hotShapes.keys()) {
    const measured = await measureShape('hot-run.ts', shape, rounds, sizes);
    for (const phase of phases) rows.push(phaseRow(`${shape}: ${phase}`, phase, sizes, measured));
    totals.push(totalRow(shape, sizes.at(-1) ?? 0, measured));
  }
  const largest = sizes.at(-1)?.toLocaleString('en') ?? '';
  const perResource: Section = {
    title: 'HOT: microseconds a Value, by the number of Values; ten times as many cost so many times as much',
    head: ['', ...sizes.map((size) => size.toLocaleString('en')), 'growth by decade', `KB each at ${largest}`],
    rows,
    notes: [`medians of ${rounds} rounds over all sizes in one process for each shape, warm; 10 is linear`],
  };
  const whole: Section = {
    title: `HOT: ${largest} Values, seconds`,
    head: ['', 'read, cold', 'warm', 'aim', 'evaluate, cold', 'warm', 'aim', 'peak RSS, MB, cold', 'aim'],
    rows: totals,
    notes: [
      'cold: the first time in a new process, which has read and evaluated nothing else when its memory is looked at',
    ],
  };
  const again = await evaluateAgain(quick ? [1000, 10_000] : [1000, 10_000, 100_000], rounds);
  return [perResource, whole, again, await compareWithOracle(quick ? [10, 100] : [10, 100, 1000], rounds)];
};

function totalRow(shape: string, largest: number, { cold, bySize, coldPeakBytes }: Growth): readonly string[] {
  const warm = bySize.get(largest);
  return [
    shape,
    secondsOf(cold, 'read'),
    secondsOf(warm, 'read'),
    '< 3',
    secondsOf(cold, 'evaluate'),
    secondsOf(warm, 'evaluate'),
    '< 2',
    (coldPeakBytes / 2 ** 20).toFixed(0),
    '< 1024',
  ];
}
