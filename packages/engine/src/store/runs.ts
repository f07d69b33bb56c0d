import type { RunPurpose, RunStatus } from '../event/journal-entry.ts';
import { transaction } from './database.ts';
import type { LockResult } from './locks.ts';
import { acquireLock, lockHolder } from './locks.ts';
import type { Store } from './store.ts';

/** A run as its row in the database tells it. */
export interface Run {
  readonly kind: 'Run';
  /** `r` and a number that counts the store's runs. */
  readonly id: string;
  readonly deployment: string;
  readonly purpose: RunPurpose;
  /** `interrupted` also where it says of itself that it is running, but its process is dead. */
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly ended: string | undefined;
  /** The revision that was deployed when it began, to which a failure goes back. */
  readonly base: string | null;
  /** The revision that it applies; null where all is removed. */
  readonly target: string | null;
  /** What it was started with, as JSON data; whoever resumes it needs them. */
  readonly options: RunOptions;
}

/** Plain JSON: the apply room says what stands in it. */
export type RunOptions = { readonly [name: string]: JsonData };
type JsonData = null | boolean | number | string | readonly JsonData[] | { readonly [name: string]: JsonData };

export type NewRun = Pick<Run, 'deployment' | 'purpose' | 'base' | 'target' | 'options'>;

export type StartedRun = { readonly kind: 'started'; readonly run: Run } | Extract<LockResult, { kind: 'held' }>;

/** Begins a run and takes the deployment's lock for it, both or neither. */
export function startRun(store: Store, run: NewRun): StartedRun {
  return transaction(store.database(), () => {
    const present = lockHolder(store, run.deployment);
    if (present !== undefined) return { kind: 'held', ...present };
    const started = store.now().toISOString();
    const { lastInsertRowid } = store
      .database()
      .prepare(
        `INSERT INTO run (deployment, purpose, status, started, base, target, options)
         VALUES (?, ?, 'running', ?, ?, ?, ?)`,
      )
      .run(run.deployment, run.purpose, started, run.base, run.target, JSON.stringify(run.options));
    const id = `r${lastInsertRowid}`;
    const lock = acquireLock(store, run.deployment, id);
    if (lock.kind === 'held') throw new Error('a lock that was free is held in the same transaction');
    return { kind: 'started', run: { kind: 'Run', id, status: 'running', started, ended: undefined, ...run } };
  });
}

/** The run of an id, if there is one. */
export function findRun(store: Store, id: string): Run | undefined {
  const number = runNumber(id);
  if (number === undefined) return undefined;
  const row = store.database().prepare('SELECT * FROM run WHERE number = ?').get(number);
  return row === undefined ? undefined : toRun(store, row);
}

/** The run of an id, else the latest run of a deployment of that name. */
export function findRunOf(store: Store, runOrDeployment: string): Run | undefined {
  return findRun(store, runOrDeployment) ?? listRuns(store, runOrDeployment, 1)[0];
}

/** All runs, or those of one deployment, the latest first. */
export function listRuns(store: Store, deployment?: string, limit = -1): readonly Run[] {
  const where = deployment === undefined ? '' : 'WHERE deployment = :deployment';
  const sql = `SELECT * FROM run ${where} ORDER BY number DESC LIMIT :limit`;
  const rows = store
    .database()
    .prepare(sql)
    .all(deployment === undefined ? { limit } : { deployment, limit });
  return rows.map((row) => toRun(store, row));
}

/** The run of a deployment that was interrupted and neither resumed nor rolled back since. */
export function interruptedRun(store: Store, deployment: string): Run | undefined {
  const [latest] = listRuns(store, deployment, 1);
  return latest?.status === 'interrupted' ? latest : undefined;
}

/** The number in a run's id. */
export function runNumber(id: string): number | undefined {
  return /^r[1-9]\d{0,14}$/.test(id) ? Number(id.slice(1)) : undefined;
}

type Row = Record<string, unknown>;

function toRun(store: Store, row: Row): Run {
  const id = `r${row.number}`;
  const deployment = String(row.deployment);
  return {
    kind: 'Run',
    id,
    deployment,
    purpose: toPurpose(row.purpose),
    status: presentStatus(store, id, deployment, toStatus(row.status)),
    started: String(row.started),
    ended: toText(row.ended) ?? undefined,
    base: toText(row.base),
    target: toText(row.target),
    options: toOptions(row.options),
  };
}

/** A run that never came to write its own end is interrupted as soon as its process is dead. */
function presentStatus(store: Store, id: string, deployment: string, status: RunStatus): RunStatus {
  if (status !== 'running') return status;
  const lock = lockHolder(store, deployment);
  return lock?.holder.run === id && lock.life !== 'dead' ? 'running' : 'interrupted';
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function toPurpose(value: unknown): RunPurpose {
  return value === 'remove' || value === 'forget' ? value : 'apply';
}

const statuses: readonly RunStatus[] = ['running', 'done', 'rolled back', 'failed', 'rollback failed', 'interrupted'];

function toStatus(value: unknown): RunStatus {
  const status = statuses.find((each) => each === value);
  if (status === undefined) throw new Error(`the database holds a run with the status '${value}'`);
  return status;
}

function toOptions(value: unknown): RunOptions {
  const options: RunOptions = JSON.parse(String(value));
  return options;
}
