import { randomUUID } from 'node:crypto';
import { applyChanges as carryOut } from '../apply/apply-changes.ts';
import { systemClock } from '../apply/clock.ts';
import { resumeRun } from '../apply/resume-run.ts';
import type { RunMeans } from '../apply/run-context.ts';
import type { RunOrder, RunStore } from '../apply/run-store.ts';
import { beginRun, type Held, takeUpRun } from '../apply/stored-run.ts';
import { toolNamed } from '../apply/tools/registry.ts';
import { openTransports } from '../apply/transports/transport-for.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import type { RunEvent } from '../event/run-event.ts';
import type { ChangeSet } from '../preview/change-set.ts';
import { readChangeSet, writeChangeSet } from '../preview/change-set-text.ts';
import { previewChanges } from '../preview/preview-changes.ts';
import { withoutProvider } from '../preview/without-provider.ts';
import type { RunReport } from '../report/run-report.ts';
import { releaseLock } from '../store/locks.ts';
import { findRun, listRuns, type Run } from '../store/runs.ts';
import { secretsOf } from '../store/secrets.ts';
import { loadState } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalid, invalidBecause, type Outcome, refusedBecause } from './outcome.ts';
import { keptSecrets, readStoredGraph } from './revision-reading.ts';
import { refusedByHolder, refusedWhileUnfinished } from './unfinished-run.ts';

/** How a run is to go. Seconds for the whole run and for each action. */
export interface RunLimits {
  readonly parallel?: number;
  readonly timeout?: number;
  readonly actionTimeout?: number;
}

const defaultParallel = 10;
const defaultActionTimeout = 3600;

/** Reads a change set that `preview --out` kept; where it belongs to another deployment that is told. */
export type ReadChangeSet = Operation<
  { readonly name: string; readonly text: string; readonly file: string },
  { readonly changes: ChangeSet }
>;

export const readChangeSetFile: Carry<ReadChangeSet> = async ({ name, text, file }, { store }) => {
  const read = readChangeSet(text, secretsOf(store).reveal, file);
  if (read.value === undefined) return invalid(read.problems);
  const { deployment } = read.value;
  if (deployment !== name) {
    const hint = `Apply it by 'tyto apply ${deployment} ${file}'`;
    return invalidBecause(
      'change-set-form',
      `The change set in '${file}' is of '${deployment}', not of '${name}'`,
      hint,
    );
  }
  return done({ changes: read.value });
};

/**
 * `apply` and `remove`: carries out exactly a change set. Refused where what is deployed is not what it was compared
 * with, and while another run holds the deployment or was interrupted.
 */
export type ApplyChanges = Operation<
  {
    readonly changes: ChangeSet;
    readonly rollback: boolean;
    readonly limits: RunLimits;
    /** Aborted to stop cleanly: what runs is let finish, nothing more is started. */
    readonly stop: AbortSignal;
  },
  RunReport,
  RunEvent
>;

export const applyChanges: Carry<ApplyChanges> = async ({ changes, rollback, limits, stop }, { store }, onEvent) => {
  const failure = refusedWhileUnfinished(store, changes.deployment) ?? (await refusedWhenUnfit(store, changes));
  if (failure !== undefined) return failure;
  const order: RunOrder = {
    changes,
    rollback,
    parallel: limits.parallel ?? defaultParallel,
    actionTimeout: limits.actionTimeout ?? defaultActionTimeout,
    ...(limits.timeout === undefined ? {} : { timeout: limits.timeout }),
  };
  const begun = beginRun(store, changes.deployment, changes.target === null ? 'remove' : 'apply', order);
  if (begun.kind === 'held') return refusedByHolder(changes.deployment, begun.holder);
  if (begun.kind === 'stale') return stale(changes);
  return carry(store, begun.store, (means) => carryOut(means), stop, onEvent);
};

