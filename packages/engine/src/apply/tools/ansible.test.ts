import assert from 'node:assert/strict';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Value } from '../../hot/value.ts';
import {
  ansibleAction,
  ansibleMember,
  ansibleNode,
  type ScratchAnsible,
  scratchAnsible,
  withoutAnsible,
} from './ansible/testing/scratch-ansible.ts';
import { ansibleTool } from './ansible.ts';
import { toolNamed } from './registry.ts';
import type { MemberResult, ToolAction } from './tool.ts';

const real = { skip: withoutAnsible };
const here = ansibleNode('here');

async function run(scratch: ScratchAnsible, action: ToolAction): Promise<ReadonlyMap<string, MemberResult>> {
  const results = await ansibleTool(scratch.means).run(action, scratch.context);
  assert.deepEqual(readdirSync(scratch.means.scratch), [], 'nothing is left of the call');
  const places = readdirSync(scratch.base).filter((name) => name.startsWith('tyto-outputs-'));
  assert.deepEqual(places, [], 'nothing is left on the node');
  return results;
}

function outputOf(result: MemberResult | undefined, name = 'out'): Value | undefined {
  return result !== undefined && 'outputs' in result ? result.outputs.get(name) : undefined;
}

function reasonOf(result: MemberResult | undefined): string | undefined {
  return result !== undefined && 'reason' in result ? result.reason : result?.kind;
}

const forAll = `
- hosts: all
  gather_facts: false
  tasks:
    - name: tell
      copy:
        content: "{{ greeting }} {{ site }} {{ inventory_hostname }} {{ groups.web | length }}"
        dest: "{{ heat_outputs_path }}.out"
`;

test('the tool is found by its name', () => assert.equal(toolNamed('ansible')?.members, 'many'));

test('a playbook for all hosts is one call, with inputs for each member, two on one node too', real, async (t) => {
  const scratch = scratchAnsible(t);
  const node = ansibleNode('here', { kind: 'local' }, [['site', 'north']]);
  const members = ['a', 'b'].map((each) => ansibleMember(each, node, [['greeting', `hello-${each}`]]));
  const results = await run(scratch, ansibleAction(forAll, members));
  assert.equal(outputOf(results.get('a')), 'hello-a north here 2');
  assert.equal(outputOf(results.get('b')), 'hello-b north here_2 2');
  assert.deepEqual(results.get('a'), {
    kind: 'succeeded',
    outputs: new Map<string, Value>([
      ['out', 'hello-a north here 2'],
      ['deploy_stdout', 'PLAY [all]\n\nTASK [tell]\nchanged\n\n'],
      ['deploy_stderr', ''],
      ['deploy_status_code', 0],
    ]),
    log: { stdout: 'PLAY [all]\n\nTASK [tell]\nchanged\n\n', stderr: '', status: 0 },
  });
  assert.deepEqual(
    scratch.progress.filter(({ address }) => address === 'b').map(({ text }) => text),
    ['tell …', 'tell: changed'],
  );
  assert.equal(readdirSync(join(scratch.means.directory, 'ansible')).length, 1);
  await ansibleTool(scratch.means).forget('store/run/1/1', [node], scratch.context);
  assert.deepEqual(readdirSync(join(scratch.means.directory, 'ansible')), []);
});

test(
  "a playbook for localhost runs on each member's node, and inputs win over all variables as in Heat",
  real,
  async (t) => {
    const scratch = scratchAnsible(t);
    const playbook = `
- hosts: localhost
  connection: local
  gather_facts: false
  vars: {text: default}
  tasks:
    - copy:
        content: "{{ [text, number + 1, list, map, float, big, heat_config_id] | to_json }}"
        dest: "{{ heat_outputs_path }}.out"
`;
    const text = '{{ 7 * 7 }} "q\\" é😀\n\u0085';
    const member = (address: string) =>
      ansibleMember(address, here, [
        ['text', text],
        ['number', 41],
        ['list', ['yes', true, null, '1']],
        ['map', new Map<string, Value>([['{{ k }}', '{% x %}']])],
        ['float', 1e300],
        ['big', 2n ** 70n],
      ]);
    const results = await run(scratch, ansibleAction(playbook, [member('a'), member('b')]));
    for (const address of ['a', 'b']) {
      const told = outputOf(results.get(address));
      assert.equal(typeof told, 'string', reasonOf(results.get(address)));
      const expected = [
        text,
        42,
        ['yes', true, null, '1'],
        { '{{ k }}': '{% x %}' },
        1e300,
        Number(2n ** 70n),
        `${address}-1`,
      ];
      assert.deepEqual(JSON.parse(String(told)), expected);
    }
  },
);

