import { strict as assert } from 'node:assert';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../hot/value.ts';
import { randomString as randomStringOf } from './random-string.ts';

const randomString = (properties: ReadonlyMap<string, Value>) => randomStringOf(properties, randomInt);

const map = (entries: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> => new Map(Object.entries(entries));

test('it is as long as asked, of the classes asked, with as many of each as asked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 100 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      (length, digits, marks) => {
        const text = randomString(
          map({
            length,
            character_classes: [map({ class: 'digits', min: digits }), map({ class: 'lowercase' })],
            character_sequences: [map({ sequence: '#!', min: marks })],
          }),
        );
        assert.ok(text.length >= Math.min(length, digits + marks + 1));
        assert.match(text, /^[0-9a-z#!]*$/);
        assert.ok((text.match(/[0-9]/g)?.length ?? 0) >= digits);
        assert.ok((text.match(/[#!]/g)?.length ?? 0) >= marks);
      },
    ),
  );
});

test('without properties it is 32 letters and digits, another each time', () => {
  const made = new Set(
    Array.from({ length: 20 }, () => randomString(map({ character_classes: [map({ class: 'lettersdigits' })] }))),
  );
  assert.equal(made.size, 20);
  for (const each of made) assert.match(each, /^[0-9A-Za-z]{32}$/);
});

test('the older property names one class', () => {
  assert.match(randomString(map({ length: 50, sequence: 'octdigits' })), /^[0-7]{50}$/);
});
