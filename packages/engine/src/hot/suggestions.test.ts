import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Suggestions } from './suggestions.ts';

test('the nearest name is a hint, and few names are all listed', () => {
  const suggestions = new Suggestions();
  assert.deepEqual(suggestions.suggest('nmae', ['name', 'type']), {
    expected: 'one of name, type',
    hint: 'Did you mean "name"?',
  });
  assert.deepEqual(suggestions.suggest('x', []), { expected: 'nothing here: no such name is defined' });
});

test('many names are counted, and many mistakes over them get no hints after a while', () => {
  const names = new Set(Array.from({ length: 50_000 }, (_, index) => `name-${index}`));
  const suggestions = new Suggestions();
  const hints = Array.from({ length: 10 }, () => suggestions.suggest('nmae-7', names));
  assert.equal(hints[0]?.hint, 'Did you mean "name-7"?');
  assert.deepEqual(hints.at(-1), { expected: 'one of 50000 names' });
});
