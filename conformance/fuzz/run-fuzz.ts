import { Worker } from 'node:worker_threads';
import { baseTexts } from './base-texts.ts';
import { type FuzzInput, fuzzInput } from './fuzz-input.ts';

/** Which inputs a thread reads, and where it says how far it is. */
export interface FuzzTask {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Where the texts are that inputs are made of; the repository's own where there are none. */
  readonly folders: readonly string[];
  readonly progress: Int32Array;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly folders: readonly string[];
  /** How long one input may keep the processor busy, in milliseconds: a machine that has other work to do is no hang. */
  readonly patience: number;
  /** How much memory the reader may use, in MiB. */
  readonly memory: number;
  /** Told of how many inputs were read, now and then. */
  readonly onProgress: (done: number) => void;
}

/** An input that crashed its reader, or did not end. */
export interface FuzzFailure {
  readonly index: number;
  readonly input: FuzzInput;
  readonly problem: string;
}

const mostFailures = 50;

/**
 * Reads so many inputs, one after another, in a thread of bounded memory and stack; one that takes too long or too much
 * ends the thread, and another goes on behind it. Gives what failed.
 */
export async function runFuzz(options: FuzzOptions): Promise<readonly FuzzFailure[]> {
  const base = baseTexts(options.folders);
  const failures: FuzzFailure[] = [];
  const end = options.from + options.count;
  for (let from = options.from; from < end && failures.length < mostFailures; ) {
    from = await runThread(options, from, end, (index, problem) => {
      failures.push({ index, input: fuzzInput(options.seed, index, base), problem });
    });
  }
  return failures;
}

type Tell = (index: number, problem: string) => void;

/** Runs one thread until it ends; gives the number of the next input. */
function runThread(options: FuzzOptions, from: number, to: number, tell: Tell): Promise<number> {
  const { seed, folders, patience, memory } = options;
  const progress = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(progress, 0, from);
  const task: FuzzTask = { seed, from, to, folders, progress };
  const worker = new Worker(new URL('../fuzz-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 1 },
  });
  return new Promise((resolve) => {
    let [at, since, stopped] = [from, busy(), ''];
    const watch = setInterval(() => {
      const now = Atomics.load(progress, 0);
      options.onProgress(now);
      if (now !== at) [at, since] = [now, busy()];
      else if (busy() - since > patience && now < to) {
        stopped = `does not end in ${patience / 1000} s`;
        void worker.terminate();
      }
    }, 200);
    worker.on('message', ({ index, problem }: { index: number; problem: string }) => tell(index, problem));
    worker.on('error', (error) => {
      stopped = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      clearInterval(watch);
      const now = Atomics.load(progress, 0);
      if (now < to) tell(now, stopped === '' ? 'the thread ended' : stopped);
      resolve(now < to ? now + 1 : to);
    });
  });
}

/** For how long this process has been busy, in milliseconds; besides the reader it does next to nothing. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
