import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnvironment } from './parse-environment.ts';
import { breaksOf, restrictionAt } from './resource-overrides.ts';

const text = `resource_registry:
  resources:
    web: {hooks: pre-create, restricted_actions: [update, replace]}
    "*_db": {hooks: [pre-update, post-update]}
    box:
      hooks: post-create
      inner: {hooks: pre-delete}
      "*": {restricted_actions: replace}
    "b*":
      inner: {hooks: pre-update}
      other: {hooks: pre-update}
    none: {hooks: , restricted_actions: []}
    nothing:
`;

function breaks(...path: readonly string[]): readonly string[] {
  const { value, problems } = parseEnvironment(text, 'env.yaml');
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  const { hooks, restricted } = breaksOf(value.registry, path);
  return [...hooks, ...restricted];
}

test('a resource has the hooks and restrictions of its name and of each pattern that it fits', () => {
  assert.deepEqual(breaks('web'), ['pre-create', 'update', 'replace']);
  assert.deepEqual(breaks('first_db'), ['pre-update', 'post-update']);
  assert.deepEqual(breaks('box'), ['post-create']);
  for (const name of ['other', 'none', 'nothing']) assert.deepEqual(breaks(name), []);
});

test('inside a nested stack those below its name hold, and those below patterns where the name says nothing else', () => {
  assert.deepEqual(breaks('box', 'inner'), ['pre-delete', 'replace']);
  assert.deepEqual(breaks('box', 'other'), ['pre-update', 'replace']);
  assert.deepEqual(breaks('web', 'inner'), []);
  assert.deepEqual(breaks('bag', 'inner'), ['pre-update']);
  assert.deepEqual(breaks('box', 'web'), ['replace'], 'what is said of the outer stack does not hold inside');
});

test('a restriction is found where it is written, under a name or a pattern', () => {
  const { value } = parseEnvironment(text, 'env.yaml');
  const place = (path: readonly string[], action: 'update' | 'replace') =>
    value === undefined ? undefined : restrictionAt(value.registry, path, action)?.at;
  assert.deepEqual(place(['web'], 'replace'), { file: 'env.yaml', line: 3, column: 59 });
  assert.deepEqual(place(['box', 'any'], 'replace'), { file: 'env.yaml', line: 8, column: 33 });
  assert.equal(place(['box', 'any'], 'update'), undefined);
});
