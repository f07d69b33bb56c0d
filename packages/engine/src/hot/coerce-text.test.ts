import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coerceText } from './coerce-text.ts';
import type { ParameterSchema, ParameterType } from './parameter.ts';
import { Float, type Value } from './value.ts';

function schema(type: ParameterType, hidden = false): ParameterSchema {
  return {
    name: 'p',
    type,
    at: { file: 't.yaml', line: 1, column: 1 },
    hidden,
    immutable: false,
    tags: [],
    constraints: [],
  };
}

test('a text is read by the type of the parameter, never as YAML', () => {
  const cases: readonly (readonly [ParameterType, string, Value])[] = [
    ['string', 'yes', 'yes'],
    ['string', '010', '010'],
    ['string', '{a: 1}', '{a: 1}'],
    ['string', '', ''],
    ['number', '010', 10],
    ['number', '1e3', new Float(1000)],
    ['boolean', 'Y', true],
    ['boolean', '\x1f no\x85', false],
    ['json', '{"a": [1.0]}', new Map([['a', [new Float(1)]]])],
    ['comma_delimited_list', 'a,b', ['a', 'b']],
    ['comma_delimited_list', '[a, b]', ['[a', ' b]']],
  ];
  for (const [type, text, value] of cases) assert.deepEqual(coerceText(schema(type), text), { value, problems: [] });
});

test('a text that the type does not take is told, and quoted only where it is not hidden', () => {
  const [told] = coerceText(schema('json'), '{a: 1}').problems;
  assert.equal(told?.message, 'The text "{a: 1}" for parameter "p" is not of type json');
  assert.equal(told?.expected, 'JSON');
  assert.equal(coerceText(schema('boolean'), '\ufeff1').problems.length, 1);
  const hidden = coerceText(schema('number', true), 'hunter2');
  assert.equal(hidden.value, undefined);
  assert.doesNotMatch(JSON.stringify(hidden.problems), /hunter2/);
});
