import { setTimeout as sleep } from 'node:timers/promises';
import { appendToRecord, readRecord } from './action-directory.ts';
import { collect } from './collect.ts';
import { endProcessGroup, groupExists } from './process-group.ts';
import { bootId, isRunning, type ProcessIdentity } from './process-identity.ts';
import type { ActionRecord } from './record.ts';
import type { NodeRecord, TransportOptions } from './transport.ts';

/** How an action on this machine stands: its record, and whether the runner that has it still lives. */
export type Standing =
  | Exclude<ActionRecord, { kind: 'begun' }>
  | { readonly kind: 'absent' }
  | { readonly kind: 'running'; readonly runner: ProcessIdentity }
  | { readonly kind: 'lost'; readonly runner: ProcessIdentity };

export function standingOf(directory: string): Standing {
  const before = readRecord(directory);
  if (before?.kind !== 'begun') return before ?? { kind: 'absent' };
  const { runner } = before;
  if (isRunning(runner)) return { kind: 'running', runner };
  // It may have written its last line after we read.
  const after = readRecord(directory);
  return after?.kind === 'finished' ? after : { kind: 'lost', runner };
}

/** Forbids any runner that may be on its way to begin. */
export function closeAction(directory: string): void {
  appendToRecord(directory, 'void');
}

/** How an action stands for good: where no runner has it, none that may be on its way begins it any more. */
function closedStanding(directory: string): Exclude<Standing, { kind: 'open' }> {
  const standing = standingOf(directory);
  if (standing.kind !== 'open') return standing;
  closeAction(directory);
  const after = standingOf(directory);
  return after.kind === 'open' ? { kind: 'absent' } : after;
}

/** What is known of an action. To say `absent` of one that was sent is to forbid that it begins. */
export function askAction(directory: string, outputs: readonly string[]): NodeRecord {
  const standing = closedStanding(directory);
  switch (standing.kind) {
    case 'absent':
      return standing;
    case 'running':
    case 'lost':
      return { kind: standing.kind };
    case 'finished':
      return collect(directory, outputs, standing);
  }
}

/** Waits for the end of an action by looking at its record; ends it by force where its time is over. */
export async function waitForAction(
  directory: string,
  outputs: readonly string[],
  limits: TransportOptions,
): Promise<NodeRecord> {
  const end = performance.now() + (limits.timeout ?? Number.POSITIVE_INFINITY) * 1000;
  for (let pause = 2; ; pause = Math.min(pause * 1.3, 250)) {
    const record = askAction(directory, outputs);
    if (record.kind !== 'running') return record;
    if (limits.signal?.aborted) return endAction(directory, outputs, 'cancelled');
    const left = end - performance.now();
    if (left <= 0) return endAction(directory, outputs, 'timeout');
    await sleep(Math.min(pause, left), undefined, limits.signal === undefined ? {} : { signal: limits.signal }).catch(
      () => {},
    );
  }
}

/** The status of a program that was ended by KILL. */
const killedStatus = 137;

/**
 * Ends an action by force, with all that is in its process group, and writes down why. Of an action whose runner is
 * gone the rest of the group is ended too, but what is known of it stays `lost`.
 */
export async function endAction(
  directory: string,
  outputs: readonly string[],
  why: 'timeout' | 'cancelled',
): Promise<NodeRecord> {
  const standing = closedStanding(directory);
  if (standing.kind === 'running') {
    const { runner } = standing;
    await endProcessGroup(runner.pid, () => !isRunning(runner));
    const end = standingOf(directory);
    if (end.kind === 'running') return { kind: 'running' };
    appendToRecord(directory, `finished ${end.kind === 'finished' ? end.status : killedStatus} ${why}`);
  }
  if (standing.kind === 'lost' && ownsGroup(standing.runner)) await endProcessGroup(standing.runner.pid, () => true);
  return askAction(directory, outputs);
}

/** A pid is not given to another process while a group bears it: the group of a runner that is gone is still its own. */
function ownsGroup(runner: ProcessIdentity): boolean {
  return runner.bootId === bootId() && !pidExists(runner.pid) && groupExists(runner.pid);
}

function pidExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
