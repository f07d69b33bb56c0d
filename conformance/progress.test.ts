import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressFrom } from './progress.ts';

test('a run goes on behind the cases before which all have ended', () => {
  const after = progressFrom(5);
  assert.deepEqual([6, 5, 8, 9, 7].map(after), [5, 7, 7, 7, 10]);
});
