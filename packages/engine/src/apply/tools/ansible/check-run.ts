import type { CheckedMember, ToolAction, ToolContext } from '../tool.ts';
import { ansibleMeans } from './ansible-means.ts';
import { ansibleFault } from './ansible-program.ts';
import { failedBefore, memberResult } from './member-result.ts';
import { performAction } from './perform-action.ts';

/**
 * Asks the nodes of an action what its playbook would change, by `ansible-playbook --check --diff`. Nothing is changed on
 * them, as far as the modules of the playbook keep to that. The result has an entry for each member's address.
 */
export async function checkRun(
  action: ToolAction,
  context: ToolContext,
  means = ansibleMeans(),
): Promise<ReadonlyMap<string, CheckedMember>> {
  const missing = await ansibleFault(means.program, means.environment);
  const checked = new Map<string, CheckedMember>();
  if (missing !== undefined) {
    for (const { address } of action.members) checked.set(address, { kind: 'unknown', reason: missing });
    return checked;
  }
  const { refused, performed, killed } = await performAction(means, action, context, true);
  for (const [address, reason] of refused) checked.set(address, { kind: 'failed', reason, changed: false, text: '' });
  for (const each of performed) {
    const { changed, log: text } = each.story;
    const result =
      each.end.fault === undefined ? memberResult(each, [], killed, context.knownHosts) : failedBefore(each.end.fault);
    if (result.kind === 'succeeded') checked.set(each.member.address, { kind: 'checked', changed, text });
    else if (result.kind === 'failed')
      checked.set(each.member.address, { kind: 'failed', reason: result.reason, changed, text });
    else checked.set(each.member.address, { kind: 'unknown', reason: result.kind === 'unknown' ? result.reason : '' });
  }
  return checked;
}
