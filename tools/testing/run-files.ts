import { resolve } from 'node:path';
import { type EventData, run } from 'node:test';
import { inspect } from 'node:util';
import type { Outcome } from './outcome.ts';

/** What came of one test file. */
export interface FileResult {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
  readonly milliseconds: number;
}

/** A file that runs longer is killed and has failed: a test that hangs must not hang the run. */
const fileTimeout = 10 * 60_000;
const outputLimit = 20_000;

/** Generated tests repeat themselves where a seed is given. */
const seeding = process.env.TEST_SEED === undefined ? [] : ['--import', `${import.meta.dirname}/seed.ts`];

/**
 * Runs test files, each in a process of its own, two at a time; paths are relative to `root`, which is absolute.
 * Calls `onFile` as each file ends. Resolves, when all have, with what each file printed.
 */
export async function runFiles(
  root: string,
  files: readonly string[],
  onFile: (result: FileResult) => void,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(files.map((file) => [resolve(root, file), file]));
  const outcomes = new Map<string, Outcome[]>(files.map((file) => [file, []]));
  const printed = new Map<string, string>();
  const stream = run({
    files: [...names.keys()],
    concurrency: 2,
    isolation: 'process',
    timeout: fileTimeout,
    execArgv: ['--disable-warning=ExperimentalWarning', ...seeding],
  });
  const keep = (event: EventData.TestStdout | EventData.TestStderr): void => {
    const file = names.get(event.file) ?? event.file;
    printed.set(file, ((printed.get(file) ?? '') + event.message).slice(-outputLimit));
  };
  stream.on('test:stdout', keep).on('test:stderr', keep);
  stream.on('test:complete', (event) => {
    const isFile = event.nesting === 0 && names.has(event.name);
    const file = names.get(isFile ? event.name : (event.file ?? ''));
    if (file === undefined) throw new Error(`A test stands in no file that was run: ${inspect(event)}`);
    const known = outcomes.get(file) ?? [];
    const outcome = isFile ? fileOutcome(event, file, known) : testOutcome(event, file, root);
    if (outcome !== undefined) known.push(outcome);
    if (isFile) onFile({ file, outcomes: known, milliseconds: event.details.duration_ms });
  });
  await new Promise((done, fail) => stream.on('error', fail).on('end', done).resume());
  return printed;
}

/** A file adds an outcome of its own only where its tests don't tell the whole story. */
function fileOutcome(event: EventData.TestComplete, file: string, tests: readonly Outcome[]): Outcome | undefined {
  const failed = { kind: 'failed', name: 'the whole file', place: file } as const;
  if (event.details.passed) return tests.length > 0 ? undefined : { ...failed, detail: 'holds no test' };
  if (isOnlyOfSubtests(event) && tests.some((test) => test.kind === 'failed')) return undefined;
  return { ...failed, detail: explain(event.details.error, file) };
}

function testOutcome(event: EventData.TestComplete, file: string, root: string): Outcome | undefined {
  const named = { name: event.name, place: `${file}:${event.line ?? 1}` };
  const waived = event.skip ?? event.todo;
  if (waived !== undefined && waived !== false) {
    return { kind: 'skipped', ...named, detail: waived === true ? 'no reason given' : waived };
  }
  if (!event.details.passed) {
    if (isOnlyOfSubtests(event)) return undefined;
    return { kind: 'failed', ...named, detail: explain(event.details.error, root) };
  }
  return event.details.type === 'suite' ? undefined : { kind: 'passed', ...named, detail: '' };
}

function isOnlyOfSubtests(event: EventData.TestComplete): boolean {
  const error = event.details.error;
  return error !== undefined && 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** The thrown value's own text and stack, without the frames of Node and of the runner. */
function explain(error: Error | undefined, root: string): string {
  if (error === undefined) return 'failed without an error';
  if ('exitCode' in error || 'signal' in error) {
    const { exitCode, signal } = { exitCode: undefined, signal: undefined, ...error };
    return `its process ended with ${signal === null ? `status ${exitCode}` : signal}`;
  }
  const cause = error.cause ?? error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:/.test(line))
    .join('\n')
    .replaceAll(`file://${root}/`, '');
}
