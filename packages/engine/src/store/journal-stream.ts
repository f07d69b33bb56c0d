import type { JournalEntry, JournalFact } from '../event/journal-entry.ts';
import type { Store } from './store.ts';

/** An entry of some run's journal, and the deployment whose run it is. */
export type StreamedEntry = JournalEntry & { readonly deployment: string };

/** A place between entries, in the order in which all runs of the store write them. */
export type Cursor = number;

/** From where entries are read: the beginning of a run, a time, or of the latest run; undefined where there is none. */
export function cursorBefore(
  store: Store,
  from: { readonly run: number } | { readonly time: string } | { readonly latestOf: string | undefined },
): Cursor | undefined {
  const database = store.database();
  const found = (sql: string, ...values: (string | number | null)[]): Cursor | undefined => {
    const first = database.prepare(sql).get(...values)?.first;
    return typeof first === 'number' ? first - 1 : undefined;
  };
  if ('run' in from) return found('SELECT min(rowid) AS first FROM journal WHERE run = ?', from.run);
  if ('time' in from) return found('SELECT min(rowid) AS first FROM journal WHERE time >= ?', from.time);
  const latest = `SELECT max(number) FROM run WHERE ?1 IS NULL OR deployment = ?1`;
  return found(`SELECT min(rowid) AS first FROM journal WHERE run = (${latest})`, from.latestOf ?? null);
}

/** Behind the last entry that was written. */
export function cursorAtEnd(store: Store): Cursor {
  return Number(store.database().prepare('SELECT max(rowid) AS last FROM journal').get()?.last ?? 0);
}

const atOnce = 500;

/** The next entries after a place, of one deployment or of all, at most some hundred; and the place behind them. */
export function readNext(
  store: Store,
  after: Cursor,
  deployment: string | undefined,
): { readonly entries: readonly StreamedEntry[]; readonly next: Cursor } {
  const sql = `SELECT journal.rowid AS place, run, sequence, time, data, deployment FROM journal
    JOIN run ON run.number = journal.run
    WHERE journal.rowid > ?1 AND (?2 IS NULL OR deployment = ?2) ORDER BY journal.rowid LIMIT ${atOnce}`;
  const rows = store
    .database()
    .prepare(sql)
    .all(after, deployment ?? null);
  const entries = rows.map((row): StreamedEntry => {
    const fact: JournalFact = JSON.parse(String(row.data));
    const run = `r${row.run}`;
    const written = { formatVersion: 1, run, sequence: Number(row.sequence), time: String(row.time) } as const;
    return { ...fact, ...written, deployment: String(row.deployment) };
  });
  // A deployment that was deleted took its entries with it, and others get their places.
  const next = rows.length > 0 ? Number(rows.at(-1)?.place) : Math.min(after, cursorAtEnd(store));
  return { entries, next };
}
