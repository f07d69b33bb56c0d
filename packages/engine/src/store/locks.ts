import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';
import type { Life, ProcessIdentity } from './process-identity.ts';
import { lifeOf, thisProcess } from './process-identity.ts';
import type { Store } from './store.ts';

/** Who may change a deployment: one run, in one process. */
export interface LockHolder extends ProcessIdentity {
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** Held by the asking process now; or still by another, and whether that one lives. */
export type LockResult =
  | { readonly kind: 'acquired' }
  | { readonly kind: 'held'; readonly holder: LockHolder; readonly life: Life };

/**
 * Takes the lock of a deployment for a run of this process. One that a dead process left behind is not taken: what its
 * run began is unknown, and `takeOverLock` must be asked by name. Asking again for what this process holds is granted.
 */
export function acquireLock(store: Store, deployment: string, run: string): LockResult {
  return transaction(store.database(), () => {
    const self = thisProcess();
    const holder = readLock(store, deployment);
    if (holder === undefined) {
      putLock(store, deployment, run, self);
    } else if (holder.run !== run || !isSameProcess(holder, self)) {
      return { kind: 'held', holder, life: lifeOf(holder) };
    }
    return { kind: 'acquired' };
  });
}

/**
 * Takes the lock of a deployment from a holder that is dead. Refused while it is alive; and while nobody can tell
 * (another machine or container), unless `unknownToo` says that a person has made sure.
 */
export function takeOverLock(store: Store, deployment: string, run: string, unknownToo = false): LockResult {
  return transaction(store.database(), () => {
    const self = thisProcess();
    const holder = readLock(store, deployment);
    if (holder !== undefined && !isSameProcess(holder, self)) {
      const life = lifeOf(holder);
      if (life === 'alive' || (life === 'unknown' && !unknownToo)) return { kind: 'held', holder, life };
    }
    putLock(store, deployment, run, self);
    return { kind: 'acquired' };
  });
}

/** Gives a lock back. Gives false, and changes nothing, where this process does not hold it for that run. */
export function releaseLock(store: Store, deployment: string, run: string): boolean {
  return transaction(store.database(), () => {
    const holder = readLock(store, deployment);
    if (holder === undefined || holder.run !== run || !isSameProcess(holder, thisProcess())) return false;
    store.database().prepare('DELETE FROM lock WHERE deployment = ?').run(deployment);
    return true;
  });
}

/** Who holds the lock of a deployment, if anybody does. */
export function lockHolder(store: Store, deployment: string): { holder: LockHolder; life: Life } | undefined {
  const holder = readLock(store, deployment);
  return holder === undefined ? undefined : { holder, life: lifeOf(holder) };
}

function isSameProcess(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.host === b.host && a.bootId === b.bootId && a.pid === b.pid && a.startTime === b.startTime;
}

function readLock(store: Store, deployment: string): LockHolder | undefined {
  const row = statement(store, 'SELECT * FROM lock WHERE deployment = ?').get(deployment);
  if (row === undefined) return undefined;
  return {
    run: String(row.run),
    host: String(row.host),
    bootId: String(row.boot_id),
    pid: Number(row.pid),
    startTime: String(row.start_time),
    since: String(row.since),
  };
}

function putLock(store: Store, deployment: string, run: string, by: ProcessIdentity): void {
  const since = store.now().toISOString();
  statement(
    store,
    `INSERT OR REPLACE INTO lock (deployment, run, host, boot_id, pid, start_time, since) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(deployment, run, by.host, by.bootId, by.pid, by.startTime, since);
}

function statement(store: Store, sql: string): ReturnType<DatabaseSync['prepare']> {
  return store.database().prepare(sql);
}
