/**
 * Runs the checks and the tests of the repository, two processes at a time, and prints a line for each file.
 * The last line is `N passed, N failed`; the exit status is 1 if anything failed.
 *
 *   node tools/test.ts                 checks and tests
 *   node tools/test.ts --checks        checks only
 *   node tools/test.ts WORD...         tests only, of files whose path contains one of the words
 *   node tools/test.ts --root DIR ...  the same in another folder than the repository
 */
import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checks, runCheck } from './testing/checks.ts';
import { failureText, type Outcome, reportLines, summaryLine } from './testing/outcome.ts';
import { runFiles } from './testing/run-files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    checks: { type: 'boolean', default: false },
    root: { type: 'string', default: `${import.meta.dirname}/..` },
  },
});
const root = resolve(values.root);
const outcomes: Outcome[] = [];
let printed: ReadonlyMap<string, string> = new Map();

if (positionals.length === 0) {
  for (const check of checks) {
    const start = performance.now();
    report(check.name, [await runCheck(check, root)], performance.now() - start);
  }
}
if (!values.checks) {
  const files = await findTests(positionals);
  printed = await runFiles(root, files, (result) => report(result.file, result.outcomes, result.milliseconds));
}
close();

function report(name: string, results: readonly Outcome[], milliseconds: number): void {
  outcomes.push(...results);
  for (const line of reportLines(name, results, milliseconds)) console.log(line);
}

async function findTests(words: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('{packages,tools,e2e,conformance}/**/*.test.ts', {
    cwd: root,
    exclude: ['**/node_modules', '**/testdata'],
  })) {
    if (words.length === 0 || words.some((word) => file.includes(word))) files.push(file);
  }
  return files.sort();
}

function close(): void {
  const failures = outcomes.filter((outcome) => outcome.kind === 'failed');
  for (const failure of failures) console.log(failureText(failure));
  for (const file of new Set(failures.map((failure) => failure.place.split(':')[0] ?? ''))) {
    const text = printed.get(file);
    if (text !== undefined) console.log(`\n${file} printed:\n${text.trimEnd().replaceAll(/^(?=.)/gm, '    ')}`);
  }
  console.log(`${failures.length > 0 ? '\n' : ''}${summaryLine(outcomes)}`);
  if (failures.length > 0 || outcomes.length === 0) process.exitCode = 1;
}
