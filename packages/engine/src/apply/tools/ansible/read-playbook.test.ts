import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../../../hot/value.ts';
import { readPlaybook } from './read-playbook.ts';

function faults(config: Value): readonly string[] {
  const read = readPlaybook(config);
  if ('target' in read) return [];
  return read.map(({ message, line }) => (line === undefined ? message : `${line}: ${message}`));
}

const map = (entries: Readonly<Record<string, Value>>): Value => new Map(Object.entries(entries));

test('the hosts of the plays say how a playbook is run', () => {
  const all = '---\n- hosts: all\n  tasks: []\n- name: b\n  hosts: [all]\n';
  assert.deepEqual(readPlaybook(all), { target: 'all', form: 'plays', text: all });
  const local = '- hosts: localhost\n  connection: local\n';
  assert.deepEqual(readPlaybook(local), { target: 'localhost', form: 'plays', text: local });
  assert.deepEqual(readPlaybook([map({ hosts: 'localhost' })]), {
    target: 'localhost',
    form: 'plays',
    text: '[{"hosts": "localhost"}]',
  });
});

test('a list of maps without hosts is one of tasks', () => {
  const tasks = '- debug: {msg: "{{ x }}"}\n- password: !vault |\n    $ANSIBLE_VAULT;1.1;AES256\n    61\n';
  assert.deepEqual(readPlaybook(tasks), { target: 'all', form: 'tasks', text: tasks });
  assert.deepEqual(readPlaybook([map({ debug: null })]), { target: 'all', form: 'tasks', text: '[{"debug": null}]' });
});

test('an empty config is a list without tasks', () => {
  for (const empty of [null, '', '# nothing\n', '---\n']) {
    assert.deepEqual(readPlaybook(empty), { target: 'all', form: 'tasks', text: '[]\n' });
  }
});

test('a playbook that mixes hosts, or names others, is refused with the line of the play', () => {
  assert.deepEqual(faults('- hosts: all\n- hosts: localhost\n'), [
    '2: The playbook has plays for "all" and plays for "localhost"',
  ]);
  assert.deepEqual(faults('- hosts: all\n\n- name: front\n  hosts: web:!db\n- hosts: [a, b]\n- hosts: {x: 1}\n'), [
    '3: The play "front" is for the hosts "web:!db"',
    '5: A play is for the hosts "a", "b"',
    '6: A play is for the hosts',
  ]);
  assert.deepEqual(faults('- hosts: all\n- debug: {}\n'), [
    '2: A play has no "hosts", though other items of the playbook have',
  ]);
  assert.deepEqual(faults('- ansible.builtin.import_playbook: other.yaml\n'), [
    '1: The playbook imports another one, whose hosts are not known',
  ]);
});

test('what is no list of maps is refused', () => {
  assert.deepEqual(faults(map({ hosts: 'all' })), ['The config is neither a playbook nor a list of tasks']);
  assert.deepEqual(faults('hosts: all\n'), ['1: The playbook is not a list']);
  assert.deepEqual(faults('- hosts: all\n- text\n'), ['2: Item 2 of the playbook is not a map']);
  assert.deepEqual(faults(['text']), ['Item 1 of the playbook is not a map']);
  assert.match(String(faults('- hosts: [\n')[0]), /^\d+: The playbook is not YAML: /);
});

test('what is not known yet is no fault', () => {
  const unknown = new Unknown({ kind: 'reference', address: 'a' });
  assert.deepEqual(faults([unknown, map({ hosts: unknown }), map({ hosts: 'all' })]), []);
});
