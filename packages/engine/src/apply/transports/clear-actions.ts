import { removeActionDirectory } from './action-directory.ts';
import { shellQuote } from './shell-quote.ts';

/** So many directories are removed at once at the most; fewer than a few are not worth a process. */
const most = 64;
const few = 4;
/** Milliseconds for which directories wait for others: while actions run, and when none does. */
const patience = 1000;
const breath = 5;

/** Clears what actions leave on this machine, many at a time, when it keeps no other action waiting. */
export interface ClearActions {
  /** Removes an action's directory; resolves when it is gone, or can't be removed and stays: nobody asks for it again. */
  clear(directory: string): Promise<void>;
  /** Told when an action begins and when it ends. */
  began(): void;
  ended(): void;
}

/** `run` has a shell run what it is fed, and gives whether it did. */
export function clearActions(run: (input: string) => Promise<boolean>): ClearActions {
  let pending: { readonly directory: string; readonly done: () => void }[] = [];
  let running = 0;
  let timer: NodeJS.Timeout | undefined;
  let clearing = false;

  const arm = (): void => {
    clearTimeout(timer);
    if (pending.length === 0 || clearing) return;
    if (pending.length >= most) void flush();
    else timer = setTimeout(flush, running > 0 ? patience : breath);
  };
  const flush = async (): Promise<void> => {
    const batch = pending.slice(0, most);
    pending = pending.slice(most);
    clearing = true;
    await removeAll(
      batch.map((each) => each.directory),
      run,
    );
    clearing = false;
    for (const { done } of batch) done();
    arm();
  };
  return {
    clear: (directory) =>
      new Promise((done) => {
        pending.push({ directory, done });
        arm();
      }),
    began: () => {
      running += 1;
    },
    ended: () => {
      running -= 1;
      if (running === 0) arm();
    },
  };
}

async function removeAll(directories: readonly string[], run: (input: string) => Promise<boolean>): Promise<void> {
  const together = directories.length >= few;
  if (together && (await run(`{\nrm -rf -- ${directories.map(shellQuote).join(' ')}\nexit 0\n}\n`))) return;
  for (const directory of directories) await removeActionDirectory(directory).catch(() => undefined);
}