async function carry(
  store: Store,
  run: RunStore,
  go: (means: RunMeans) => Promise<RunReport>,
  stop: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<Outcome<RunReport>> {
  const transports = openTransports(store.directory);
  for (const entry of run.readJournal()) if (entry.kind === 'run-started') onEvent(entry);
  const report = await go({
    store: run,
    toolNamed,
    transport: transports.transportFor,
    newInstanceId: () => randomUUID(),
    clock: systemClock,
    random: Math.random,
    knownHosts: transports.knownHosts,
    onEntry: onEvent,
    onProgress: (progress) =>
      onEvent({
        kind: 'action-progress',
        formatVersion: 1,
        run: run.run,
        time: store.now().toISOString(),
        ...progress,
      }),
    stop,
  }).finally(transports.close);
  // Not where it threw: then the lock says who must be asked what became of the run.
  releaseLock(store, run.deployment, run.run);
  return done(report);
}

/** A change set is what its revision gives against the present state, and nothing else; and all of it can be applied. */
async function refusedWhenUnfit(store: Store, changes: ChangeSet): Promise<Failed | undefined> {
  const { deployment, target, forced, limited } = changes;
  const state = loadState(store, deployment);
  if (state.serial !== changes.base.serial || (state.revision ?? null) !== changes.base.revision) return stale(changes);
  const wanted = target === null ? undefined : await readStoredGraph(store, deployment, target);
  if (wanted !== undefined && wanted.value === undefined) return invalid(wanted.problems);
  const graph = wanted?.value?.graph ?? null;
  const request = { deployment, graph, target, state, forced, ...keptSecrets(store) };
  const again = previewChanges(limited === undefined ? request : { ...request, limited });
  if (again.value === undefined) return invalid(again.problems);
  const missing = withoutProvider(changes, request.graph, 'error');
  if (missing.length > 0) return invalid(missing);
  return writeChangeSet(again.value) === writeChangeSet(changes) ? undefined : stale(changes);
}

function stale({ deployment }: ChangeSet): Failed {
  const message = `What is deployed of '${deployment}' is no longer what the change set was compared with`;
  return refusedBecause('change-set-stale', message, `Run 'tyto preview ${deployment}' again`);
}

/** `run resume` and `run rollback`: takes up a run that was interrupted, by its id or its deployment's name. */
export type TakeUpRun = Operation<
  {
    readonly run: string;
    readonly mode: 'resume' | 'rollback';
    /** For a rollback: ends what still runs on nodes, instead of waiting for it. */
    readonly now?: boolean;
    readonly limits: RunLimits;
    readonly stop: AbortSignal;
  },
  RunReport,
  RunEvent
>;

export const takeUpInterrupted: Carry<TakeUpRun> = async ({ run, mode, now, limits, stop }, { store }, onEvent) => {
  const [latest] = listRuns(store, run, 1);
  const found = findRun(store, run) ?? (latest !== undefined && canGoOn(store, latest, mode) ? latest : undefined);
  if (found === undefined) return unknownRun(run);
  if (!canGoOn(store, found, mode)) return finished(found);
  const begun = takeUpRun(store, found.id);
  if (begun === undefined) return unknownRun(run);
  if (begun.kind === 'held') return refusedAlive(found, begun);
  const order = { ...begun.store.order, ...limits };
  return carry(store, { ...begun.store, order }, (means) => resumeRun(means, mode, now), stop, onEvent);
};

/**
 * Whether there is a way on for a run: it was interrupted; or it failed, or failed to go back, and nothing was done to its
 * deployment since.
 */
function canGoOn(store: Store, run: Run, mode: 'resume' | 'rollback'): boolean {
  switch (run.status) {
    case 'running':
    case 'interrupted':
      return true;
    case 'failed':
      return mode === 'rollback' && isLatest(store, run);
    case 'rollback failed':
      return isLatest(store, run);
    case 'done':
    case 'rolled back':
      return false;
  }
}

function isLatest(store: Store, { id, deployment }: Run): boolean {
  return listRuns(store, deployment, 1)[0]?.id === id;
}

function refusedAlive({ deployment }: Run, { holder, life }: Held): Failed {
  if (life === 'alive') return refusedByHolder(deployment, holder);
  const { run, since, pid, host } = holder;
  return refusedBecause(
    'run-locked',
    `Run ${run} holds '${deployment}' since ${since} (process ${pid} on ${host}), and whether it lives can't be told here`,
    `Take it up on ${host}`,
  );
}

function finished({ id, status }: Run): Failed {
  return invalid([
    problem('run-finished', `Run ${id} is not interrupted: it is ${status}`, {
      hint: "'tyto run list' shows all runs",
    }),
  ]);
}

function unknownRun(run: string): Failed {
  const hint = "'tyto run list' shows all runs";
  return invalidBecause(
    'run-unknown',
    `There is no run '${run}', and no deployment '${run}' with an interrupted one`,
    hint,
  );
}
