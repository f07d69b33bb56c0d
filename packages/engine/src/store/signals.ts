import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Signal } from '../event/signal.ts';
import { type WaitName, waitKey } from '../event/waiting.ts';
import { decodeValue, encodeValue } from '../hot/codec.ts';
import { transaction } from './database.ts';
import { damaged, readRecord } from './read-record.ts';
import { runNumber } from './runs.ts';
import type { Store } from './store.ts';

/** A signal as it was kept, and when it came (ISO 8601, UTC). */
export type KeptSignal = Signal & { readonly time: string };

/**
 * Keeps a signal on an instance of a handle; one with the same id is overwritten and keeps its place. `make` is told how
 * many there are, in one transaction with the writing; where it gives problems nothing is kept.
 */
export function putSignal(
  store: Store,
  deployment: string,
  instance: string,
  make: (received: number) => Checked<Signal>,
): Checked<Signal> {
  const database = store.database();
  return transaction(database, () => {
    const counted = database.prepare('SELECT count(*) AS count FROM signal WHERE deployment = ? AND instance = ?');
    const made = make(Number(counted.get(deployment, instance)?.count ?? 0));
    if (made.value === undefined) return made;
    database
      .prepare(
        `INSERT INTO signal (deployment, instance, id, time, data) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (deployment, instance, id) DO UPDATE SET time = excluded.time, data = excluded.data`,
      )
      .run(deployment, instance, made.value.id, store.now().toISOString(), encodeSignal(made.value));
    return made;
  });
}

/** The signals on an instance of a handle, in the order in which their ids first came. */
export function signalsOn(store: Store, deployment: string, instance: string): readonly KeptSignal[] {
  const sql = 'SELECT id, time, data FROM signal WHERE deployment = ? AND instance = ? ORDER BY rowid';
  const rows = store.database().prepare(sql).all(deployment, instance);
  return rows.map((row) => ({ ...decodeSignal(String(row.id), String(row.data)), time: String(row.time) }));
}

/** Forgets all signals on an instance of a handle. */
export function clearSignals(store: Store, deployment: string, instance: string): void {
  store.database().prepare('DELETE FROM signal WHERE deployment = ? AND instance = ?').run(deployment, instance);
}

/** Notes that a person let a run go on at a hook. */
export function clearHook(store: Store, run: string, wait: WaitName): void {
  const sql = 'INSERT OR IGNORE INTO cleared_hook (run, wait, time) VALUES (?, ?, ?)';
  store
    .database()
    .prepare(sql)
    .run(runNumber(run) ?? 0, waitKey(wait), store.now().toISOString());
}

/** Whether a run may go on at a hook. */
export function isHookCleared(store: Store, run: string, wait: WaitName): boolean {
  const sql = 'SELECT 1 FROM cleared_hook WHERE run = ? AND wait = ?';
  return (
    store
      .database()
      .prepare(sql)
      .get(runNumber(run) ?? 0, waitKey(wait)) !== undefined
  );
}

function encodeSignal({ status, reason, data }: Signal): string {
  return encodeValue(new Map([['status', status] as const, ['reason', reason] as const, ['data', data] as const]));
}

function decodeSignal(id: string, text: string): Signal {
  const { value } = decodeValue(text, { reveal: () => undefined });
  if (value === undefined) throw damaged('a signal', 'itself');
  const record = readRecord(value, 'a signal');
  const [reason = null, data = null] = ['reason', 'data'].map((name) =>
    value instanceof Map ? (value.get(name) ?? null) : null,
  );
  return { id, status: record.oneOf('status', ['SUCCESS', 'FAILURE']), reason, data };
}
