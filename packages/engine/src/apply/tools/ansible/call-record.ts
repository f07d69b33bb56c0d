import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../../transports/action-directory.ts';
import { actionName } from '../../transports/payload.ts';
import { identityOf, type ProcessIdentity } from '../../transports/process-identity.ts';
import type { ActionId } from '../../transports/transport.ts';

/** A call of `ansible-playbook` that was begun on this machine: its process, and its directory. */
export interface CallRecord {
  readonly process: ProcessIdentity;
  readonly directory: string;
}

/**
 * Writes down that an action has a call of its own, before the call has anything to do; gives false where its process is
 * gone already. Throws the file system's error where it can't be written.
 */
export function recordCall(base: string, id: ActionId, pid: number, directory: string): boolean {
  const identity = identityOf(pid);
  if (identity === undefined) return false;
  const file = recordFile(base, id);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { startTime, bootId } = identity;
  appendFileSync(file, `\n${JSON.stringify({ pid, startTime, bootId, directory })}\n`, { mode: 0o600 });
  return true;
}

/** The calls that an action has had; a torn line is none. */
export function readCalls(base: string, id: ActionId): readonly CallRecord[] {
  let text: string;
  try {
    text = readFileSync(recordFile(base, id), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => callOf(line) ?? []);
}

/** Forgets an action's calls; nothing is said where that can't be. */
export function removeCalls(base: string, id: ActionId): void {
  try {
    rmSync(recordFile(base, id), { force: true });
  } catch {
    // Nobody asks for it again.
  }
}

function recordFile(base: string, id: ActionId): string {
  return join(base, 'ansible', actionName(id));
}

function callOf(line: string): CallRecord | undefined {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('pid' in value && 'startTime' in value && 'bootId' in value && 'directory' in value)) return undefined;
    const { pid, startTime, bootId, directory } = value;
    if (typeof pid !== 'number' || typeof startTime !== 'string') return undefined;
    if (typeof bootId !== 'string' || typeof directory !== 'string') return undefined;
    return { process: { pid, startTime, bootId }, directory };
  } catch {
    return undefined;
  }
}
