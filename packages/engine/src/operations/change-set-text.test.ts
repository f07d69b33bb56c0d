import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, Tainted, Unknown } from '../hot/value.ts';
import type { ChangeSet } from '../preview/change-set.ts';
import { readChangeSet, writeChangeSet } from './change-set-text.ts';

const secret = { kind: 'secret', name: 'web-1/password', version: 1 } as const;

const changeSet: ChangeSet = {
  kind: 'ChangeSet',
  formatVersion: 1,
  deployment: 'web-1',
  base: { revision: null, serial: 3 },
  target: 'c0ffee',
  forced: ['backend'],
  changes: [
    {
      address: 'backend',
      type: 'OS::Heat::SoftwareDeployment',
      kind: 'replace-if-changed',
      may: ['replace', 'unchanged'],
      instance: 'i1',
      causes: [
        { path: 'a', old: null, new: new Float(1), awaits: [], replaces: false },
        { path: 'b', old: new Map([['k', 1n << 70n]]), awaits: [], replaces: true },
        {
          path: 'c',
          new: new Unknown({ kind: 'attribute', address: 'x', path: ['y', 0] }),
          awaits: ['x@y.0'],
          replaces: false,
        },
        { path: 'd', new: new Tainted('planted-secret', secret), awaits: [], replaces: false },
      ],
      because: 'asked for',
    },
  ],
};

test('a change set is read back as it was written, and its secrets are not in the text', () => {
  const text = writeChangeSet(changeSet);
  assert.ok(!text.includes('planted-secret'));
  const read = readChangeSet(text, () => 'planted-secret', 'changes.json');
  assert.deepEqual(read, { value: changeSet, problems: [] });
});

test('what is no change set is told and gives none', () => {
  for (const text of [
    '{}',
    '[]',
    'nonsense',
    writeChangeSet(changeSet).replace('"formatVersion": 1', '"formatVersion": 2'),
  ]) {
    const read = readChangeSet(text, () => undefined, 'changes.json');
    assert.equal(read.value, undefined, text);
    assert.ok(read.problems.length > 0, text);
  }
});
