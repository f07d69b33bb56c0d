import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { hasErrorCode } from './error-code.ts';
import { StoreFailure } from './store-failure.ts';
import { syncDirectory } from './sync-directory.ts';

const keySize = 32;

/** The file with the key that secrets are encrypted with. */
export interface KeyFile {
  /** The key, if the file is there. Throws a `StoreFailure` where it is damaged or not private. */
  readonly read: () => Buffer | undefined;
  /** The key, made now if there is none. */
  readonly make: () => Buffer;
}

/** The key file of a data directory, read at most once. */
export function openKeyFile(directory: string): KeyFile {
  const path = join(directory, 'key');
  let key: Buffer | undefined;
  const read = (): Buffer | undefined => {
    key ??= readKey(path);
    return key;
  };
  const make = (): Buffer => {
    key ??= readKey(path) ?? makeKey(directory, path);
    return key;
  };
  return { read, make };
}

/** The problem of a key file that is there but can't be used; undefined where it can, or is not there yet. */
export function checkKeyFile(path: string): Diagnostic | undefined {
  let found: Stats | undefined;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (!hasErrorCode(error, 'EACCES', 'ELOOP', 'ENOTDIR')) throw error;
    return unusable(path, 'cannot be reached', 'Give its owner access to the data directory');
  }
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size !== keySize) {
    return unusable(path, 'is damaged', 'Restore it from a backup; without it the secrets cannot be read');
  }
  const user = process.getuid?.();
  if (user !== undefined && found.uid !== user) {
    return unusable(path, 'belongs to another user', 'Run as the owner of the data directory');
  }
  if ((found.mode & 0o077) !== 0) {
    return unusable(path, 'can be read by other users', `Run: chmod 600 '${path}'`);
  }
  return undefined;
}

function unusable(path: string, what: string, hint: string): Diagnostic {
  return problem('data-key', `The key file '${path}' ${what}`, { hint });
}

function readKey(path: string): Buffer | undefined {
  const wrong = checkKeyFile(path);
  if (wrong !== undefined) throw new StoreFailure(wrong.code, wrong.message, wrong);
  try {
    return readFileSync(path);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Written aside and linked into place: whole or not at all, and the first of several processes wins. */
function makeKey(directory: string, path: string): Buffer {
  const aside = join(directory, `key.${randomBytes(6).toString('hex')}.new`);
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, randomBytes(keySize));
    fsyncSync(file);
    linkSync(aside, path);
    syncDirectory(directory);
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    unlinkSync(aside);
  }
  const key = readKey(path);
  if (key === undefined) throw new StoreFailure('data-key', `The key file '${path}' went away while it was made`);
  return key;
}
