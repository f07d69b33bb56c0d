import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import { checkProperties } from './check-properties.ts';
import { resourceType } from './resource-types.ts';

const type = resourceType('OS::Heat::SoftwareComponent');

function problemsOf(...actions: (readonly string[] | undefined)[]): readonly string[] {
  assert.ok(type !== undefined);
  const configs = actions.map(
    (each): Value =>
      new Map<string, Value>([
        ['config', ''],
        ['tool', 'script'],
        ...(each === undefined ? [] : [['actions', each] as const]),
      ]),
  );
  const { problems } = checkProperties(type, new Map([['configs', configs]]), { path: 'r' });
  return problems.map((each) => `${each.path}: ${each.message}`);
}

test('an action of a component has one config', () => {
  assert.deepEqual(problemsOf(['CREATE'], ['UPDATE', 'DELETE']), []);
  assert.deepEqual(problemsOf(['CREATE'], ['DELETE'], ['UPDATE', 'CREATE']), [
    'r.configs[2]: The action CREATE has a config already, the one with index 0',
  ]);
});

test('a config is told once, however many of its actions are taken', () => {
  assert.equal(problemsOf(undefined, undefined, ['CREATE', 'DELETE', 'CREATE']).length, 2);
});

test('a config without actions is for CREATE and UPDATE', () => {
  assert.deepEqual(problemsOf(undefined, ['UPDATE']), [
    'r.configs[1]: The action UPDATE has a config already, the one with index 0',
  ]);
});
