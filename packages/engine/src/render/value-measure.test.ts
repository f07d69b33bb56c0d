import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, Tainted, Unknown, type Value } from '../hot/value.ts';
import { measureResiduals, measureValue } from './value-measure.ts';

test('a value is as large as its parts together and as deep as the deepest of them', () => {
  assert.deepEqual(measureValue(new Float(1)), { size: 1, depth: 1 });
  assert.deepEqual(
    measureValue(
      new Map<string, Value>([
        ['a', [1, [2]]],
        ['b', 3],
      ]),
    ),
    { size: 6, depth: 4 },
  );
});

test('a part that is shared counts wherever it stands', () => {
  let value: Value = [1];
  for (let step = 0; step < 50; step++) value = [value, value];
  assert.ok(measureValue(value).size > 2 ** 50);
});

test('only what is left of expressions counts as residual, and a secret does not', () => {
  const list = {
    kind: 'list',
    items: [
      { kind: 'constant', value: 1 },
      { kind: 'constant', value: 2 },
    ],
  } as const;
  assert.deepEqual(measureResiduals(['x', [new Unknown(list)]]), { size: 3, depth: 2 });
  assert.deepEqual(measureResiduals([new Tainted('x', list), 'long text']), { size: 0, depth: 0 });
});
