/**
 * Asks Heat's own engine and Tyto about generated stacks, and tells every difference that is not meant.
 *
 *   node conformance/main.ts [--count N] [--seed N] [--minutes N] [--processes N] [--shrink TRIES] [--keep] [--deeper]
 *
 * With --deeper, what both refuse is taken away from a case, and the rest asked about again.
 * Without --seed it goes on where the last run stopped. The status is 1 where something differs.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepCase } from './keep-case.ts';
import { withoutHeat } from './oracle/without-heat.ts';
import { progressFrom, readProgress, writeProgress } from './progress.ts';
import { runCases } from './run-cases.ts';
import { tellCase } from './tell-case.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: process.env.CONFORMANCE_COUNT ?? '20000' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    processes: { type: 'string', default: String(availableParallelism()) },
    shrink: { type: 'string', default: '300' },
    most: { type: 'string', default: '40' },
    keep: { type: 'boolean', default: false },
    deeper: { type: 'boolean', default: false },
  },
});

const missing = withoutHeat();
if (missing !== undefined) {
  console.error(`error: ${missing}`);
  process.exit(1);
}
const from = values.seed === undefined ? readProgress() : Number(values.seed);
console.log(`${values.count} cases from number ${from} on`);
const start = performance.now();
const ended = progressFrom(from);
let done = 0;
const { counts, differing, next } = await runCases({
  from,
  count: Number(values.count),
  processes: Number(values.processes),
  until: start + Number(values.minutes) * 60_000,
  shrinkTries: Number(values.shrink),
  most: Number(values.most),
  deeper: values.deeper,
  onDone({ seed, stackCase, verdict }) {
    done += 1;
    const reached = ended(seed);
    if (values.seed === undefined && done % 100 === 0) writeProgress(reached);
    if (done % 1000 === 0) console.log(`${done} cases, ${Math.round((performance.now() - start) / 1000)} s`);
    if (verdict.kind !== 'differs') return;
    console.log(tellCase(seed, stackCase, verdict));
    if (!values.keep) return;
    const name = `found-${seed}`;
    keepCase(join(import.meta.dirname, 'cases', name), stackCase, verdict.heat);
    console.log(`kept as ${name}`);
  },
});
if (values.seed === undefined) writeProgress(next);
for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(8)}  ${name}`);
console.log(
  `${next - from} cases, ${differing.length} with a difference that is not listed; the next is number ${next}`,
);
if (differing.length > 0) process.exitCode = 1;
