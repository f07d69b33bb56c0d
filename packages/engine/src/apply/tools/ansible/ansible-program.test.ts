import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionFault } from './ansible-program.ts';

test('2.14 and newer will do', () => {
  for (const version of ['[core 2.14.0]', '[core 2.14.18] (x)', '[core 2.19.0b1]', '[core 3.0.0]']) {
    assert.equal(versionFault('ansible-playbook', `ansible-playbook ${version}\n  config file = None\n`), undefined);
  }
});

test('what is older, or tells no version, will not', () => {
  assert.match(String(versionFault('p', 'ansible-playbook [core 2.13.9]')), /of ansible 2\.13\.9, which is too old/);
  assert.match(String(versionFault('p', 'ansible-playbook [base 2.10.1]')), /too old/);
  assert.match(String(versionFault('p', 'ansible-playbook 2.9.6')), /too old/);
  assert.match(String(versionFault('p', 'hello\n')), /does not tell its version \(hello\)/);
});
