import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Float, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Branch, Change, ChangeSet } from './change-set.ts';
import { readChangeSet, writeChangeSet } from './change-set-text.ts';

const secret = new Tainted('planted', { kind: 'secret', name: 'web/password', version: 3 });
const awaited = new Unknown({ kind: 'attribute', address: 'backend', path: ['port'] });
const reveal = (name: string, version: number): Value | undefined =>
  name === 'web/password' && version === 3 ? 'planted' : undefined;

const value = fc.constantFrom<Value>('text', 7, new Float(1), null, secret, awaited, new Map([['$tyto', 'data']]));
const branches = fc.shuffledSubarray<Branch>(['create', 'update', 'replace', 'delete', 'unchanged']);
const kind = fc.constantFrom<Change['kind']>('create', 'update', 'update-if-changed', 'replace-if-changed', 'delete');
const cause = fc.record(
  {
    path: fc.string(),
    old: value,
    new: value,
    awaits: fc.array(fc.constantFrom('backend@port', 'a/b@c')),
    replaces: fc.boolean(),
  },
  { requiredKeys: ['path', 'awaits', 'replaces'] },
);
const change: fc.Arbitrary<Change> = fc.record(
  {
    address: fc.string(),
    type: fc.string(),
    kind,
    may: branches,
    instance: fc.string(),
    because: fc.string(),
    causes: fc.array(cause, { maxLength: 3 }),
  },
  { requiredKeys: ['address', 'type', 'kind', 'may', 'causes'] },
);
const addresses = fc.array(fc.string(), { maxLength: 2 });
const changeSet: fc.Arbitrary<ChangeSet> = fc.record(
  {
    kind: fc.constant('ChangeSet'),
    formatVersion: fc.constant(1),
    deployment: fc.string(),
    base: fc.record({ revision: fc.option(fc.string()), serial: fc.nat() }),
    target: fc.option(fc.string()),
    forced: addresses,
    limited: fc.record({ targets: addresses, excludes: addresses, leftOut: addresses }, { noNullPrototype: true }),
    changes: fc.array(change, { maxLength: 4 }),
  },
  { requiredKeys: ['kind', 'formatVersion', 'deployment', 'base', 'target', 'forced', 'changes'] },
);

test('a change set that was read is written as it was, without a secret in clear', () => {
  fc.assert(
    fc.property(changeSet, (set) => {
      const text = writeChangeSet(set);
      assert.ok(!text.includes('planted'));
      const read = readChangeSet(text, reveal, 'changes.json');
      assert.deepEqual(read.problems, []);
      assert.ok(read.value !== undefined);
      assert.equal(writeChangeSet(read.value), text);
      assert.deepEqual(read.value.limited, set.limited);
      assert.deepEqual(
        read.value.changes.map((each) => each.may),
        set.changes.map((each) => each.may),
      );
    }),
  );
});

test('what is no change set, or one of another version, is a located problem', () => {
  for (const text of ['', '[]', '{"kind": "Revision"}', '{"kind": "ChangeSet", "formatVersion": 2}', '{"kind": "Cha']) {
    const { value: read, problems } = readChangeSet(text, reveal, 'changes.json');
    assert.equal(read, undefined, text);
    assert.equal(problems[0]?.at?.file, 'changes.json', text);
  }
});
