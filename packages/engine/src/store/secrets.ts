import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { decodeValue, encodeValue } from '../hot/codec.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import type { Secret, Value } from '../hot/value.ts';
import { transaction } from './database.ts';
import type { Store } from './store.ts';
import { StoreFailure } from './store-failure.ts';

/**
 * Keeps a value under a name, encrypted under the key file, and gives what stands for it everywhere else. Setting the
 * value that the latest version has makes no new one. A value of which something is unknown is a bug.
 */
export function putSecret(store: Store, name: string, value: Value): Secret {
  if (containsUnknown(value)) throw new Error(`the secret '${name}' is not wholly known`);
  const text = encodeValue(reveal(value));
  const database = store.database();
  return transaction(database, () => {
    const latest = latestVersion(store, name);
    if (latest > 0 && secretText(store, name, latest) === text) return { kind: 'secret', name, version: latest };
    const version = latest + 1;
    const data = encrypt(makeKey(store), name, version, text);
    database.prepare('INSERT INTO secret (name, version, data) VALUES (?, ?, ?)').run(name, version, data);
    return { kind: 'secret', name, version };
  });
}

/** The value of a version of a secret; undefined where there is none. */
export function revealSecret(store: Store, name: string, version: number): Value | undefined {
  const text = secretText(store, name, version);
  if (text === undefined) return undefined;
  const { value } = decodeValue(text, noSecrets);
  if (value === undefined) throw unreadable(name, version);
  return value;
}

/** How the codec and the evaluator ask for secrets. */
export interface Secrets {
  reveal(name: string, version: number): Value | undefined;
}

/** The secrets of a store, each decrypted once, when it is first asked for. */
export function secretsOf(store: Store): Secrets {
  const known = new Map<string, Value>();
  return {
    reveal: (name, version) => {
      const id = `${version} ${name}`;
      const value = known.get(id) ?? revealSecret(store, name, version);
      if (value !== undefined) known.set(id, value);
      return value;
    },
  };
}

/** The names and versions of all secrets whose names begin so, in order. */
export function listSecrets(store: Store, prefix: string): readonly Secret[] {
  const sql =
    'SELECT name, version FROM secret WHERE substr(name, 1, length(:prefix)) = :prefix ORDER BY name, version';
  const rows = store.database().prepare(sql).all({ prefix });
  return rows.map((row) => ({ kind: 'secret', name: String(row.name), version: Number(row.version) }));
}

/** Deletes all versions of all secrets whose names begin so. Nothing may name them any more. */
export function deleteSecrets(store: Store, prefix: string): void {
  const sql = 'DELETE FROM secret WHERE substr(name, 1, length(:prefix)) = :prefix';
  store.database().prepare(sql).run({ prefix });
}

const noSecrets = { reveal: () => undefined };

function latestVersion(store: Store, name: string): number {
  const row = store.database().prepare('SELECT max(version) AS latest FROM secret WHERE name = ?').get(name);
  return Number(row?.latest ?? 0);
}

function secretText(store: Store, name: string, version: number): string | undefined {
  const row = store.database().prepare('SELECT data FROM secret WHERE name = ? AND version = ?').get(name, version);
  if (!(row?.data instanceof Uint8Array)) return undefined;
  return decrypt(readKey(store), name, version, row.data);
}

/**
 * The key, which must be the one that this store's secrets were encrypted with: one that was lost is never quietly
 * replaced, since then old secrets could no longer be read and nobody would have been told.
 */
function readKey(store: Store): Buffer {
  const key = store.keyFile.read();
  if (key === undefined) {
    throw new StoreFailure('data-key', `The key file in '${store.directory}' is missing`, {
      hint: 'Restore it from a backup; without it the secrets cannot be read',
    });
  }
  const check = readKeyCheck(store);
  if (check !== undefined && !timingSafeEqual(Buffer.from(check, 'hex'), keyCheck(key))) {
    throw new StoreFailure('data-key', `The key file in '${store.directory}' is not the one of this data directory`, {
      hint: 'Restore the right one from a backup; without it the secrets cannot be read',
    });
  }
  return key;
}

function makeKey(store: Store): Buffer {
  if (readKeyCheck(store) !== undefined) return readKey(store);
  const key = store.keyFile.make();
  const sql = "INSERT INTO meta (name, value) VALUES ('key_check', ?)";
  store.database().prepare(sql).run(keyCheck(key).toString('hex'));
  return key;
}

function readKeyCheck(store: Store): string | undefined {
  const value = store.database().prepare("SELECT value FROM meta WHERE name = 'key_check'").get()?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Tells one key from another and nothing about it. */
function keyCheck(key: Buffer): Buffer {
  return createHmac('sha256', key).update('tyto key check').digest();
}

/** AES-256-GCM, bound to name and version: format (1), nonce (12 bytes), tag (16 bytes), ciphertext. */
const cipherName = 'aes-256-gcm';
const format = 1;
const bodyStart = 1 + 12 + 16;

function encrypt(key: Buffer, name: string, version: number, text: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(boundTo(name, version));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, name: string, version: number, data: Uint8Array): string {
  if (data[0] !== format || data.length < bodyStart) throw unreadable(name, version);
  try {
    const decipher = createDecipheriv(cipherName, key, data.subarray(1, 13), { authTagLength: 16 });
    decipher.setAAD(boundTo(name, version)).setAuthTag(data.subarray(13, bodyStart));
    return Buffer.concat([decipher.update(data.subarray(bodyStart)), decipher.final()]).toString('utf8');
  } catch {
    throw unreadable(name, version);
  }
}

function boundTo(name: string, version: number): Buffer {
  return Buffer.from(`tyto secret\0${version}\0${name}`);
}

function unreadable(name: string, version: number): StoreFailure {
  return new StoreFailure('data-key', `The secret '${name}' (version ${version}) cannot be decrypted`, {
    hint: 'The database or its key file is damaged; restore both from the same backup',
  });
}
