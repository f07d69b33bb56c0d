import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterType } from '../parameter.ts';
import { resolveValue } from '../resolve-value.ts';
import { Failure } from '../scope.ts';
import { Unknown, type Value } from '../value.ts';

/** What a parameter of a type that waits comes to, once what it waits for is known. */
function comes(type: ParameterType, value: Value): Value | Failure {
  const items = [
    { kind: 'constant', value: type },
    { kind: 'attribute', address: 'a', path: ['x'] },
  ] as const;
  const argument = { kind: 'list', items } as const;
  const waiting = new Unknown({ kind: 'call', function: '$coerce', version: '2018-08-31', argument });
  return resolveValue(waiting, { attribute: () => value, reference: () => undefined, secret: () => undefined });
}

test('a text comes to what the parameter reads of it', () => {
  assert.equal(comes('number', '3'), 3);
  assert.deepEqual(comes('comma_delimited_list', 'a,b'), ['a', 'b']);
  assert.deepEqual(comes('json', '{"a": [1]}'), new Map([['a', [1]]]));
  const map = new Map<string, Value>([['a', 1]]);
  assert.deepEqual(comes('json', map), map);
  assert.ok(comes('json', '{') instanceof Failure);
});

test('null comes to what is empty, as for a property that is known', () => {
  assert.deepEqual(
    (['string', 'number', 'boolean', 'comma_delimited_list', 'json'] as const).map((type) => comes(type, null)),
    ['', 0, false, [], new Map()],
  );
});
