import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { makeDeployment, makeRig } from '../testing/rig.ts';

test('a tool that has no check mode says so, and what waits says for what', async (t) => {
  const rig = await makeDeployment(t);
  const preview = await rig.run('preview web-1 --check --no-diff');
  assert.equal(preview.status, 0);
  assert.match(
    preview.out,
    /What the nodes say:\n {2}first: the tool script can't tell without doing it\n {2}second: /,
  );
  assert.doesNotMatch((await rig.run('preview web-1 --no-diff')).out, /What the nodes say/);
});

const ansible = spawnSync('ansible-playbook', ['--version']).status === 0;
const playbook = `heat_template_version: wallaby
parameters: {text: {type: string, hidden: true, default: ''}, path: {type: string}}
resources:
  conf:
    type: OS::Heat::SoftwareConfig
    properties:
      group: ansible
      config: |
        - hosts: all
          gather_facts: false
          tasks: [{name: write, copy: {dest: "{{ path }}", content: "{{ text }}"}}]
  all:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: {config: {get_resource: conf}, servers: {a: here}, input_values: {text: {get_param: text}, path: {get_param: path}}}
`;

test('a node tells by its playbook in check mode what would change, without a secret and without doing it', {
  skip: ansible ? false : 'ansible-playbook is not installed',
}, async (t) => {
  const rig = makeRig(t);
  rig.write('fleet.yaml', playbook);
  rig.write('hosts.yaml', 'all: {hosts: {here: {ansible_connection: local}}}\n');
  rig.write('secret', 'planted-secret');
  await rig.run('plan import fleet.yaml --name fleet');
  await rig.run(
    `deployment create f --plan fleet -i hosts.yaml --set path=${rig.directory}/made --set-file text=secret`,
  );
  const preview = await rig.run('preview f --check --no-diff');
  assert.match(preview.out, /all\/a: would change\n[\s\S]*TASK \[write\][\s\S]*changed/);
  assert.ok(!preview.out.includes('planted-secret'), preview.out);
  assert.deepEqual(JSON.parse((await rig.run('preview f --check --json')).out).answers['all/a'].changed, true);
  assert.equal((await rig.run('apply f -y')).status, 0);
  assert.deepEqual(
    rig
      .filesWith('planted-secret')
      .map((path) => path.slice(rig.directory.length + 1))
      .sort(),
    ['made', 'secret'],
  );
});
