import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askPython, heatYaml, withoutPython } from '../testing/python.ts';
import { typedYaml } from '../testing/typed-yaml.ts';
import { readYaml } from '../yaml-reader.ts';

const skip = withoutPython('yaml');

/** Every text is read to the same value as Heat reads, or refused where Heat refuses it. */
function assertLikePython(texts: readonly string[]): void {
  const answers = askPython(heatYaml, texts);
  texts.forEach((text, index) => {
    const answer = answers[index];
    const node = readYaml(text, 'f.yaml').value;
    const ours = node === undefined ? 'refused' : { answer: typedYaml(node) };
    const isRefused = typeof answer === 'object' && answer !== null && 'error' in answer;
    assert.deepEqual(ours, isRefused ? 'refused' : answer, JSON.stringify(text));
  });
}

const fragments = fc.constantFrom(
  ...['a', 'b: ', 'c:', ': ', ':', '- ', '\n', '\n  ', '\n    ', '? ', '[', ']', '{', '}', ', ', '"', "'", ' # c', '#'],
  ...['&x ', '*x', '!!str ', '!!set ', '! ', '|\n', '>-\n  ', '1', '0x1f', 'yes', '~', ' ', '\t', '<<: ', '=', '---\n'],
  ...['...\n', '%YAML 1.1\n', '"q\\n"', "'s'", 'é', '😀', '\r\n', '@', '`', '\\', '\u0085', '\ufeff', '\r', '\u2028'],
);

const lines = fc.constantFrom(
  ...['k: v', 'k:', '- x', '-', '- k: v', '  k: v', '  - x', '    deep: 1', '? q', ': r', 'k: |', 'k: >-', '  text'],
  ...[
    '   more',
    '',
    '# c',
    'k: [a, b',
    '  c]',
    ']',
    'k: {a: 1,',
    '  b: 2}',
    '}',
    '"q": "a',
    '  b"',
    "k: 'it''s",
    "  x'",
  ],
  ...['k: &a v', 'k2: *a', 'k: !!str 1', '<<: *a', '<<: {m: 1}', '---', '...', '\tk: v', 'k:\tv', 'plain', '  cont'],
  ...['k: a # c', 'k: a#c', 'k: "x"#c', '1: 2', 'true: 3', '1.0: 4', 'k : v', '"k" : v', '[a]: b', '{a: b}: c'],
  ...[
    '- - - x',
    '- ? a',
    '  : b',
    '&a k: v',
    '*a : v',
    '!!int k: v',
    'k: !!float 1',
    'k: @x',
    '%x',
    'k: |2',
    '    ind',
  ],
  ...['k: >+', ' one', '  two', ' three', 'k: - x', 'k: a: b', '-\tx', '- \t- x', 'k:  ', '? ', '- !!omap [a: 1]'],
  ...['k: !!set {a}', 'k: !!binary aGk=', 'k: =', '=: v', 'k: <<', '🙂: 😀', 'k: "\\u00e9\\x41\\', '   z"', 'k: -1'],
  ...['http://a:b/c?d=e#f', 'k: [a:b, c: d, ? e : f, "g":h]', 'k: ["a":b]', 'k: {a, b: , c}', 'k: --- x', '--- k'],
  ...['--- |', '... x', 'k: ?x', 'k: :x', '?x', ':x', '-x', 'k: {?x: y}', 'k: [-a, - b]', 'k: [x\u0085y]', '!', 'k: !'],
  ...['!<tag:yaml.org,2002:str> k: !x%41 v', '%TAG !e! tag:yaml.org,2002:', '--- !e!str 1', 'k: ! 1', 'k: ! "1"'],
  ...[
    'k: !!null x',
    'k: !!map',
    'k: !!seq [a]',
    'k: !!pairs [a: 1, a: 2]',
    'k: !!bool yes',
    'k: !!timestamp 2001-01-01',
  ],
);

const indented = fc
  .array(fc.tuple(lines, fc.constantFrom(0, 0, 0, 2, 2, -2, 1, -1)), { minLength: 1, maxLength: 7 })
  .map((parts) => {
    let indent = 0;
    const written = parts.map(([line, step]) => {
      const whole = `${' '.repeat(indent)}${line}`;
      indent = Math.max(0, indent + step);
      return whole;
    });
    return written.join('\n');
  });

const endings = fc.constantFrom('', '\n', '\n\n');
const texts = fc
  .oneof(
    fc.array(fragments, { maxLength: 15 }).map((parts) => parts.join('')),
    fc.tuple(indented, endings).map((parts) => parts.join('')),
    fc.tuple(indented, endings).map((parts) => parts.join('').replaceAll('\n', '\r\n')),
  )
  // PyYAML takes a map that is tagged as a scalar for what stands under its key `=`; Tyto refuses it.
  .filter((text) => !/!![\s\S]*=\s*:/.test(text));

test('texts of whatever parts, malformed ones too, are read as Heat reads them', { skip }, () => {
  assertLikePython(fc.sample(texts, 6000));
});

test('scalars of every style are folded, chomped and escaped as Heat does it', { skip }, () => {
  const content = fc
    .array(fc.constantFrom('a', 'b c', ' ', '\n', '\n', '\n\n', '\t', "'", '"', '\\', '#', ': ', '😀'), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));
  const inBlock = fc
    .tuple(fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>1-', '|+3'), content, endings)
    .map(([head, text, end]) => `k: ${head}\n${text.replaceAll(/^/gm, '  ')}${end}l: 1`);
  const inQuotes = fc
    .tuple(fc.constantFrom('"', "'"), content)
    .map(([quote, text]) => `k: ${quote}${text.replaceAll('\n', '\n  ')}${quote}\nl: 1\n`);
  const plain = content.map((text) => `k: a${text.replaceAll('\n', '\n  ')}\nl: [b${text}]\n`);
  assertLikePython(fc.sample(fc.oneof(inBlock, inQuotes, plain), 3000));
});

test('keys that are not text are told apart and merged as Python does it', { skip }, () => {
  const key = fc.constantFrom('1', '"1"', '1.0', 'true', '"true"', '~', '"null"', 'a', '0', 'no', '.nan', '0x1', '=');
  const pairs = fc.array(fc.tuple(key, fc.nat(9)), { maxLength: 5 });
  const inline = pairs.map((each) => `{${each.map(([name, value]) => `${name}: ${value}`).join(', ')}}`);
  const documents = fc
    .tuple(
      inline,
      inline,
      fc.constantFrom('*a', '[*a, *b]', '[*b, *a]', '{1: x}', '!!str {1: x}', '!!omap [*a, !!set {1}]', '!!str []'),
      pairs,
    )
    .map(([a, b, merged, own]) => {
      const entries = own.map(([name, value]) => `  ${name}: ${value}\n`);
      return `a: &a ${a}\nb: &b ${b}\nc:\n  2: 2\n  <<: ${merged}\n${entries.join('')}`;
    });
  assertLikePython(fc.sample(documents, 2000));
});
