import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations.ts';
import { StoreFailure } from './store-failure.ts';

/** Milliseconds that a writer waits for another process's transaction. */
const patience = 15_000;

/**
 * Opens the database of a data directory, made and brought to the present form where it is not. Safe for several
 * processes at once. Throws a `StoreFailure` where it is damaged or comes from a later version of Tyto, and SQLite's
 * own errors, which `storeProblem` explains.
 */
export function openDatabase(path: string): DatabaseSync {
  // SQLite gives the files beside it (-wal, -shm) the permissions of this one.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: patience, enableForeignKeyConstraints: true });
  try {
    setWriteAhead(database);
    database.exec('PRAGMA synchronous = FULL');
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs several statements as one: all are stored, or none is. Nested calls belong to the outermost. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** SQLite does not wait for others when it changes the journal mode, so this does. */
function setWriteAhead(database: DatabaseSync): void {
  const end = Date.now() + patience;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function migrate(database: DatabaseSync, path: string): void {
  if (schemaVersion(database) === migrations.length) return;
  transaction(database, () => {
    const version = schemaVersion(database);
    if (version > migrations.length) {
      throw new StoreFailure('data-database', `The database '${path}' was written by a later version of Tyto`, {
        hint: 'Use that version of Tyto, or another data directory',
      });
    }
    for (const migration of migrations.slice(version)) migration(database);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}
