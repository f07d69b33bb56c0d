import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Checked } from '../diagnostics/diagnostic.ts';
import { checkDataDirectory, makeDataDirectory } from './data-directory.ts';
import { openDatabase } from './database.ts';
import type { KeyFile } from './key-file.ts';
import { openKeyFile } from './key-file.ts';

/**
 * A data directory, open. Nothing in it is made before something is to be put there: database, key and repositories
 * come into being on their first use.
 *
 *     key            32 random bytes that secrets are encrypted with, 0600
 *     tyto.db        state, runs, journals, locks, secrets (SQLite, with -wal and -shm beside it)
 *     plans/NAME.git each plan's bare repository
 *     inputs.git     inputs, a branch for each deployment
 *     revisions.git  rendered and applied revisions, a branch for each deployment
 *     known_hosts    the keys of hosts that were reached by ssh, by ssh itself
 *     leftovers/     actions that are to be forgotten on hosts that could not be reached
 */
export interface Store {
  readonly kind: 'Store';
  readonly directory: string;
  /** The time that is written into commits, runs and journals. */
  readonly now: () => Date;
  /** Opened, and made, when first asked for. Throws as `openDatabase` does. */
  readonly database: () => DatabaseSync;
  readonly keyFile: KeyFile;
  readonly close: () => void;
}

/**
 * Opens a data directory, which need not exist yet. Gives a problem where the path can't be one, belongs to another
 * user, or holds a key file that others can read.
 */
export function openStore(directory: string, now: () => Date = () => new Date()): Checked<Store> {
  const problems = checkDataDirectory(directory);
  if (problems.length > 0) return { problems };
  let database: DatabaseSync | undefined;
  const openOnce = (): DatabaseSync => {
    if (database === undefined) {
      makeDataDirectory(directory);
      database = openDatabase(join(directory, 'tyto.db'));
    }
    return database;
  };
  const store: Store = {
    kind: 'Store',
    directory,
    now,
    database: openOnce,
    keyFile: openKeyFile(directory),
    close: () => {
      database?.close();
      database = undefined;
    },
  };
  return { value: Object.freeze(store), problems: [] };
}

/** Closes what is open of a store; using it again opens it again. */
export function closeStore(store: Store): void {
  store.close();
}

/** The random id of a store, `[a-z0-9]{10}`: part of the ids of its actions, so that no two stores meet on a node. */
export function storeId(store: Store): string {
  return String(store.database().prepare("SELECT value FROM meta WHERE name = 'store'").get()?.value);
}
