import type { MemberResult, Tool, ToolAction } from '../tool.ts';
import type { AnsibleMeans } from './ansible-means.ts';
import { ansibleFault } from './ansible-program.ts';
import { removeCallDirectory } from './call-directory.ts';
import { readCalls, removeCalls } from './call-record.ts';
import { checkRun } from './check-run.ts';
import { endCall } from './end-call.ts';
import { failedBefore, memberResult } from './member-result.ts';
import { performAction } from './perform-action.ts';

/** What the tool does with nodes; apart from what only looks at configs, which is asked for far more often. */
export function carryOut(means: AnsibleMeans): Required<Pick<Tool, 'run' | 'recover' | 'checkRun' | 'forget'>> {
  return {
    run: async (action, context) => {
      const missing = await ansibleFault(means.program, means.environment);
      if (missing !== undefined) return forAll(action, failedBefore(missing));
      const { refused, performed, killed } = await performAction(means, action, context, false);
      const results = new Map<string, MemberResult>();
      for (const [address, reason] of refused) results.set(address, failedBefore(reason));
      for (const each of performed)
        results.set(each.member.address, memberResult(each, action.outputs, killed, context.knownHosts));
      return results;
    },
    recover: async (action) => {
      const left = await endCalls(means, action);
      const reason = left
        ? 'ansible-playbook still runs on this machine and could not be ended'
        : 'ansible-playbook was interrupted, and ansible can not be asked what it did; the playbook is to be run again';
      return forAll(action, { kind: 'unknown', reason });
    },
    checkRun: (action, context) => checkRun(action, context, means),
    forget: async (id) => removeCalls(means.directory, id),
  };
}

function forAll(action: ToolAction, result: MemberResult): ReadonlyMap<string, MemberResult> {
  return new Map(action.members.map(({ address }) => [address, result]));
}

/** Ends what still runs of an action's calls on this machine; gives whether anything is left. */
async function endCalls(means: AnsibleMeans, action: ToolAction): Promise<boolean> {
  let left = false;
  for (const { process, directory } of readCalls(means.directory, action.id)) {
    if (await endCall(process)) await removeCallDirectory(directory);
    else left = true;
  }
  return left;
}
