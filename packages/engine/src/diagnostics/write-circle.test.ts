import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCircle } from './write-circle.ts';

test('a circle ends where it begins, and a long one is told by its beginning and its end', () => {
  assert.equal(writeCircle(['a']), 'a → a');
  assert.equal(writeCircle(['a', 'b']), 'a → b → a');
  const long = Array.from({ length: 25 }, (_, index) => `n${index}`);
  assert.match(writeCircle(long), /^n0 → .* → n9 → \(6 more\) → n16 → .* → n24 → n0$/);
  assert.doesNotMatch(writeCircle(long.slice(0, 20)), /more/);
});
