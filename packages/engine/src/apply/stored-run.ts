import type { Checked } from '../diagnostics/diagnostic.ts';
import type { RunPurpose } from '../event/journal-entry.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import { readChangeSet, writeChangeSet } from '../preview/change-set-text.ts';
import { readGraph } from '../render/graph-text.ts';
import { graphFile } from '../render/render-files.ts';
import { transaction } from '../store/database.ts';
import { openJournal, readEntries } from '../store/journal.ts';
import { type LockResult, lockHolder, takeOverLock } from '../store/locks.ts';
import { moveHead, readRevision } from '../store/revisions.ts';
import { findRun, type Run, type RunOptions, startRun } from '../store/runs.ts';
import { putSecret, secretsOf } from '../store/secrets.ts';
import { clearSignals, isHookCleared, signalsOn } from '../store/signals.ts';
import { loadState, stateMoment } from '../store/state-store.ts';
import { type Store, storeId } from '../store/store.ts';
import type { RunOrder, RunStore } from './run-store.ts';

export type Held = Extract<LockResult, { kind: 'held' }>;
export type BegunRun = { readonly kind: 'begun'; readonly store: RunStore } | Held;
/** What was previewed is not what is deployed any more. */
export interface Stale {
  readonly kind: 'stale';
}

/**
 * Begins a run: makes sure that what was previewed still is what is deployed, takes the deployment's lock, keeps what was
 * ordered and writes the journal's first entry; all or nothing.
 */
export function beginRun(store: Store, deployment: string, purpose: RunPurpose, order: RunOrder): BegunRun | Stale {
  const { base, target } = order.changes;
  const run = { deployment, purpose, base: base.revision, target, options: orderToOptions(order) };
  return transaction(store.database(), () => {
    const held = lockHolder(store, deployment);
    if (held !== undefined) return { kind: 'held', ...held };
    const { serial, revision } = stateMoment(store, deployment);
    if (serial !== base.serial || revision !== base.revision) return { kind: 'stale' };
    const started = startRun(store, run);
    return started.kind === 'held' ? started : { kind: 'begun', store: runStore(store, started.run, order) };
  });
}

/** Takes over a run whose process is dead or that has stopped; refused while its process lives. */
export function takeUpRun(store: Store, id: string): BegunRun | undefined {
  const run = findRun(store, id);
  if (run === undefined) return undefined;
  const lock = takeOverLock(store, run.deployment, run.id);
  if (lock.kind === 'held') return lock;
  return { kind: 'begun', store: runStore(store, run, orderFromOptions(store, run)) };
}

function orderToOptions(order: RunOrder): RunOptions {
  const { changes, rollback, parallel, timeout, actionTimeout } = order;
  return {
    changes: writeChangeSet(changes),
    rollback,
    parallel,
    timeout: timeout ?? null,
    actionTimeout: actionTimeout ?? null,
  };
}

function orderFromOptions(store: Store, run: Run): RunOrder {
  const { changes, rollback, parallel, timeout, actionTimeout } = run.options;
  return {
    changes: demand(readChangeSet(String(changes), secretsOf(store).reveal, `run ${run.id}`)),
    rollback: rollback !== false,
    parallel: Number(parallel),
    ...(typeof timeout === 'number' ? { timeout } : {}),
    ...(typeof actionTimeout === 'number' ? { actionTimeout } : {}),
  };
}

function runStore(store: Store, run: Run, order: RunOrder): RunStore {
  const journal = openJournal(store, run.id);
  const { deployment, purpose } = run;
  if (readEntries(store, run.id).length === 0) {
    const { base, target } = order.changes;
    journal.append([
      { fact: { kind: 'run-started', deployment, purpose, base: base.revision, target, rollback: order.rollback } },
    ]);
  }
  const secrets = secretsOf(store);
  const fileOf = async (revision: string, path: string): Promise<string> => {
    const text = demand(await readRevision(store, deployment, revision)).files.get(path);
    if (text === undefined) throw new Error(`revision ${revision} has no ${path}`);
    return text;
  };
  return {
    id: storeId(store),
    run: run.id,
    deployment,
    order,
    loadState: () => loadState(store, deployment),
    readJournal: () => readEntries(store, run.id),
    append: (records) => journal.append(records),
    reveal: secrets.reveal,
    putSecret: (name, value) => putSecret(store, name, value),
    signalsOn: (instance) => signalsOn(store, deployment, instance),
    clearSignals: (instance) => clearSignals(store, deployment, instance),
    isHookCleared: (wait) => isHookCleared(store, run.id, wait),
    readGraph: async (revision) => demand(readGraph(await fileOf(revision, graphFile), secrets.reveal)),
    readInventory: async (revision) =>
      demand(parseInventory(await fileOf(revision, 'inventory.yaml'), 'inventory.yaml')),
    moveHead: async (revision) => {
      demand(await moveHead(store, deployment, revision));
    },
  };
}

/** What the store itself wrote must be readable; where it is not, that is damage that no run can go on with. */
function demand<T>(checked: Checked<T>): T {
  if (checked.value === undefined) throw new Error(checked.problems.map((each) => each.message).join('; '));
  return checked.value;
}
