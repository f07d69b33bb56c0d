import { type AnsibleMeans, ansibleMeans } from './ansible/ansible-means.ts';
import { ansibleFault } from './ansible/ansible-program.ts';
import { removeCallDirectory } from './ansible/call-directory.ts';
import { readCalls, removeCalls } from './ansible/call-record.ts';
import { checkPlaybooks } from './ansible/check-playbooks.ts';
import { checkRun } from './ansible/check-run.ts';
import { endCall } from './ansible/end-call.ts';
import { failedBefore, memberResult } from './ansible/member-result.ts';
import { performAction } from './ansible/perform-action.ts';
import type { MemberResult, Tool, ToolAction } from './tool.ts';

/**
 * The tool `ansible`: runs a config's playbook, or its list of tasks, from this machine. `hosts: all` and tasks are one
 * call of `ansible-playbook` for all members, with inputs as variables of their hosts; `hosts: localhost` is one call for
 * each, with inputs as extra variables. Heat: heat-agents' heat-config-ansible/install.d/hook-ansible.py, wallaby.
 */
export function ansibleTool(options: Partial<AnsibleMeans> = {}): Tool {
  return {
    name: 'ansible',
    members: 'many',
    repeatable: true,
    check: checkPlaybooks,
    run: async (action, context) => {
      const means = ansibleMeans(options);
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
      const left = await endCalls(ansibleMeans(options), action);
      const reason = left
        ? 'ansible-playbook still runs on this machine and could not be ended'
        : 'ansible-playbook was interrupted, and ansible can not be asked what it did; the playbook is to be run again';
      return forAll(action, { kind: 'unknown', reason });
    },
    checkRun: (action, context) => checkRun(action, context, ansibleMeans(options)),
    forget: async (id) => removeCalls(ansibleMeans(options).directory, id),
  };
}

export const ansible: Tool = ansibleTool();

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
