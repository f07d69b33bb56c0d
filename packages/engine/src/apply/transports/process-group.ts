import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { statFields } from './process-identity.ts';

/** How long a process group has after TERM before it gets KILL, in milliseconds. */
const politeness = 2000;
/** How long to wait for what KILL hits: a process in the kernel's hands may stay. */
const lastWait = 5000;

/**
 * Ends a process group: TERM, and KILL for what is left of it after two seconds. `isOver` says whether the process that
 * led the group is done; the group may hold more. Resolves when nothing is left, or nothing more can be done.
 */
export async function endProcessGroup(leader: number, isOver: () => boolean): Promise<void> {
  signalGroup(leader, 'SIGTERM');
  if (await comesTrue(() => isOver() && !groupExists(leader), politeness)) return;
  signalGroup(leader, 'SIGKILL');
  await comesTrue(isOver, lastWait);
}

/** Whether any process is in the group. One that ended but was not yet waited for (by a lazy init) does not count. */
export function groupExists(leader: number): boolean {
  return signalGroup(leader, 0) && (groupsOfLiving()?.has(String(leader)) ?? true);
}

/** The groups of the processes that have not ended; undefined where there is no /proc to tell. */
function groupsOfLiving(): ReadonlySet<string | undefined> | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Set(
    processes.flatMap((pid) => {
      const [state, , group] = statFields(Number(pid)) ?? [];
      return state === 'Z' || state === 'X' ? [] : [group];
    }),
  );
}

function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  // Of -0 and -1 the kernel would make our own group, and everyone.
  if (leader <= 1) throw new Error(`not the leader of a process group: ${leader}`);
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

async function comesTrue(condition: () => boolean, within: number): Promise<boolean> {
  const end = performance.now() + within;
  for (let pause = 2; !condition(); pause = Math.min(pause * 1.5, 50)) {
    if (performance.now() > end) return false;
    await sleep(pause);
  }
  return true;
}
