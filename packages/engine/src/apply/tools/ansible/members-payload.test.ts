import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../../../hot/value.ts';
import type { Connection, InventoryNode } from '../../../inventory/inventory.ts';
import type { ToolContext } from '../tool.ts';
import { nodeVariables } from './member-variables.ts';
import { membersPayload, nameHosts } from './members-payload.ts';
import { ansibleMember, ansibleNode } from './testing/scratch-ansible.ts';

const context: ToolContext = {
  transport: () => {
    throw new Error('not asked for');
  },
  timeout: undefined,
  signal: new AbortController().signal,
};

function aliases(nodes: readonly InventoryNode[], localhost = false): readonly string[] {
  const members = nodes.map((node, index) => ansibleMember(`m${index}`, node));
  return nameHosts(members, localhost).map(({ alias }) => alias);
}

test('hosts have the names of their nodes, and no two the same', () => {
  const [a, b, a2, web] = ['a', 'b', 'a_2', 'web'].map((name) => ansibleNode(name));
  assert.ok(a && b && a2 && web);
  assert.deepEqual(aliases([a, b]), ['a', 'b']);
  assert.deepEqual(aliases([a, a, a, a2]), ['a', 'a_3', 'a_4', 'a_2']);
  assert.deepEqual(aliases([web]), ['web_2'], 'a group has the name');
  assert.deepEqual(aliases([a], true), ['localhost']);
});

const ssh: Connection = {
  kind: 'ssh',
  host: '10.0.0.1',
  port: 2222,
  user: 'u',
  privateKeyFile: '~/k',
  commonArgs: ['-o', 'ProxyJump=a b'],
  become: 'root',
};

test("the connection's variables are made anew, and secrets are put in where they can be told", () => {
  const node = ansibleNode('n', ssh, [
    ['ansible_host', 'other'],
    ['ansible_ssh_pass', 'x'],
    ['ansible_python_interpreter', '/usr/bin/python3'],
    ['token', new Unknown({ kind: 'secret', name: 's', version: 2 })],
  ]);
  const given = nodeVariables(node, { ...context, knownHosts: '/d/known hosts', secret: (name) => `clear ${name}` });
  const { ansible_ssh_args: args, ...rest } = Object.fromEntries(given);
  assert.match(String(args), /ServerAliveInterval=4 .*'UserKnownHostsFile="\/d\/known hosts"'/);
  assert.deepEqual(rest, {
    ansible_python_interpreter: '/usr/bin/python3',
    token: 'clear s',
    ansible_connection: 'ssh',
    ansible_host: '10.0.0.1',
    ansible_port: 2222,
    ansible_user: 'u',
    ansible_ssh_private_key_file: '~/k',
    ansible_ssh_common_args: "-o 'ProxyJump=a b'",
    ansible_become: true,
    ansible_become_user: 'root',
    ansible_become_method: 'sudo',
  });
  assert.equal(nodeVariables(node, context).has('token'), false);
});

test('inputs are apart from what may hold templates, and extra variables where a call has one host', () => {
  const members = [ansibleMember('m', ansibleNode('n'), [['x', '{{ y }}']])];
  const payload = (inputsAsExtra: boolean): unknown =>
    JSON.parse(membersPayload(nameHosts(members, false), context, { inputsAsExtra, outputNames: ['o'] }));
  const inputs = { heat_config_id: 'm-1', x: '{{ y }}' };
  const variables = {
    ansible_connection: 'local',
    tyto_output_names: ['o'],
    tyto_outputs_directory: '{{ tyto_prepared.path }}',
  };
  const templates = { heat_outputs_path: '{{ tyto_outputs_directory }}/outputs' };
  assert.deepEqual(payload(false), {
    hosts: { n: { variables: { ...variables, ...templates }, inputs } },
    groups: { web: ['n'] },
    extra: null,
    extra_descriptor: 199,
  });
  assert.deepEqual(payload(true), {
    hosts: { n: { variables, inputs: {} } },
    groups: { web: ['n'] },
    extra: { inputs, templates },
    extra_descriptor: 199,
  });
});

test('what a node does not say of itself is not said', () => {
  const bare: Connection = {
    ...ssh,
    port: undefined,
    user: undefined,
    privateKeyFile: undefined,
    commonArgs: [],
    become: undefined,
  };
  const names = [...nodeVariables(ansibleNode('n', bare), context).keys()];
  assert.deepEqual(names, ['ansible_connection', 'ansible_host', 'ansible_ssh_args'] satisfies Value[]);
});
