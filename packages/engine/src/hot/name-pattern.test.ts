import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchesPattern } from './name-pattern.ts';
import { askPython, withoutPython } from './testing/python.ts';

const program = `
import fnmatch
def answer(question):
    return fnmatch.fnmatchcase(*question)
`;

test('names match as they do for Python', { skip: withoutPython('fnmatch') }, () => {
  const sign = fc.constantFrom(
    'a',
    'b',
    'c',
    '-',
    '*',
    '?',
    '[',
    ']',
    '!',
    '[a-b]',
    '[!a]',
    '[b-a]',
    '[]a]',
    '^',
    '\\',
    '|',
    '😀',
  );
  const pattern = fc.array(sign, { maxLength: 7 }).map((each) => each.join(''));
  const letter = fc.constantFrom('a', 'b', 'c', '-', '[', ']', '^', '\\', '!', '😀', '\n');
  const name = fc.array(letter, { maxLength: 6 }).map((each) => each.join(''));
  const questions = fc.sample(fc.tuple(name, pattern), { numRuns: 20_000, seed: 7 });
  const answers = askPython(program, questions);
  questions.forEach(([each, by], index) => {
    assert.deepEqual({ answer: matchesPattern(each, by) }, answers[index], JSON.stringify([each, by]));
  });
});

test('many stars come to an end', () => {
  assert.equal(matchesPattern('a'.repeat(2000), `${'*a'.repeat(200)}*b`), false);
});
