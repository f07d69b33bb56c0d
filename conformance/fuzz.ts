/**
 * Gives the readers of templates, environments, yaql, patterns and JSON what they never expected, and tells what makes
 * one crash, hang, use too much memory or report without a place. One input of each kind of failure is written to
 * `node_modules/.cache/fuzz`.
 *
 *   node conformance/fuzz.ts [--count N] [--seed N] [--from N] [--corpus DIR]...
 *
 * The same seed gives the same inputs; `--from` goes on where an earlier run stopped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run-fuzz.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    corpus: { type: 'string', multiple: true, default: [] },
  },
});
const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)];
const start = performance.now();
let told = start;

const failures = await runFuzz({
  ...{ seed, from, count, folders: values.corpus, patience: 10_000, memory: 512 },
  onProgress(done) {
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    console.log(line(done - from));
  },
});
const folder = join(import.meta.dirname, '../node_modules/.cache/fuzz');
if (failures.length > 0) mkdirSync(folder, { recursive: true });
const seen = new Set<string>();
for (const { index, input, problem } of failures) {
  if (seen.has(problem)) continue;
  seen.add(problem);
  const file = join(folder, `${input.kind}-${seed}-${index}.txt`);
  writeFileSync(file, input.text);
  console.log(`\n${file}\n${problem}`);
}
console.log(`${line(count)}, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

function line(done: number): string {
  const seconds = (performance.now() - start) / 1000;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  return `${done} inputs in ${seconds.toFixed(0)} s, ${Math.round(done / seconds)}/s, seed ${seed}, at most ${memory} MiB`;
}
