import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** The steps that lead from an empty database to the present form. A released step is never changed; one is added. */
export const migrations: readonly ((database: DatabaseSync) => void)[] = [createTables, createSignals];

function createTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE meta (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Values under the key file; never in clear.
    CREATE TABLE secret (
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;

    CREATE TABLE deployment_state (
      deployment TEXT NOT NULL PRIMARY KEY,
      serial INTEGER NOT NULL,
      revision TEXT
    ) STRICT, WITHOUT ROWID;

    -- Contents of configs by digest, kept as long as the deployment: the journal names them.
    CREATE TABLE config (
      deployment TEXT NOT NULL,
      digest TEXT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (deployment, digest)
    ) STRICT;

    CREATE TABLE instance (
      deployment TEXT NOT NULL,
      id TEXT NOT NULL,
      address TEXT NOT NULL,
      config TEXT,
      data TEXT NOT NULL,
      PRIMARY KEY (deployment, id)
    ) STRICT;

    -- A run's id is the letter r and its number; numbers are never given twice.
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      deployment TEXT NOT NULL,
      purpose TEXT NOT NULL,
      status TEXT NOT NULL,
      started TEXT NOT NULL,
      ended TEXT,
      base TEXT,
      target TEXT,
      options TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_deployment ON run (deployment);

    CREATE TABLE journal (
      run INTEGER NOT NULL REFERENCES run (number),
      sequence INTEGER NOT NULL,
      time TEXT NOT NULL,
      kind TEXT NOT NULL,
      data TEXT NOT NULL,
      step TEXT,
      PRIMARY KEY (run, sequence)
    ) STRICT;

    -- Deployments that are being deleted, within the transaction that does it.
    CREATE TABLE deleting (deployment TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
      WHEN NOT EXISTS (SELECT 1 FROM run JOIN deleting USING (deployment) WHERE number = OLD.run)
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER run_with_a_journal_stays BEFORE DELETE ON run
      WHEN NOT EXISTS (SELECT 1 FROM deleting WHERE deployment = OLD.deployment)
      BEGIN SELECT RAISE(ABORT, 'a run is deleted only with its deployment'); END;

    CREATE TABLE lock (
      deployment TEXT NOT NULL PRIMARY KEY,
      run TEXT NOT NULL,
      host TEXT NOT NULL,
      boot_id TEXT NOT NULL,
      pid INTEGER NOT NULL,
      start_time TEXT NOT NULL,
      since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  database.prepare("INSERT INTO meta (name, value) VALUES ('store', ?)").run(randomId(10));
}

function createSignals(database: DatabaseSync): void {
  database.exec(`
    -- Signals on handles of wait conditions: kept, so that they may come before anybody waits and while a run is dead.
    CREATE TABLE signal (
      deployment TEXT NOT NULL,
      instance TEXT NOT NULL,
      id TEXT NOT NULL,
      time TEXT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (deployment, instance, id)
    ) STRICT;

    -- Hooks at which a run may go on.
    CREATE TABLE cleared_hook (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      wait TEXT NOT NULL,
      time TEXT NOT NULL,
      PRIMARY KEY (run, wait)
    ) STRICT;
  `);
}

/** Small letters and digits: part of the ids of actions, which become names of files on nodes. */
function randomId(length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
