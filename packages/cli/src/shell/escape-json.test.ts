import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeJson } from './escape-json.ts';

test('a JSON text keeps its meaning and loses what steers a terminal', () => {
  const data = { text: 'a\u009b2J\u007f\u202e\u001b[2J\n', list: ['日本'] };
  const json = escapeJson(JSON.stringify(data, null, 2));
  assert.deepEqual(JSON.parse(json), data);
  assert.deepEqual(
    Array.from(json).filter((character) => /\p{Cc}|\u202e/u.test(character) && character !== '\n'),
    [],
  );
});
