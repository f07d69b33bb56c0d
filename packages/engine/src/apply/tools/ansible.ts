import type { AnsibleMeans } from './ansible/ansible-means.ts';
import { checkPlaybooks } from './ansible/check-playbooks.ts';
import type { Tool } from './tool.ts';

/**
 * The tool `ansible`: runs a config's playbook, or its list of tasks, from this machine. `hosts: all` and tasks are one
 * call of `ansible-playbook` for all members, with inputs as variables of their hosts; `hosts: localhost` is one call for
 * each, with inputs as extra variables. Heat: heat-agents' heat-config-ansible/install.d/hook-ansible.py, wallaby.
 */
export function ansibleTool(options: Partial<AnsibleMeans> = {}): Tool {
  // Loaded when a node is asked for anything: a preview only checks what is written.
  const tool = async () => {
    const [{ carryOut }, { ansibleMeans }] = await Promise.all([
      import('./ansible/carry-out.ts'),
      import('./ansible/ansible-means.ts'),
    ]);
    return carryOut(ansibleMeans(options));
  };
  return {
    name: 'ansible',
    members: 'many',
    repeatable: true,
    check: checkPlaybooks,
    run: async (action, context) => (await tool()).run(action, context),
    recover: async (action, context) => (await tool()).recover(action, context),
    checkRun: async (action, context) => (await tool()).checkRun(action, context),
    forget: async (id, nodes, context) => (await tool()).forget(id, nodes, context),
  };
}

export const ansible: Tool = ansibleTool();
