import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeValue, encodeValue } from './codec.ts';
import { equalValues, heatEquals, heatEqualsItem } from './equal-values.ts';
import { arbitraryValue, secretsOfTests } from './testdata/arbitrary-value.ts';
import { Float, isList, isMap, Tainted, Unknown, type Value } from './value.ts';

const secret = new Tainted('hush', { kind: 'secret', name: 'pw', version: 1 });
const later = new Unknown({ kind: 'attribute', address: 'r', path: ['a'] });

test('a value equals what it is read back as', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const again = decodeValue(encodeValue(value), secretsOfTests).value ?? null;
      assert.ok(equalValues(value, again));
      assert.ok(equalValues(again, value));
    }),
  );
});

test('values that are written differently are not equal, but for the order of keys and for secrets', () => {
  fc.assert(
    fc.property(arbitraryValue, arbitraryValue, (a, b) => {
      assert.equal(equalValues(a, b), encodeValue(normal(a)) === encodeValue(normal(b)));
    }),
  );
});

function normal(value: Value): Value {
  if (value instanceof Tainted) return normal(value.value);
  if (isList(value)) return value.map(normal);
  if (!isMap(value)) return value;
  const sorted = [...value].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([key, item]): [string, Value] => [key, normal(item)]));
}

test('kinds are told apart exactly', () => {
  const different: readonly (readonly [Value, Value])[] = [
    [1, new Float(1)],
    [1, true],
    [0, false],
    ['1', 1],
    [null, ''],
    [[], new Map()],
    [new Float(0), new Float(-0)],
    [later, secret],
    [2n ** 60n, 2n ** 60n + 1n],
  ];
  for (const [a, b] of different) assert.ok(!equalValues(a, b) && !equalValues(b, a), encodeValue([a, b]));
  assert.ok(equalValues(new Float(Number.NaN), new Float(Number.NaN)));
  assert.ok(equalValues(5, 5n));
});

test('a secret counts as what it hides, and the unknown as its expression', () => {
  assert.ok(equalValues([secret], ['hush']));
  assert.ok(equalValues(later, new Unknown({ kind: 'attribute', address: 'r', path: ['a'] })));
  assert.ok(!equalValues(later, new Unknown({ kind: 'attribute', address: 'r', path: ['a', 0] })));
  assert.ok(!equalValues(later, new Unknown({ kind: 'reference', address: 'r' })));
});

test('for functions of Heat true, 1 and 1.0 are one value, wherever they stand', () => {
  const ones: readonly Value[] = [true, 1, new Float(1)];
  for (const a of ones) {
    for (const b of ones) {
      assert.ok(heatEquals(a, b));
      assert.ok(heatEquals([a], [b]));
      assert.ok(heatEquals(new Map([['k', a]]), new Map([['k', b]])));
    }
    assert.ok(!heatEquals(a, '1'));
    assert.ok(!heatEquals(a, null));
  }
  assert.ok(!heatEquals(2n ** 53n + 1n, new Float(2 ** 53)), 'integers are compared with floats exactly');
  assert.ok(heatEquals(2n ** 60n, new Float(2 ** 60)));
  const nan = new Float(Number.NaN);
  assert.ok(!heatEquals(nan, new Float(Number.NaN)));
  assert.ok(!heatEquals(nan, nan));
  assert.ok(heatEqualsItem(nan, new Float(Number.NaN)), 'a list that has it has it');
  assert.ok(heatEquals([new Float(Number.NaN)], [new Float(Number.NaN)]));
  assert.ok(heatEquals(new Map([['a', new Float(Number.NaN)]]), new Map([['a', new Float(Number.NaN)]])));
  assert.ok(!heatEquals(false, null));
});
