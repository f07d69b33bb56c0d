import { setTimeout as sleep } from 'node:timers/promises';

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

/** Whether any process is in the group, those that ended but were not yet waited for among them. */
export function groupExists(leader: number): boolean {
  return signalGroup(leader, 0);
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
