import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnvironment } from './parse-environment.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { readYaml } from './yaml-reader.ts';

test('each key that stands again is found with its place and path, once for all aliases of a map', () => {
  const { value } = readYaml('a: &a {x: 1, y: 2, x: 3}\nb: [*a, {c: 1, c: 2, c: 3}]\na: *a\n', 't.yaml');
  assert.ok(value !== undefined);
  assert.deepEqual(
    repeatedKeys(value).map(({ path, line, column }) => [path.join('.'), line, column]),
    [
      ['a', 3, 1],
      ['a.x', 1, 20],
      ['b.1.c', 2, 16],
      ['b.1.c', 2, 22],
    ],
  );
});

test('an environment warns of keys that count for nothing, and of strategies that are none', () => {
  const { problems } = parseEnvironment(
    'parameters: {a: 1, a: 2}\nparameter_merge_strategies: {a: append}\n',
    'e.yaml',
  );
  assert.deepEqual(
    problems.map(({ severity, message }) => `${severity}: ${message}`),
    [
      'warning: The key "a" stands in this map before; only the last one counts',
      'warning: There is no strategy "append", so parameter "a" is not merged by it',
    ],
  );
});
