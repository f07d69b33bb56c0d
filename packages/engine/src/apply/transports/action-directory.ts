import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
} from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { actionName } from './payload.ts';
import { type ActionRecord, parseRecord } from './record.ts';
import type { ActionId } from './transport.ts';

/**
 * Where this machine keeps its actions: `$TYTO_NODE_DIR`, else /var/lib/tyto for root, else `tyto` in the user's state
 * directory. The runner finds the same place by itself on a node that is not this machine.
 */
export function nodeDirectory(environment: NodeJS.ProcessEnv, user: number | undefined): string {
  if (environment.TYTO_NODE_DIR) return environment.TYTO_NODE_DIR;
  if (user === 0) return '/var/lib/tyto';
  return join(environment.XDG_STATE_HOME || join(environment.HOME || homedir(), '.local/state'), 'tyto');
}

/** The directory of an action under a node's directory. */
export function actionDirectory(base: string, id: ActionId): string {
  return join(base, 'actions', actionName(id));
}

/**
 * Makes an action's directory as the runner expects it, with an empty record and program, and what stands above it.
 * Gives whether it is new. Throws the file system's error where it can't be made.
 */
export function makeActionDirectory(base: string, directory: string): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (errorCode(error) !== 'ENOENT') throw error;
    makeDirectories(join(base, 'actions'));
    makeDirectories(join(base, 'work'));
    if (!makeDirectories(directory)) return false;
  }
  closeSync(openSync(join(directory, 'program'), 'a', 0o700));
  closeSync(openSync(join(directory, 'record'), 'a', 0o600));
  return true;
}

/**
 * Makes a directory and what stands above it; gives whether it is new. `mkdirSync` with `recursive` never comes back
 * where the file system refuses a name with ENOENT, as /proc does.
 */
function makeDirectories(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path || existsSync(dirname(path))) throw error;
    makeDirectories(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
  return true;
}

/** What the record in an action's directory says; undefined where there is no such directory or record. */
export function readRecord(directory: string): ActionRecord | undefined {
  try {
    return parseRecord(readFileSync(join(directory, 'record'), 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Adds a line to a record. It begins a new line, for the last one may be torn. */
export function appendToRecord(directory: string, line: string): void {
  appendFileSync(join(directory, 'record'), `\n${line}\n`);
}

/** Removes an action's directory with all in it; rejects with the file system's error where that can't be. */
export async function removeActionDirectory(directory: string): Promise<void> {
  try {
    // `rm` alone takes five times the processor; and on a busy machine rmdir sleeps, for which no other action shall wait.
    for (const name of readdirSync(directory)) unlinkSync(join(directory, name));
    await rmdir(directory);
  } catch {
    // A program may leave directories there.
    await rm(directory, { recursive: true, force: true });
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
