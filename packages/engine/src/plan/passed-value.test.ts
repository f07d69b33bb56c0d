import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterType } from '../hot/parameter.ts';
import { Float, Unknown, type Value } from '../hot/value.ts';
import type { Misfit } from '../resource/misfit.ts';
import { passedValue } from './passed-value.ts';

function pass(type: ParameterType, value: Value): { value: Value; misfits: readonly string[] } {
  const misfits: Misfit[] = [];
  const passed = passedValue(type, value, misfits);
  return { value: passed, misfits: misfits.map(({ path, message }) => [...path, message].join(' ')) };
}

test('a list is passed on as the text that joins it, so that a comma in an item parts it', () => {
  assert.deepEqual(pass('comma_delimited_list', ['a', 'b,c', null]), { value: 'a,b,c,', misfits: [] });
  assert.deepEqual(pass('comma_delimited_list', []), { value: '', misfits: [] });
});

test('maps in a list become texts of their entries', () => {
  const maps = [new Map([['a', 1]]), new Map([['b', true]])];
  assert.deepEqual(pass('comma_delimited_list', maps), { value: '.member.0.a=1,.member.1.b=True', misfits: [] });
});

test('a list whose items are no texts is refused at the item', () => {
  assert.deepEqual(pass('comma_delimited_list', ['a', 1]).misfits, ['1 A list for a parameter holds what is no text']);
});

test('a list with what is not known yet stays a list', () => {
  const later = new Unknown({ kind: 'attribute', address: 'r', path: ['value'] });
  assert.deepEqual(pass('comma_delimited_list', ['a', later]).value, ['a', later]);
});

test('values are read as properties are: no float for a text, only two words for a boolean', () => {
  assert.deepEqual(pass('string', 1).value, '1');
  assert.deepEqual(pass('string', new Float(1.5)).misfits.length, 1);
  assert.deepEqual(pass('boolean', 'True').value, true);
  assert.deepEqual(pass('boolean', 't').misfits.length, 1);
});

test('a map takes lists and texts, which the parameter reads', () => {
  assert.deepEqual(pass('json', ['a']), { value: ['a'], misfits: [] });
  assert.deepEqual(pass('json', '{}'), { value: '{}', misfits: [] });
  assert.deepEqual(pass('json', 1).misfits.length, 1);
});
