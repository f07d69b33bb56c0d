import { setTimeout as pause } from 'node:timers/promises';
import { listDeployments } from '../store/inputs.ts';
import { cursorAtEnd, cursorBefore, readNext, type StreamedEntry } from '../store/journal-stream.ts';
import { findRun, listRuns, runNumber } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { loadInputs } from './deployment-reading.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalid, invalidBecause } from './outcome.ts';

/** `events`: what runs write into their journals, whichever process carries them out. */
export type FollowEvents = Operation<
  {
    /** Undefined: of all deployments. */
    readonly deployment?: string;
    /** A run, a time or how long ago; else the beginning of the latest run. */
    readonly since?: string;
    /** Goes on with what is written from now on, until `stop`. */
    readonly follow: boolean;
    readonly stop: AbortSignal;
  },
  { readonly count: number },
  StreamedEntry
>;

const everyMilliseconds = 250;

export const followEvents: Carry<FollowEvents> = async (input, { store }, onEvent) => {
  const { deployment, since, follow, stop } = input;
  const failure = deployment === undefined ? undefined : await unknownDeployment(store, deployment);
  if (failure !== undefined) return failure;
  const start = since === undefined ? (cursorBefore(store, { latestOf: deployment }) ?? 0) : startOf(store, since);
  if (typeof start !== 'number') return start;
  let cursor = start;
  let count = 0;
  while (!stop.aborted) {
    const { entries, next } = readNext(store, cursor, deployment);
    cursor = next;
    for (const entry of entries) {
      if (stop.aborted) break;
      onEvent(entry);
      count += 1;
    }
    if (entries.length > 0) {
      // Whoever reads may have gone, or asked to stop; that is heard between two turns only.
      await pause(0);
      continue;
    }
    if (!follow) break;
    await pause(everyMilliseconds, undefined, { signal: stop }).catch(() => undefined);
  }
  return done({ count });
};

function startOf(store: Store, since: string): number | Failed {
  const number = runNumber(since);
  if (number !== undefined) {
    if (findRun(store, since) !== undefined) return cursorBefore(store, { run: number }) ?? cursorAtEnd(store);
    return invalidBecause('run-unknown', `There is no run '${since}'`, "'tyto run list' shows all runs");
  }
  const time = timeOf(since, store.now());
  if (time !== undefined) return cursorBefore(store, { time }) ?? cursorAtEnd(store);
  const hint = 'Write a run (r7), a time (2030-01-31T12:00Z) or how long ago (90s, 10m, 2h, 1d)';
  return invalidBecause('usage', `'${since}' is neither a run nor a time`, hint);
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A time as journals have it: ISO 8601 in UTC. What has no zone is local time, a day alone begins in UTC, as in ISO's own. */
function timeOf(text: string, now: Date): string | undefined {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) {
    return new Date(now.getTime() - Number(number) * (seconds[unit] ?? 1) * 1000).toISOString();
  }
  const isTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** One that was deleted while a run of it is still known can't be: its runs go with it. */
async function unknownDeployment(store: Store, name: string): Promise<Failed | undefined> {
  if (listRuns(store, name, 1).length > 0 || (await listDeployments(store)).includes(name)) return undefined;
  return invalid((await loadInputs(store, name)).problems);
}
