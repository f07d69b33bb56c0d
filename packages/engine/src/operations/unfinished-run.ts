import { problem } from '../diagnostics/diagnostic.ts';
import { lockHolder } from '../store/locks.ts';
import { interruptedRun } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { type Failed, refused } from './outcome.ts';

/**
 * Why a deployment must not be changed now: a run was interrupted and must be finished or undone first, or another one
 * is at work. Undefined where nothing stands against it.
 */
export function refusedWhileUnfinished(store: Store, deployment: string): Failed | undefined {
  const interrupted = interruptedRun(store, deployment);
  if (interrupted !== undefined) {
    const { id } = interrupted;
    return refused([
      problem('run-unfinished', `Run ${id} of '${deployment}' was interrupted`, {
        hint: `Finish it by 'tyto run resume ${id}', or go back by 'tyto run rollback ${id}'`,
      }),
    ]);
  }
  const lock = lockHolder(store, deployment);
  return lock === undefined ? undefined : refusedByHolder(deployment, lock.holder);
}

/** Another run holds the deployment: which, since when, and where. */
export function refusedByHolder(
  deployment: string,
  holder: { readonly run: string; readonly since: string; readonly pid: number; readonly host: string },
): Failed {
  const { run, since, pid, host } = holder;
  return refused([
    problem('run-locked', `Run ${run} holds '${deployment}' since ${since} (process ${pid} on ${host})`, {
      hint: `Wait for it to end; 'tyto run show ${run}' tells how far it is`,
    }),
  ]);
}
