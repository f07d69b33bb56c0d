/**
 * Reads fuzzed inputs one after another, in a thread that `conformance/fuzz/run-fuzz.ts` watches: before each it writes
 * the input's number down where the watcher sees it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { baseTexts } from './fuzz/base-texts.ts';
import { fuzzInput } from './fuzz/fuzz-input.ts';
import type { FuzzTask } from './fuzz/run-fuzz.ts';
import { runInput } from './fuzz/run-input.ts';

const { seed, from, to, folders, progress }: FuzzTask = workerData;
const base = baseTexts(folders);
for (let index = from; index < to; index++) {
  Atomics.store(progress, 0, index);
  const input = fuzzInput(seed, index, base);
  try {
    const wrong = runInput(input);
    if (wrong !== undefined) parentPort?.postMessage({ index, problem: wrong });
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ index, problem: stack.split('\n').slice(0, 6).join('\n') });
  }
}
Atomics.store(progress, 0, to);
