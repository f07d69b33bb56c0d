import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeValue } from '../codec.ts';
import { evaluate } from '../evaluate.ts';
import { Failure } from '../scope.ts';
import { scopeOf } from '../testdata/scope-of.ts';
import { call, snippetOf, type Written } from '../testdata/snippet-of.ts';
import { Tainted, Unknown, type Value } from '../value.ts';
import { yaql } from './yaql.ts';

const scope = scopeOf({
  parameters: {
    list: [3, 1, 2],
    later: new Unknown({ kind: 'attribute', address: 'r', path: ['x'] }),
    password: new Tainted('hush', { kind: 'secret', name: 'pw', version: 1 }),
  },
});

function evaluated(expression: Written, data?: Written): Value | Failure {
  return evaluate(snippetOf(call('yaql', data === undefined ? { expression } : { expression, data })), scope);
}

function message(expression: Written, data?: Written): string {
  const value = evaluated(expression, data);
  return value instanceof Failure ? (value.problems[0]?.message ?? '') : `the value ${String(value)}`;
}

test('an expression finds its data as $.data', () => {
  const value = evaluated('$.data.orderBy($)', call('get_param', 'list'));
  assert.equal(value instanceof Failure ? '' : encodeValue(value), '[1,2,3]');
});

test('without data there is an empty map, and null is null', () => {
  assert.equal(evaluated('len($.data)'), 0);
  assert.equal(evaluated('isEmpty($.data)', null), true);
});

test('what is not known yet stays so, and what comes from a secret is one', () => {
  assert.ok(evaluated('$.data', call('get_param', 'later')) instanceof Unknown);
  const value = evaluated('$.data.len()', call('get_param', 'password'));
  assert.ok(value instanceof Tainted && value.value === 4);
});

test('a problem tells the place in the expression, and no secret', () => {
  assert.match(message('$.data + 1', 'x'), /at character 8: "\+" cannot take a text and an integer/);
  assert.match(message('$.data.get(a).b', {}), /at character 14: there is no "b"/);
  const hidden = message('{a => 1}[$.data]', call('get_param', 'password'));
  assert.match(hidden, /does not have this key/);
  assert.ok(!hidden.includes('hush'));
});

test('an expression that is written out is read with the template', () => {
  const wrong = (expression: Written) => {
    const fault = yaql.shape?.(snippetOf({ expression }), '2018-08-31');
    return typeof fault === 'object' ? fault.wrong : fault;
  };
  assert.equal(wrong('$.data.len()'), undefined);
  assert.equal(wrong(call('get_param', 'list')), undefined);
  assert.equal(
    wrong('1 +'),
    'has an expression that cannot be read at character 4: the expression ends where a value should be',
  );
  assert.equal(wrong(5), 'takes a text as expression, not a number');
  assert.equal(wrong(['1']), 'takes a text as expression, not a list of 1 item');
});
