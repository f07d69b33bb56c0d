import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compilePattern, patternSource } from './python-pattern.ts';
import { askPython, withoutPython } from './testing/python.ts';

const skip = withoutPython('re');

/** How much of the text the pattern matches from its start: -1 where it does not, words where it cannot be used. */
function matched(pattern: string, text: string): number | string {
  const compiled = compilePattern(pattern);
  if (typeof compiled === 'string') return 'error';
  compiled.lastIndex = 0;
  const match = compiled.exec(text);
  return match === null ? -1 : [...match[0]].length;
}

const program = `
import re, warnings
warnings.simplefilter('ignore')
def answer(question):
    pattern, text = question
    match = re.compile(pattern).match(text)
    return -1 if match is None else match.end()
`;

function assertLikePython(questions: readonly (readonly [string, string])[]): void {
  const answers = askPython(program, questions);
  questions.forEach(([pattern, text], index) => {
    const answer = answers[index];
    const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
    assert.deepEqual(
      { answer: matched(pattern, text) },
      isError ? { answer: 'error' } : answer,
      JSON.stringify([pattern, text]),
    );
  });
}

const patterns = [
  ...[
    'a|abc',
    '^((?!balance.tcp).)*$',
    '(?i)true|false',
    '[a-z0-9-]{1,63}$',
    '\\Aab\\Z',
    'a$',
    '^a',
    '(?m)^a$',
    '(?s).*',
    '.*',
    '(?x) a b # c',
  ],
  ...[
    '(?P<n>a)(?P=n)',
    '(a)\\1',
    '(?:a|b)+',
    '(?>a*)a',
    'a++b',
    'a{2}',
    'a{,2}',
    'a{2,}',
    'a{,}',
    'a{',
    'a{x}',
    'a{}',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[\\w-]+',
    '[\\W\\d]+',
    '[^\\W]+',
    '\\d+',
  ],
  ...[
    '\\s',
    '\\S+',
    '\\bab\\b',
    '\\B',
    '\\x41',
    '\\u00e9',
    '\\101',
    '\\0',
    '\\.',
    '\\-',
    '\\/',
    '(?<=a)b',
    '(?<!a)b',
    '(?#note)a',
    '(?i:A)b',
    '(?-i:a)',
    'a*?b',
    '[\\]]',
    '[[]',
    '[a&&b]',
    'é+',
    '😀',
    '[😀]+',
    '(?a)\\w+',
  ],
  ...[
    '[a-',
    '(',
    ')',
    'a**',
    '*',
    '(?P<1>a)',
    '\\q',
    '(?<n>a)',
    'a(?i)b',
    '[z-a]',
    '\\8',
    '(?P=x)',
    '(?P<a>x)(?P<a>y)',
    'a{3,2}',
    '^*',
    '(?L)a',
    '[\\d-z]',
    'a|*',
    '(?Pa)',
    '(?y)',
  ],
];
const texts = [
  '',
  'a',
  'ab',
  'abc',
  'aab',
  'A',
  'true',
  'TRUE',
  'bond_mode=balance-tcp',
  'a\n',
  'a\nb',
  '\n',
  'é',
  'éé',
  '😀😀',
  '٣',
  '-',
  ']',
  '[',
  'a-b_c',
  ' ',
  'a b',
  'x41',
  '&',
  '\u0000',
];

test('patterns match what they match in Python, and are refused where they are refused there', { skip }, () => {
  assertLikePython(patterns.flatMap((pattern) => texts.map((text) => [pattern, text] as const)));
});

test('patterns of any parts match what they match in Python', { skip }, () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\w',
    '\\d',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab)',
    '(?=a)',
    '(?!b)',
    '^',
    '$',
    '|',
    '*',
    '+',
    '?',
    '{1,2}',
    '*?',
    '\\b',
    '\\.',
    '[\\s\\d]',
    '[^\\S]',
  );
  const pattern = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  const text = fc
    .array(fc.constantFrom('a', 'b', '1', ' ', '\n', '.', 'é'), { maxLength: 6 })
    .map((parts) => parts.join(''));
  assertLikePython(fc.sample(fc.tuple(pattern, text), 3000));
});

test('a source stands alone under the flag u', () => {
  assert.ok(new RegExp(`^(?:${patternSource('[\\W\\d]+(?P<x>a)(?P=x)')})$`, 'u').test('1-aa'));
  assert.equal(patternSource('('), undefined);
});

test('conditional groups are refused in words', () => {
  assert.equal(compilePattern('(a)?(?(1)b|c)'), 'conditional groups are not supported');
});
