import { runBare } from './bare-run.ts';
import { type EngineWork, runEngine, type Sent } from './engine-run.ts';
import { comparePairs, inPairs, median, type Pair } from './rounds.ts';
import { withScratch } from './scratch.ts';
import type { Bench, Section } from './section.ts';

/** What the whole engine adds to the runner: no-op actions through it against the same runner spawned bare. */
export const engineOverhead: Bench = async ({ quick }) => {
  const [actions, rounds] = quick ? [150, 3] : [1000, 5];
  const rows = [
    await measure({ shape: 'chain', actions, parallel: 8 }, rounds, '< 30 %'),
    await measure({ shape: 'parallel', actions, parallel: 8 }, rounds, '< 10 %'),
  ];
  const section: Section = {
    title: `Engine overhead: ${actions} no-op local actions through the whole engine against the same runner spawned bare`,
    head: ['', 'engine, ms/action', 'bare, ms/action', 'ratio', 'overhead', 'aim', 'CPU, engine', 'CPU, bare'],
    rows,
    notes: [
      `medians of ${rounds} pairs of runs, interleaved; the bare side has the payloads that the engine sent`,
      'parallel: 8 at a time on both sides; CPU: ms/action of all processes, which whatever else the machine does changes little',
    ],
  };
  return [section];
};

async function measure(work: EngineWork, rounds: number, aim: string): Promise<readonly string[]> {
  const programs: Sent[] = [];
  // Warms up, and hears what is sent.
  await withScratch((directory) => runEngine(directory, work, (sent) => programs.push(sent)));
  await withScratch((directory) => runBare(directory, programs.slice(0, 100), 1));
  const width = work.shape === 'chain' ? 1 : work.parallel;
  const pairs = await inPairs(
    rounds,
    () => withScratch((directory) => runEngine(directory, work)),
    () => withScratch((directory) => runBare(directory, programs, width)),
  );
  const { first, second, ratio } = comparePairs(pairs);
  const each = (total: number): string => (total / work.actions).toFixed(2);
  const label = work.shape === 'chain' ? 'in a chain' : `${work.parallel} in parallel`;
  const processor = (side: 0 | 1): string => each(median(pairs.map((pair: Pair) => pair[side].processor)));
  return [
    label,
    each(first),
    each(second),
    ratio.toFixed(2),
    `${((ratio - 1) * 100).toFixed(0)} %`,
    aim,
    processor(0),
    processor(1),
  ];
}
