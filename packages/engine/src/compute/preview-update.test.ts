import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, template } from './testing/answer.ts';

const preview = (before: string, after: string): unknown => {
  const stack = (resource: string): string =>
    template(
      `resources: {v: {type: OS::Heat::Value, properties: {value: 1}}, r: {type: OS::Heat::Value, ${resource}}}\n`,
    );
  const { unchanged } = Object(answer({ template: stack(before), update: { template: stack(after) } }).preview);
  return unchanged;
};

const policy = (word: string): string => `properties: {value: 1}, ${word}`;

test('either word for a deletion policy is the same one, and none is not the usual one', () => {
  assert.deepEqual(preview(policy('deletion_policy: retain'), policy('deletion_policy: Retain')), ['r', 'v']);
  assert.deepEqual(preview(policy('deletion_policy: retain'), policy('deletion_policy: Delete')), ['v']);
  assert.deepEqual(preview(policy('description: a'), policy('deletion_policy: Delete')), ['v']);
});

test('what is taken in has asked for nothing yet, and so is unchanged though it asks for another resource', () => {
  const taken = (value: string): string => `external_id: id, properties: {value: ${value}}`;
  for (const asking of ['{get_attr: [v, value]}', '{get_resource: v}']) {
    assert.deepEqual(preview(taken(asking), taken(asking)), ['r', 'v'], asking);
    assert.deepEqual(preview(`properties: {value: ${asking}}`, `properties: {value: ${asking}}`), ['v'], asking);
    assert.deepEqual(preview(taken(asking), taken('2')), ['v'], asking);
  }
});
