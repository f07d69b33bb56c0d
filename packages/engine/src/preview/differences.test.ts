import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalValues } from '../hot/equal-values.ts';
import { Float, isList, isMap, Unknown, type Value } from '../hot/value.ts';
import { differences } from './differences.ts';

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Value>(null, true, 1, 'a', 'b', new Float(1)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('x', 'y', 'z'), tie('value')), { maxLength: 3 })
      .map((entries) => new Map(entries)),
  ),
})).value;

/** The value with every difference put in, which must give the other. */
function patched(before: Value, found: ReturnType<typeof differences>): Value | undefined {
  let result: Value | undefined = before;
  for (const each of found) result = put(result, each.path, each.new);
  return result;
}

function put(into: Value | undefined, path: readonly (string | number)[], value: Value | undefined): Value | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (into !== undefined && isList(into)) {
    return into.map((each, index) => (index === first ? (put(each, rest, value) ?? null) : each));
  }
  assert.ok(into !== undefined && isMap(into));
  const map = new Map(into);
  const made = put(map.get(String(first)), rest, value);
  if (made === undefined) map.delete(String(first));
  else map.set(String(first), made);
  return map;
}

test('the differences are all that it takes to make the one of the other, and none are found between equals', () => {
  fc.assert(
    fc.property(value, value, (before, now) => {
      const found = differences(before, now);
      assert.equal(found.length === 0, equalValues(before, now));
      const result = patched(before, found);
      assert.ok(result !== undefined && equalValues(result, now));
      assert.ok(found.every((each) => each.certain));
    }),
  );
});

test('a part that is not known is an uncertain difference, and hides no certain one beside it', () => {
  const unknown = new Unknown({ kind: 'attribute', address: 'a', path: ['out'] });
  const before: Value = new Map<string, Value>([
    ['x', 1],
    ['y', 2],
  ]);
  const now: Value = new Map<string, Value>([
    ['x', unknown],
    ['y', 3],
  ]);
  assert.deepEqual(
    differences(before, now).map(({ path, certain }) => ({ path, certain })),
    [
      { path: ['x'], certain: false },
      { path: ['y'], certain: true },
    ],
  );
});

test('lists of different lengths differ as a whole, even with unknown parts', () => {
  const unknown = new Unknown({ kind: 'attribute', address: 'a', path: ['out'] });
  assert.deepEqual(
    differences([1], [unknown, 2]).map(({ path, certain }) => ({ path, certain })),
    [{ path: [], certain: true }],
  );
});
