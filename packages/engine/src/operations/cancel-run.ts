import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '../event/journal-entry.ts';
import { type RunReport, summarizeRun } from '../report/run-report.ts';
import { readEntries } from '../store/journal.ts';
import { cursorAtEnd, readNext, type StreamedEntry } from '../store/journal-stream.ts';
import { lockHolder } from '../store/locks.ts';
import { findRun, findRunOf, type Run } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalidBecause, refusedBecause } from './outcome.ts';
import { noRunOf } from './run-reading.ts';

/**
 * `run cancel`: asks the process of a run to stop, as ^C there does, and waits until it has: what runs is let finish,
 * nothing more is started, and the run is interrupted. The run's entries are told meanwhile.
 */
export type CancelRun = Operation<
  {
    /** A run, or the deployment whose run goes on. */
    readonly run: string;
    /** What runs on nodes is not waited for: it goes on there until the run is taken up. */
    readonly now: boolean;
    /** Aborted to wait no longer; the run stops all the same. */
    readonly stop: AbortSignal;
  },
  RunReport,
  StreamedEntry
>;

/**
 * The signal that asks a process to stop its run. Not one of those that a terminal sends: it may come twice, and never
 * means to quit at once.
 */
export const stopSignal = 'SIGUSR2';

const everyMilliseconds = 100;

export const cancelRun: Carry<CancelRun> = async ({ run, now, stop }, { store }, onEvent) => {
  const found = findRunOf(store, run);
  if (found === undefined) return noRunOf(run);
  let cursor = cursorAtEnd(store);
  const open = runningActions(readEntries(store, found.id));
  const failure = askToStop(store, found, stopSignal);
  if (failure !== undefined) return failure;
  for (const entry of open) onEvent({ ...entry, deployment: found.deployment });
  while (!stop.aborted) {
    const { entries, next } = readNext(store, cursor, found.deployment);
    cursor = next;
    for (const entry of entries) if (entry.run === found.id) onEvent(entry);
    if (findRun(store, found.id)?.status !== 'running') break;
    await pause(everyMilliseconds, undefined, { signal: stop }).catch(() => undefined);
    // Once it is stopping, what a terminal sends makes it quit at once. Said until it has: signals have no order.
    if (now) askToStop(store, findRun(store, found.id) ?? found, 'SIGTERM');
  }
  const report = summarizeRun(readEntries(store, found.id));
  if (report === undefined) throw new Error(`the journal of ${found.id} does not begin with its start`);
  return done({ ...report, status: findRun(store, found.id)?.status ?? report.status });
};

/** The starts of actions that have not ended: what is waited for. */
function runningActions(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const ended = new Set(entries.flatMap((each) => (each.kind === 'action-ended' ? [keyOf(each)] : [])));
  return entries.filter((each) => each.kind === 'action-started' && !ended.has(keyOf(each)));
}

function keyOf({ action, instance }: { readonly action: string; readonly instance: string }): string {
  return `${action} ${instance}`;
}

function askToStop(store: Store, { id, deployment, status }: Run, signal: NodeJS.Signals): Failed | undefined {
  if (status !== 'running') return notRunning(id, status);
  const lock = lockHolder(store, deployment);
  if (lock === undefined || lock.holder.run !== id || lock.life === 'dead') return undefined;
  const { pid, host } = lock.holder;
  if (lock.life === 'unknown') {
    const hint = `Run 'tyto run cancel ${id}' on ${host}`;
    return refusedBecause('run-locked', `Run ${id} goes on in process ${pid} on ${host}, out of reach from here`, hint);
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ESRCH') return undefined;
    if (code !== 'EPERM') throw error;
    return refusedBecause('run-locked', `Process ${pid} of run ${id} belongs to another user`, 'Run this as its owner');
  }
  return undefined;
}

function notRunning(id: string, status: Run['status']): Failed {
  if (status === 'interrupted') {
    const hint = `Finish it by 'tyto run resume ${id}', or go back by 'tyto run rollback ${id}'`;
    return invalidBecause('run-finished', `Run ${id} has stopped already: it was interrupted`, hint);
  }
  return invalidBecause('run-finished', `Run ${id} does not go on: it is ${status}`, "'tyto run list' shows all runs");
}
