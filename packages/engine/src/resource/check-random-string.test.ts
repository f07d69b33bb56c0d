import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../hot/value.ts';
import { checkProperties } from './check-properties.ts';
import { resourceType } from './resource-types.ts';

const type = resourceType('OS::Heat::RandomString');
const later = new Unknown({ kind: 'attribute', address: 'a', path: ['b'] });
const letters = (min: Value): Value => [
  new Map<string, Value>([
    ['class', 'letters'],
    ['min', min],
  ]),
];

function problemsOf(entries: readonly (readonly [string, Value])[]): readonly string[] {
  assert.ok(type !== undefined);
  return checkProperties(type, new Map(entries), { path: 'r' }).problems.map((each) => `${each.path}: ${each.message}`);
}

test('a random string is as long as its classes and sequences ask in all', () => {
  assert.deepEqual(
    problemsOf([
      ['length', 4],
      ['character_classes', letters(4)],
    ]),
    [],
  );
  const sequences: Value = [
    new Map<string, Value>([
      ['sequence', '#'],
      ['min', 1],
    ]),
  ];
  assert.deepEqual(
    problemsOf([
      ['length', 4],
      ['character_classes', letters(4)],
      ['character_sequences', sequences],
    ]),
    ['r.length: A length of 4 is too short for its character classes and sequences'],
  );
  assert.deepEqual(problemsOf([['character_classes', letters(33)]]).length, 1);
});

test('a random string is made of something', () => {
  const none = ['r.length: There is no character of which the text could be made'];
  assert.deepEqual(problemsOf([['character_classes', []]]), none);
});

test('a random string has one class by `sequence`, or its classes', () => {
  const hidden = 'r.sequence: Property "sequence" is hidden';
  assert.deepEqual(problemsOf([['sequence', 'digits']]), [hidden]);
  for (const classes of [letters(1), [], null]) {
    assert.deepEqual(
      problemsOf([
        ['sequence', 'digits'],
        ['character_classes', classes],
      ]),
      [hidden, 'r.sequence: "character_classes" and "sequence" are given, and stand for the same'],
    );
  }
});

test('what is not known yet is not looked at', () => {
  assert.deepEqual(
    problemsOf([
      ['length', later],
      ['character_classes', letters(4)],
    ]),
    [],
  );
  assert.deepEqual(
    problemsOf([
      ['length', 4],
      ['character_classes', later],
    ]),
    [],
  );
  assert.deepEqual(
    problemsOf([
      ['length', 4],
      ['character_classes', letters(later)],
    ]),
    [],
  );
});
