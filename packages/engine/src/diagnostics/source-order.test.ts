import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from './diagnostic.ts';
import { inSourceOrder } from './source-order.ts';

test('problems come file by file as first met, down each file, those without a place first', () => {
  const at = (file: string, line: number, column: number) =>
    problem('name-unknown', 'x', { at: { file, line, column } });
  const free = problem('plan-form', 'x');
  const [b9, a2, b1, b1late] = [at('b', 9, 1), at('a', 2, 2), at('b', 1, 1), at('b', 1, 7)];
  assert.deepEqual(inSourceOrder([b9, a2, b1late, free, b1]), [free, b1, b1late, b9, a2]);
});

test('the same problem at the same place is told once', () => {
  const at = { file: 'a', line: 1, column: 1 };
  const twice = [problem('name-unknown', 'x', { at }), problem('name-unknown', 'x', { at })];
  assert.equal(inSourceOrder([...twice, problem('name-unknown', 'y', { at })]).length, 2);
});
