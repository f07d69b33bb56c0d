import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchesPattern } from './name-pattern.ts';
import { indexPatterns } from './pattern-index.ts';

test('patterns come in the order in which they were given', () => {
  const index = indexPatterns(['*', 'web', 'w*', '*b', 'w?b', '[v-w]eb', 'x*'].map((each) => [each, each]));
  assert.deepEqual(index.matching('web'), ['*', 'web', 'w*', '*b', 'w?b', '[v-w]eb']);
  assert.deepEqual(index.matching(''), ['*']);
});

test('an index finds what a look at each pattern finds', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\ud83d'), maxLength: 4 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '!', '-', '😀'), maxLength: 6 });
  fc.assert(
    fc.property(letters, fc.array(fc.oneof(letters, pattern), { maxLength: 12 }), (name, patterns) => {
      const index = indexPatterns(patterns.map((each, at) => [each, at]));
      const all = patterns.flatMap((each, at) => (matchesPattern(name, each) ? [at] : []));
      assert.deepEqual(index.matching(name), all);
    }),
    { numRuns: 2000 },
  );
});
