import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withoutPython } from '../testing/python.ts';
import { compilePattern, matchStart, pointsOf, searchFrom } from './compile-pattern.ts';
import { arbitraryPattern, arbitraryText } from './testing/arbitrary-pattern.ts';
import { assertLikePython } from './testing/compare-patterns.ts';

const skip = withoutPython('re');

const forms =
  String.raw`a|abc; ^((?!balance.tcp).)*$; (?i)true|false; [a-z0-9-]{1,63}$; \Aab\Z; a$; ^a; (?m)^a$; (?s).*; .*; (?x) a b # c;
(?P<n>a)(?P=n); (a)\1; (?:a|b)+; (?>a*)a; a++b; a{2}; a{,2}; a{2,}; a{,}; a{; a{x}; a{}; []a]; [^]a]; [a-]; [\w-]+; [\W\d]+; [^\W]+;
\d+; \s; \S+; \bab\b; \B; \x41; \u00e9; \101; \0; \.; \-; \/; (?<=a)b; (?<!a)b; (?#note)a; a(?#note)*; (?i:A)b; (?-i:a); a*?b; [\]]; [[];
[a&&b]; é+; 😀; [😀]+; (?a)\w+; (?i)[à-ý]; (?i)ſ; (?i)K; (a)?(?(1)b|c); (?P<q>a)?b(?(q)c); (?u)a; (?a:\w)\w; (?<=(a))b\1; (?:)*; (?:a*)*;
((?:a|b)*?)b; (?=(a*))\1; (?!a)*b; (?:(a)|b)*; (a*)*; (a|ab)(c|bcd)(d*); [a-; (; ); a**; *; (?P<1>a); \q; (?<n>a); a(?i)b; [z-a]; \8;
(?P=x); (?P<a>x)(?P<a>y); a{3,2}; ^*; (?L)a; [\d-z]; a|*; (?Pa); (?y); (?<=a*)b; (a\1); (?<=(b)\1)a; (?(2)a)(b); (?(0)a); (?a)(?u)a;
(?i-i:a); (?-a:b); (?-; (?i; (?iz:a); (?P<; (?P<n; (?P<>a); a{4294967295}; \400; \x4; [\8]; [; [^; (?(1)a|b|c)(d); \U00110000; (?=a`
    .split(/;\s/)
    .concat('\\', 'a\\', '[\\', '(?x)a\\ b', '(?x)[ ]a #\\\n*');
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
].concat(
  ...[
    ['😀😀', '٣', '-', ']', '[', 'a-b_c', ' ', 'a b', 'x41', '&', '\u0000', 's', 'k', 'ac', 'abcd', 'bb', 'a{x}', 'À'],
  ],
);

test('patterns match what they match in Python, and are refused where they are refused there', { skip }, () => {
  assertLikePython(forms.flatMap((pattern) => texts.map((text) => [pattern, text] as const)));
});

test('patterns of any parts match what they match in Python, with each of their groups', { skip }, () => {
  assertLikePython(fc.sample(fc.tuple(arbitraryPattern, arbitraryText), { numRuns: 10_000, seed: 5 }));
});

test('a pattern that would go on for ever ends, and says so', () => {
  for (const pattern of [
    '(a+)+$',
    '(a|a)*$',
    '(a|aa)+$',
    '(.*)(.*)(.*)(.*)(.*)(.*)x',
    '(?=(a+)+$)',
    '(?>(a+)+$)',
    '(?:(a*)*)*$',
  ]) {
    const compiled = compilePattern(pattern);
    assert.ok(typeof compiled !== 'string');
    assert.equal(matchStart(compiled, `${'a'.repeat(60)}!`, { left: 1_000_000 }), 'exhausted', pattern);
  }
});

test('a long text needs no more of the stack than a short one', () => {
  const compiled = compilePattern('(?:a|(b))*(?=c)');
  assert.ok(typeof compiled !== 'string');
  const found = matchStart(compiled, `${'ab'.repeat(100_000)}c`, { left: 10_000_000 });
  assert.deepEqual(found !== 'exhausted' && found?.slice(0, 4), [0, 200_000, 199_999, 200_000]);
});

test('groups may stand in each other as deep as in Python, and no deeper than that', () => {
  assert.equal(typeof compilePattern('('.repeat(400) + ')'.repeat(400)), 'object');
  assert.match(
    String(compilePattern('('.repeat(100_000))),
    /^more than 500 groups stand in each other at position 501$/,
  );
});

test('a mistake is told in the words of Python, with its place', () => {
  assert.equal(compilePattern('ab['), 'unterminated character set at position 2');
  assert.equal(compilePattern('(?P<n>a)(?P=m)'), "unknown group name 'm' at position 12");
  assert.equal(compilePattern('\\N{DASH}'), 'letters by their names, \\N{…}, are not supported at position 0');
});

test('places count letters, not units', () => {
  const compiled = compilePattern('b');
  assert.ok(typeof compiled !== 'string');
  assert.deepEqual(searchFrom(compiled, pointsOf('😀😀b'), 0, false, { left: 100 }), [2, 3]);
});
