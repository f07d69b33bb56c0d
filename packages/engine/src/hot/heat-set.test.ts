import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { heatEqualsItem } from './equal-values.ts';
import { HeatSet } from './heat-set.ts';
import { arbitraryPlain, arbitraryValue } from './testdata/arbitrary-value.ts';
import { Float, Tainted, type Value } from './value.ts';

const secret = new Tainted('hush', { kind: 'secret', name: 'pw', version: 1 });

/** Values of which many are equal in one way or another. */
const { alike } = fc.letrec<{ alike: Value }>((tie) => ({
  alike: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Value>(
      null,
      true,
      1,
      1n,
      new Float(1),
      0,
      new Float(-0),
      '1',
      'hush',
      secret,
      new Float(Number.NaN),
    ),
    fc.constantFrom<Value>(2n ** 70n, new Float(2 ** 70), new Float(1.5), new Float(Number.POSITIVE_INFINITY)),
    fc.array(tie('alike'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '1'), tie('alike')), { maxLength: 3 })
      .map((entries) => new Map(entries)),
  ),
}));

test('a set has a value that equals one of its own', () => {
  for (const arbitrary of [alike, arbitraryPlain, arbitraryValue]) {
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 8 }), arbitrary, (values, value) => {
        const set = new HeatSet(values);
        for (const each of [value, ...values]) {
          assert.equal(
            set.has(each),
            values.some((other) => heatEqualsItem(each, other)),
          );
        }
      }),
      { numRuns: 300 },
    );
  }
  assert.ok(new HeatSet([secret]).has('hush') && new HeatSet(['hush']).has(secret));
});

test('large values that differ late are told apart, and shared parts without number end', () => {
  const long = Array.from({ length: 3000 }, (_, index) => index);
  const set = new HeatSet([long, 'x'.repeat(1000), ['x'.repeat(1000)]]);
  assert.ok(set.has([...long]) && !set.has([...long.slice(0, -1), 0]));
  assert.ok(set.has(['x'.repeat(1000)]) && !set.has([`${'x'.repeat(999)}y`]));
  let deep: Value = [1];
  for (let level = 0; level < 60; level++) deep = [deep, deep];
  assert.ok(new HeatSet([deep]).has(deep));
});
