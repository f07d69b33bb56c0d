import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { encodeValue } from '../hot/codec.ts';
import { configFromValue, configToValue } from '../resource/config-value.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance, State, StateStep } from '../state/state.ts';
import { transaction } from './database.ts';
import { decodeInstance, decodeStored, encodeInstance } from './instance-record.ts';
import { damaged } from './read-record.ts';
import type { Secrets } from './secrets.ts';
import { secretsOf } from './secrets.ts';
import type { Store } from './store.ts';

/** What is deployed of a deployment; the empty state where nothing ever was. */
export function loadState(store: Store, deployment: string): State {
  const database = store.database();
  const secrets = secretsOf(store);
  // One transaction, so that all of it is of one moment.
  return transaction(database, () => {
    const { serial, revision } = stateMoment(store, deployment);
    return {
      kind: 'State',
      deployment,
      serial,
      revision: revision ?? undefined,
      instances: loadInstances(database, deployment, secrets),
      configs: loadConfigs(database, deployment, secrets),
    };
  });
}

/** The moment that a deployment's state is at, without the state. */
export function stateMoment(
  store: Store,
  deployment: string,
): { readonly serial: number; readonly revision: string | null } {
  const sql = 'SELECT serial, revision FROM deployment_state WHERE deployment = ?';
  const row = store.database().prepare(sql).get(deployment);
  return { serial: Number(row?.serial ?? 0), revision: typeof row?.revision === 'string' ? row.revision : null };
}

function loadInstances(database: DatabaseSync, deployment: string, secrets: Secrets): ReadonlyMap<string, Instance> {
  const rows = database.prepare('SELECT data FROM instance WHERE deployment = ? ORDER BY rowid').iterate(deployment);
  const instances = new Map<string, Instance>();
  for (const row of rows) {
    const instance = decodeInstance(String(row.data), secrets);
    instances.set(instance.id, instance);
  }
  return instances;
}

/** The instances at an address, or the one of an id. */
export function findInstances(store: Store, deployment: string, addressOrId: string): readonly Instance[] {
  const sql = 'SELECT data FROM instance WHERE deployment = ?1 AND (address = ?2 OR id = ?2) ORDER BY rowid';
  const secrets = secretsOf(store);
  const rows = store.database().prepare(sql).all(deployment, addressOrId);
  return rows.map((row) => decodeInstance(String(row.data), secrets));
}

/** Only those that instances have now; the earlier ones stay for the journal. */
function loadConfigs(
  database: DatabaseSync,
  deployment: string,
  secrets: Secrets,
): ReadonlyMap<string, SoftwareConfig> {
  const sql = `SELECT digest, data FROM config WHERE deployment = :deployment AND digest IN
    (SELECT config FROM instance WHERE deployment = :deployment)`;
  const rows = database.prepare(sql).all({ deployment });
  return new Map(rows.map((row) => [String(row.digest), decodeConfig(String(row.data), secrets)]));
}

/** The config of a digest that a deployment ever had. */
export function loadConfig(store: Store, deployment: string, digest: string): SoftwareConfig | undefined {
  const sql = 'SELECT data FROM config WHERE deployment = ? AND digest = ?';
  const row = store.database().prepare(sql).get(deployment, digest);
  return row === undefined ? undefined : decodeConfig(String(row.data), secretsOf(store));
}

function decodeConfig(text: string, secrets: Secrets): SoftwareConfig {
  const config = configFromValue(decodeStored(text, secrets, 'a config'));
  if (config === undefined) throw damaged('a config', 'itself');
  return config;
}

/** Writes steps of a deployment's state; for use within a transaction. */
export interface StepWriter {
  /** Applies a step, of which each instance is given with its text. */
  write(step: StateStep, texts: readonly string[]): void;
  /** Counts the state as changed once more. */
  raiseSerial(): void;
}

/** Prepares the statements that change one deployment's state. */
export function openSteps(database: DatabaseSync, deployment: string): StepWriter {
  const put = database.prepare(
    `INSERT INTO instance (deployment, id, address, config, data) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (deployment, id) DO UPDATE
     SET address = excluded.address, config = excluded.config, data = excluded.data`,
  );
  const drop = database.prepare('DELETE FROM instance WHERE deployment = ? AND id = ?');
  const silence = database.prepare('DELETE FROM signal WHERE deployment = ? AND instance = ?');
  const learn = database.prepare('INSERT OR IGNORE INTO config (deployment, digest, data) VALUES (?, ?, ?)');
  const raise = database.prepare(
    `INSERT INTO deployment_state (deployment, serial, revision) VALUES (?, 1, NULL)
     ON CONFLICT (deployment) DO UPDATE SET serial = serial + 1`,
  );
  const move = database.prepare(
    `INSERT INTO deployment_state (deployment, serial, revision) VALUES (?, 0, ?)
     ON CONFLICT (deployment) DO UPDATE SET revision = excluded.revision`,
  );
  return {
    write: (step, texts) => {
      for (const id of step.drop ?? []) {
        drop.run(deployment, id);
        silence.run(deployment, id);
      }
      for (const [index, instance] of (step.put ?? []).entries()) {
        put.run(deployment, instance.id, instance.address, instance.config ?? null, texts[index] ?? '');
      }
      for (const [digest, config] of step.configs ?? []) learnConfig(learn, deployment, digest, config);
      if (step.revision !== undefined) move.run(deployment, step.revision);
    },
    raiseSerial: () => {
      raise.run(deployment);
    },
  };
}

function learnConfig(learn: StatementSync, deployment: string, digest: string, config: SoftwareConfig): void {
  learn.run(deployment, digest, encodeValue(configToValue(config)));
}

/** The texts of the instances that a step puts. */
export function encodeInstances(step: StateStep): readonly string[] {
  return (step.put ?? []).map(encodeInstance);
}
