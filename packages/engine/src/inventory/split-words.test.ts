import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitWords } from './split-words.ts';

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  [' \t\n', []],
  ['-o A=b  -J me@jump:22 ', ['-o', 'A=b', '-J', 'me@jump:22']],
  [`-o ProxyCommand="ssh -W %h:%p 'a b'" ''`, ['-o', "ProxyCommand=ssh -W %h:%p 'a b'", '']],
  [String.raw`a\ b "c\"d\e\\" 'f\'`, ['a b', 'c"d\\e\\', 'f\\']],
  ['# no comment', ['#', 'no', 'comment']],
];

for (const [text, words] of cases) {
  test(`${JSON.stringify(text)} is ${words.length} words`, () => assert.deepEqual(splitWords(text), words));
}

test('what is not closed is told', () => {
  assert.deepEqual(splitWords('a "b'), { problem: 'a quote " is not closed' });
  assert.deepEqual(splitWords("a 'b"), { problem: "a quote ' is not closed" });
  assert.deepEqual(splitWords('a\\'), { problem: 'nothing follows the last backslash' });
});
