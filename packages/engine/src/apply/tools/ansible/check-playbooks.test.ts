import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../../../hot/value.ts';
import type { SoftwareConfig } from '../../../resource/software-config.ts';
import { checkPlaybooks } from './check-playbooks.ts';

function configOf(
  config: Value,
  more: { readonly inputs?: readonly string[]; readonly options?: Readonly<Record<string, Value>> } = {},
): SoftwareConfig {
  return {
    kind: 'SoftwareConfig',
    scripts: [{ tool: 'ansible', config, actions: undefined }],
    inputs: (more.inputs ?? []).map((name) => ({ name, type: 'String', default: null, replaceOnChange: false })),
    outputs: [{ name: 'a/b', type: 'String', errorOutput: false }],
    options: new Map(Object.entries(more.options ?? {})),
  };
}

test('problems stand at the path of the config, with the line of the playbook', () => {
  const [first, output] = checkPlaybooks(configOf('- hosts: all\n- hosts: web\n'), 'resources.c.properties');
  assert.equal(first?.code, 'config-script');
  assert.equal(first?.path, 'resources.c.properties');
  assert.equal(first?.message, 'A play is for the hosts "web" (line 2 of the playbook)');
  assert.equal(first?.expected, '"hosts: all" or "hosts: localhost"');
  assert.equal(output?.code, 'config-output');
});

test('inputs and options that can not be are told of', () => {
  const options = { tags: 3, skip_tags: ['a'], inventory: 'x' };
  const inputs = ['port', 'ansible_host', 'heat_outputs_path', 'tyto_x', 'ansible_python_interpreter'];
  const problems = checkPlaybooks(configOf('', { inputs, options }), 'c');
  assert.deepEqual(
    problems.map(({ severity, message }) => `${severity}: ${message}`),
    [
      'error: The input "ansible_host" has the name of a variable that says how a node is reached',
      'error: The input "heat_outputs_path" has the name that the place of the outputs has',
      'error: The input "tyto_x" has a name that begins as those of Tyto do',
      'error: The output "a/b" has a name that no file can have',
      'error: The option "tags" has a value that it cannot have',
      'warning: The option "inventory" has no effect here',
    ],
  );
});

test('a config that is not known yet, and one of another tool, has no problems', () => {
  const unknown = configOf(new Unknown({ kind: 'reference', address: 'a' }));
  assert.deepEqual(
    checkPlaybooks(unknown, 'c').map(({ code }) => code),
    ['config-output'],
  );
  const [script] = configOf('').scripts;
  assert.ok(script);
  assert.deepEqual(checkPlaybooks({ ...configOf(3), scripts: [{ ...script, tool: 'script' }] }, 'c'), []);
});