test('a list of tasks runs as it is, as text and as a value, and tags choose among them', real, async (t) => {
  const scratch = scratchAnsible(t);
  const text = `
- copy: {content: first, dest: "{{ heat_outputs_path }}.out"}
  tags: one
- copy: {content: second, dest: "{{ heat_outputs_path }}.out"}
  tags: two
`;
  const members = [ansibleMember('a', here)];
  const outputWith = async (config: Value, options: readonly (readonly [string, Value])[]) =>
    outputOf((await run(scratch, ansibleAction(config, members, options))).get('a'));
  assert.equal(await outputWith(text, [['tags', 'one']]), 'first');
  assert.equal(await outputWith(text, [['skip_tags', ['one', 'other']]]), 'second');
  const task = new Map([
    [
      'copy',
      new Map([
        ['content', 'é'],
        ['dest', '{{ heat_outputs_path }}.out'],
      ]),
    ],
  ]);
  assert.equal(await outputWith([task], []), 'é');
});

test(
  'a member whose task fails has failed, with the outputs that it wrote; the others go on to the end',
  real,
  async (t) => {
    const scratch = scratchAnsible(t);
    const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - copy: {content: begun, dest: "{{ heat_outputs_path }}.out"}
    - name: break
      shell: "echo no disk >&2; exit 3"
      when: bad == 1
    - block: [{fail: {msg: passing}}]
      rescue: [{debug: {msg: made good}}]
    - fail: {msg: of no weight}
      ignore_errors: true
    - shell: "echo lost >{{ heat_outputs_path }}.error"
      when: bad == 2
`;
    const members = [0, 1, 2].map((bad) => ansibleMember(`m${bad}`, here, [['bad', bad]]));
    const results = await run(scratch, ansibleAction(playbook, members));
    assert.equal(reasonOf(results.get('m0')), 'succeeded');
    assert.equal(reasonOf(results.get('m1')), 'task "break" failed: status 3: no disk');
    assert.equal(reasonOf(results.get('m2')), 'playbook wrote to its error output "error": lost');
    assert.deepEqual(
      [0, 1, 2].map((bad) => outputOf(results.get(`m${bad}`))),
      ['begun', 'begun', 'begun'],
    );
    assert.deepEqual(outputOf(results.get('m1'), 'deploy_status_code'), 2);
    assert.match(
      String(outputOf(results.get('m1'), 'deploy_stdout')),
      /failed: non-zero return code\nstderr:\nno disk\n/,
    );
  },
);

test('a playbook that ansible can not run fails with what ansible says of it', real, async (t) => {
  const scratch = scratchAnsible(t);
  const playbook = '- hosts: all\n  gather_facts: false\n  tasks:\n    - no_such_module_here: {x: 1}\n';
  const results = await run(scratch, ansibleAction(playbook, [ansibleMember('a', here)]));
  assert.match(
    String(reasonOf(results.get('a'))),
    /could not run the playbook \(status 4\): ERROR! couldn't resolve module/,
  );
  const other = await run(scratch, ansibleAction('- hosts: web', [ansibleMember('a', here)]));
  assert.equal(reasonOf(other.get('a')), 'A play is for the hosts "web"');
});

test('where other hosts end a play for all, a member that did not come to its end has failed too', real, async (t) => {
  const scratch = scratchAnsible(t);
  const playbook = `
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - fail: {msg: gone}
      when: bad
    - debug: {msg: reached}
`;
  const members = [false, true].map((bad) => ansibleMember(`${bad}`, here, [['bad', bad]]));
  const results = await run(scratch, ansibleAction(playbook, members));
  assert.equal(reasonOf(results.get('true')), 'task "fail" failed: gone');
  assert.match(String(reasonOf(results.get('false'))), /^playbook was stopped before its end/);
});

test('a node that can not be reached is unknown, and the others are done', real, async (t) => {
  const scratch = scratchAnsible(t);
  const away = ansibleNode('away', {
    kind: 'ssh',
    host: '127.0.0.1',
    port: 1,
    user: undefined,
    privateKeyFile: undefined,
    commonArgs: [],
    become: undefined,
  });
  const inputs = [
    ['greeting', 'x'],
    ['site', 'y'],
  ] as const;
  const action = ansibleAction(forAll, [ansibleMember('a', away, inputs), ansibleMember('b', here, inputs)]);
  const results = await run(scratch, action);
  assert.equal(results.get('a')?.kind, 'unknown');
  assert.match(String(reasonOf(results.get('a'))), /^127\.0\.0\.1 port 1 can not be reached: .*refused|No such file/);
  assert.equal(outputOf(results.get('b')), 'x y here 2');
});

test("the user's own settings of ansible change nothing", real, async (t) => {
  const environment = {
    ANSIBLE_STDOUT_CALLBACK: 'minimal',
    ANSIBLE_CHECK_MODE_MARKERS: 'true',
    ANSIBLE_LOG_PATH: '/nonexistent/log',
    ANSIBLE_INVENTORY_ENABLED: 'ini',
    ANSIBLE_RUN_TAGS: 'none-such',
    LC_ALL: 'C',
  };
  const scratch = scratchAnsible(t, { environment });
  writeFileSync(
    join(scratch.base, '.ansible.cfg'),
    '[defaults]\nstdout_callback = oneline\nretry_files_enabled = true\n',
  );
  const member = ansibleMember('a', here, [
    ['greeting', 'x'],
    ['site', 'y'],
  ]);
  const results = await run(scratch, ansibleAction(forAll, [member]));
  assert.equal(outputOf(results.get('a')), 'x y here 1');
});

test('a task on this machine sees nothing of how ansible was called', real, async (t) => {
  const scratch = scratchAnsible(t);
  const tasks = '- shell: env | grep -E "^(ANSIBLE|TYTO)" >{{ heat_outputs_path }}.out || true\n';
  const results = await run(scratch, ansibleAction(tasks, [ansibleMember('a', here)]));
  assert.equal(outputOf(results.get('a')), '');
});

test('an input that would say how a node is reached is refused before anything runs', async (t) => {
  const scratch = scratchAnsible(t, { program: fakeAnsible(scratchAnsible(t).base, 'ansible-playbook [core 2.14.0]') });
  const results = await run(scratch, ansibleAction(forAll, [ansibleMember('a', here, [['ansible_host', 'x']])]));
  assert.equal(
    reasonOf(results.get('a')),
    'input "ansible_host" has the name of a variable that says how a node is reached',
  );
});

test('where ansible is missing or too old, the reason says how to get it', async (t) => {
  const missing = await run(
    scratchAnsible(t, { program: 'no-such-ansible' }),
    ansibleAction(forAll, [ansibleMember('a', here)]),
  );
  assert.equal(
    reasonOf(missing.get('a')),
    'no-such-ansible was not found on the PATH: install ansible-core 2.14 or newer (Debian and Ubuntu: apt-get install ansible-core)',
  );
  const program = fakeAnsible(scratchAnsible(t).base, 'ansible-playbook 2.10.8');
  const old = await run(scratchAnsible(t, { program }), ansibleAction(forAll, [ansibleMember('a', here)]));
  assert.match(String(reasonOf(old.get('a'))), /is of ansible 2\.10\.8, which is too old: install ansible-core 2\.14/);
});

function fakeAnsible(directory: string, says: string): string {
  const program = join(directory, 'fake-ansible');
  writeFileSync(program, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(program, 0o700);
  return program;
}
