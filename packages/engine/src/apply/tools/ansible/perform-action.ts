import type { Member, ToolAction, ToolContext } from '../tool.ts';
import type { AnsibleMeans } from './ansible-means.ts';
import type { Killed } from './member-result.ts';
import { reservedInput } from './member-variables.ts';
import { type Performed, playMembers } from './play-members.ts';
import { readOptions } from './playbook-options.ts';
import { readPlaybook } from './read-playbook.ts';

/** What came of an action: the members that nothing was begun for and why, and the others. */
export interface ActionPerformed {
  readonly refused: ReadonlyMap<string, string>;
  readonly performed: readonly Performed[];
  readonly killed: Killed;
}

/** So many playbooks for `localhost` run at once, each a process of its own. */
const mostCalls = 4;

/** Runs an action's playbook, or with `check` asks what it would change. */
export async function performAction(
  means: AnsibleMeans,
  action: ToolAction,
  context: ToolContext,
  check: boolean,
): Promise<ActionPerformed> {
  const playbook = readPlaybook(action.script.config);
  const fault = 'target' in playbook ? optionFault(action) : playbook[0]?.message;
  const refused = new Map<string, string>();
  for (const member of action.members) {
    const reason = fault ?? inputFault(member);
    if (reason !== undefined) refused.set(member.address, reason);
  }
  const members = action.members.filter(({ address }) => !refused.has(address));
  if (!('target' in playbook) || members.length === 0) return { refused, performed: [], killed: undefined };
  const limit = limitOf(context);
  const limited = { ...context, signal: limit.signal };
  const batches = playbook.target === 'all' ? [members] : members.map((member) => [member]);
  const performed: Performed[] = [];
  const open = batches.values();
  const work = async (): Promise<void> => {
    for (const batch of open) {
      performed.push(...(await playMembers(means, { action, playbook, members: batch, check }, limited)));
    }
  };
  try {
    await Promise.all(Array.from({ length: mostCalls }, work));
  } finally {
    limit.clear();
  }
  return { refused, performed, killed: limit.killed() };
}

function optionFault(action: ToolAction): string | undefined {
  const [first] = readOptions(action.options).problems;
  return first === undefined ? undefined : `option "${first.option}" is not ${first.expected}`;
}

function inputFault({ inputs }: Member): string | undefined {
  for (const name of inputs.keys()) {
    const reason = reservedInput(name);
    if (reason !== undefined) return `input ${JSON.stringify(name)} ${reason}`;
  }
  return undefined;
}

interface Limit {
  readonly signal: AbortSignal;
  readonly killed: () => Killed;
  readonly clear: () => void;
}

/** One signal for both: the run is cancelled, the action's time is over. */
function limitOf({ signal, timeout }: ToolContext): Limit {
  const over = new AbortController();
  // A timer that is set for longer than this goes off at once.
  const longest = 2 ** 31 - 1;
  const timer = timeout === undefined ? undefined : setTimeout(() => over.abort(), Math.min(timeout * 1000, longest));
  return {
    signal: AbortSignal.any([signal, over.signal]),
    killed: () => {
      if (over.signal.aborted && timeout !== undefined) return { why: 'timeout', seconds: timeout };
      return signal.aborted ? { why: 'cancelled' } : undefined;
    },
    clear: () => clearTimeout(timer),
  };
}
