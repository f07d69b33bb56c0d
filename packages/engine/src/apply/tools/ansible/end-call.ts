import { existsSync, readdirSync } from 'node:fs';
import { endProcessGroup, groupExists } from '../../transports/process-group.ts';
import { bootId, isRunning, type ProcessIdentity, statFields } from '../../transports/process-identity.ts';

/**
 * Ends a call of `ansible-playbook` with all that it started, politely first. Of one whose own process is gone the rest of
 * its group is ended. Gives whether nothing of it runs any more.
 */
export async function endCall(process: ProcessIdentity): Promise<boolean> {
  const { pid } = process;
  const isOver = (): boolean => !isRunning(process);
  if (isOver() && !ownsGroup(process)) return true;
  // Later versions of ansible give each worker a session of its own.
  const others = groupsBelow(pid);
  await endProcessGroup(pid, isOver);
  for (const group of others) if (groupExists(group)) await endProcessGroup(group, () => true);
  return isOver() && !groupExists(pid);
}

/** While a group bears a pid no other process gets it: where the leader is gone, the group is still its own. */
function ownsGroup({ pid, bootId: boot }: ProcessIdentity): boolean {
  return boot === bootId() && statFields(pid) === undefined && groupExists(pid);
}

/** The groups, other than its own, of all processes that a process has started and they in turn. */
function groupsBelow(root: number): readonly number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const children = new Map<number, { readonly pid: number; readonly group: number }[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [, parent, group] = statFields(Number(name)) ?? [];
    if (parent === undefined || group === undefined) continue;
    const siblings = children.get(Number(parent));
    const each = { pid: Number(name), group: Number(group) };
    if (siblings === undefined) children.set(Number(parent), [each]);
    else siblings.push(each);
  }
  const groups = new Set<number>();
  const open = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { pid, group } of children.get(next) ?? []) {
      groups.add(group);
      open.push(pid);
    }
  }
  groups.delete(root);
  return [...groups].filter((group) => group > 1);
}
