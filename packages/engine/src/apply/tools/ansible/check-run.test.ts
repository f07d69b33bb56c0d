import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkRun } from './check-run.ts';
import {
  ansibleAction,
  ansibleMember,
  ansibleNode,
  scratchAnsible,
  withoutAnsible,
} from './testing/scratch-ansible.ts';

test('asking what would change changes nothing, and tells it for each member', { skip: withoutAnsible }, async (t) => {
  const scratch = scratchAnsible(t);
  const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - name: write
      copy: {content: "new\\n", dest: "{{ file }}"}
    - copy: {content: x, dest: "{{ heat_outputs_path }}.out"}
      when: false
    - fail: {msg: odd}
      when: bad
`;
  const file = (name: string): string => join(scratch.base, name);
  writeFileSync(file('same'), 'new\n');
  writeFileSync(file('old'), 'old\n');
  const members = ['same', 'old', 'none'].map((name) =>
    ansibleMember(name, ansibleNode('here'), [
      ['file', file(name)],
      ['bad', name === 'none'],
    ]),
  );
  const checked = await checkRun(ansibleAction(playbook, members), scratch.context, scratch.means);
  const [same, old, none] = ['same', 'old', 'none'].map((name) => checked.get(name));
  assert.equal(same?.kind === 'checked' && same.changed, false);
  assert.ok(old?.kind === 'checked' && old.changed);
  assert.match(old.text, /^-old\n\+new$/m);
  assert.ok(none?.kind === 'failed' && none.changed);
  assert.equal(none.reason, 'task "fail" failed: odd');
  assert.equal(readFileSync(file('old'), 'utf8'), 'old\n');
  assert.ok(!existsSync(file('none')));
});

test('where ansible is missing, what would change is not known', async (t) => {
  const scratch = scratchAnsible(t, { program: 'no-such-ansible' });
  const action = ansibleAction('', [ansibleMember('a', ansibleNode('here'))]);
  const checked = (await checkRun(action, scratch.context, scratch.means)).get('a');
  assert.ok(checked?.kind === 'unknown');
  assert.match(checked.reason, /apt-get install ansible-core/);
});
