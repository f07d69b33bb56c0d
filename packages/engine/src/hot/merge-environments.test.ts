import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from './environment.ts';
import { mergeEnvironments } from './merge-environments.ts';
import type { ParameterType } from './parameter.ts';
import { emptyEnvironment, parseEnvironment } from './parse-environment.ts';
import type { Value } from './value.ts';

function read(...texts: readonly string[]): readonly Environment[] {
  return texts.map((text, index) => {
    const { value, problems } = parseEnvironment(text, `env-${index + 1}.yaml`);
    assert.deepEqual(problems, []);
    assert.ok(value !== undefined);
    return value;
  });
}

function merge(...texts: readonly string[]): Environment {
  const { value, problems } = mergeEnvironments(read(...texts));
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

/** The merged value of `p`, of two environments with a strategy. */
function merged(strategy: string, type: ParameterType, first: string, second: string): Value | string | undefined {
  const texts = [first, second].map(
    (text) => `parameters: {p: ${text}}\nparameter_merge_strategies: {p: ${strategy}}\n`,
  );
  const { value, problems } = mergeEnvironments(read(...texts), new Map([['p', type]]));
  return problems.length > 0 ? problems.map((each) => each.code).join() : value?.parameters.get('p')?.value;
}

test('later values win, with their places, and null changes nothing', () => {
  const environment = merge('parameters: {a: 1, b: 2, c: 3}\n', 'parameters: {b: 20, c: null, d: 4}\n');
  const values = [...environment.parameters].map(([name, given]) => [name, given.value, given.at.file]);
  assert.deepEqual(values, [
    ['a', 1, 'env-1.yaml'],
    ['b', 20, 'env-2.yaml'],
    ['c', 3, 'env-1.yaml'],
    ['d', 4, 'env-2.yaml'],
  ]);
});

test('a later registry replaces entries where they stand, and the overrides of resources whole', () => {
  const { registry } = merge(
    'resource_registry: {A: one, B: two, resources: {x: {A: own}, y: {}}}\n',
    'resource_registry: {C: three, A: four, B: null, resources: {z: {}}}\n',
  );
  assert.deepEqual(
    registry.entries.map(({ pattern, target }) => [pattern, target]),
    [
      ['A', 'four'],
      ['B', 'two'],
      ['C', 'three'],
    ],
  );
  assert.deepEqual([...registry.resources.keys()], ['z']);
});

test('none is an empty environment, and one is itself', () => {
  assert.equal(mergeEnvironments([]).value?.parameters.size, 0);
  const [only] = read('parameters: {a: null}\n');
  assert.equal(only && mergeEnvironments([only]).value, only);
});

test('strategies merge by type as Heat does', () => {
  assert.deepEqual(
    merged('merge', 'json', '{a: {x: 1}, b: 1}', '{a: {y: 2}, b: null}'),
    new Map<string, Value>([
      ['a', new Map([['y', 2]])],
      ['b', 1],
    ]),
  );
  assert.deepEqual(
    merged('deep_merge', 'json', '{a: {x: 1, l: [1], s: u}, b: 1}', '{a: {y: 2, l: [2], s: v}, b: 3}'),
    new Map<string, Value>([
      [
        'a',
        new Map<string, Value>([
          ['x', 1],
          ['l', [1, 2]],
          ['s', 'uv'],
          ['y', 2],
        ]),
      ],
      ['b', 3],
    ]),
  );
  assert.deepEqual(
    merged('merge', 'json', '{a: 1}', `'{"b": 2}'`),
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  );
  assert.deepEqual(merged('merge', 'comma_delimited_list', '[a]', '[b]'), ['a', 'b']);
  assert.equal(merged('merge', 'comma_delimited_list', 'a', '"b,c"'), 'a,b,c');
  assert.equal(merged('merge', 'string', 'a', 'b'), 'ab');
  for (const strategy of ['merge', 'deep_merge']) {
    assert.equal(merged(strategy, 'json', 'text', '{}'), 'text');
    assert.equal(merged(strategy, 'json', `'{"a": 1}'`, '{b: null}'), '{"a": 1}');
  }
  assert.deepEqual(merged('deep_merge', 'json', '{a: [1]}', '{a: {b: null}}'), new Map([['a', [1]]]));
});

test('what cannot be merged is told', () => {
  for (const [type, first, second] of [
    ['number', '1', '2'],
    ['boolean', 'yes', 'no'],
    ['string', 'a', '[b]'],
    ['comma_delimited_list', '[a]', 'b'],
    ['json', '[1]', '{a: 1}'],
    ['string', 'null', 'a'],
  ] as const) {
    assert.equal(merged('merge', type, first, second), 'environment-merge', type);
  }
  assert.equal(merged('deep_merge', 'json', '{a: 1}', '{a: x}'), 'environment-merge');
  assert.equal(merged('deep_merge', 'json', '{a: null}', '{a: x}'), 'environment-merge');
  assert.deepEqual(
    merged('deep_merge', 'json', '{a: null, b: 1}', '{a: [x]}'),
    new Map<string, Value>([
      ['a', ['x']],
      ['b', 1],
    ]),
  );
  assert.deepEqual(merged('merge', 'comma_delimited_list', 'null', '[a]'), ['a']);
});

test('strategies that differ are told where the later one is', () => {
  const { problems } = mergeEnvironments(
    read(
      'parameters: {p: {}}\nparameter_merge_strategies: {p: merge}\n',
      'parameters: {p: {}}\nparameter_merge_strategies: {p: deep_merge}\n',
    ),
  );
  assert.deepEqual(
    problems.map(({ at, message }) => [at?.file, message]),
    [['env-2.yaml', 'Parameter "p" is merged by "deep_merge" here and by "merge" in an earlier environment']],
  );
});

test('a default that is no strategy differs from what a later environment has without one, as for Heat', () => {
  const first = 'parameters: {p: a}\nparameter_merge_strategies: {default: none}\n';
  const messages = (...texts: readonly string[]) => {
    const environments = texts.map((text) => parseEnvironment(text, 'env.yaml').value ?? emptyEnvironment);
    return mergeEnvironments(environments).problems.map((each) => each.message);
  };
  assert.deepEqual(messages(first, 'parameters: {p: b}\n'), [
    'Parameter "p" is merged by "overwrite" here and by "none" in an earlier environment',
  ]);
  assert.deepEqual(messages(first, 'parameters: {q: b}\n'), []);
  assert.deepEqual(messages(first, `parameters: {p: b}\nparameter_merge_strategies: {default: none}\n`), []);
});

test('a strategy by default holds for parameters that are first met in that environment', () => {
  const first = 'parameters: {p: [a], q: [a]}\nparameter_merge_strategies: {default: merge, q: overwrite}\n';
  const environment = merge(first, 'parameters: {p: [b], q: [b]}\n');
  assert.deepEqual(
    [...environment.parameters].map(([, given]) => given.value),
    [['a', 'b'], ['b']],
  );
});

test('no strategy is asked of what all are merged over, and what no template has is left out of later ones', () => {
  const [base, ...environments] = read(
    'parameters: {p: a}\n',
    'parameters: {p: b, x: 1}\nparameter_merge_strategies: {p: merge}\n',
    'parameters: {p: c, y: 1}\nparameter_merge_strategies: {p: merge}\n',
  );
  assert.ok(base !== undefined);
  const { value, problems } = mergeEnvironments(environments, new Map([['p', 'string']]), {
    base,
    isKnown: (name) => name === 'p',
  });
  assert.deepEqual(
    [...(value?.parameters ?? [])].map(([name, given]) => [name, given.value]),
    [['p', 'abc']],
  );
  assert.deepEqual(
    problems.map(({ code, severity, at }) => [code, severity, at?.file]),
    [
      ['parameter-unknown', 'warning', 'env-2.yaml'],
      ['parameter-unknown', 'warning', 'env-3.yaml'],
    ],
  );
});
