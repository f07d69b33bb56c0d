import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askPython, heatYaml, withoutPython } from './testing/python.ts';
import { typedYaml } from './testing/typed-yaml.ts';
import type { Value } from './value.ts';
import { depthLimit, readYaml, textLimit } from './yaml-reader.ts';
import { yamlValue } from './yaml-value.ts';

const skip = withoutPython('yaml');

function read(text: string): Value {
  const result = readYaml(text, 'f.yaml');
  assert.deepEqual(result.problems, []);
  assert.ok(result.value !== undefined);
  return yamlValue(result.value);
}

/** `line:column code message` of every problem. */
function problemsOf(text: string): readonly string[] {
  const result = readYaml(text, 'f.yaml');
  assert.equal(result.value, undefined);
  return result.problems.map((each) => `${each.at?.line}:${each.at?.column} ${each.code} ${each.message}`);
}

test('every part has the line and column where it starts, keys and values', () => {
  const node = readYaml('a: 1\nb:\n  - x\n  - {c: yes}\n', 'f.yaml').value;
  assert.ok(node?.kind === 'map');
  const b = node.entries.get('b');
  assert.ok(b?.value.kind === 'list');
  assert.deepEqual([b.line, b.column, b.value.line, b.value.column], [2, 1, 3, 3]);
  const [x, map] = b.value.items;
  assert.deepEqual(x, { kind: 'scalar', value: 'x', line: 3, column: 5 });
  assert.ok(map?.kind === 'map');
  const c = map.entries.get('c');
  assert.deepEqual([c?.line, c?.column, c?.value.line, c?.value.column], [4, 6, 4, 9]);
});

test('of equal keys the last one counts, at the place of the first', () => {
  assert.deepEqual(
    [...(read('a: 1\nb: 2\na: 3\n') as Map<string, Value>)],
    [
      ['a', 3],
      ['b', 2],
    ],
  );
});

test('keys become text as JSON writes them', () => {
  const keys = [
    ...(read('{1: a, 1.5: b, yes: c, ~: d, 2013-05-23: e, 0x10: f, =: g, "": h}') as Map<string, Value>).keys(),
  ];
  assert.deepEqual(keys, ['1', '1.5', 'null', '2013-05-23', '16', '=', '']);
});

test('numbers and booleans that Python holds for equal are one key', () => {
  assert.deepEqual(
    read('{true: a, 1: b, 1.0: c, 2: d}'),
    new Map([
      ['true', 'c'],
      ['2', 'd'],
    ]),
  );
});

test('merge keys bring entries first, of several maps the earlier wins, the own ones win over all', () => {
  const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {z: 3, <<: [*a, *b]}\n';
  const c = (read(text) as Map<string, Value>).get('c');
  assert.deepEqual(
    [...(c as Map<string, Value>)],
    [
      ['y', 1],
      ['z', 3],
      ['x', 1],
    ],
  );
});

test('tags of what is merged are not looked at, and count where it stands', () => {
  assert.deepEqual(read('{<<: !!str {a: 1}}'), new Map([['a', 1]]));
  assert.deepEqual(read('{b: 2, <<: !!omap [!!set {a}, !!str {c: 3}]}'), read('{b: 2, c: 3, a: null}'));
  const wrong = readYaml('a: &a !!str {b: 1}\nc: {<<: *a}\n', 'f.yaml').problems;
  assert.deepEqual(
    wrong.map(({ at, message }) => [at?.line, message]),
    [[1, 'The tag "tag:yaml.org,2002:str" is not known for a map']],
  );
});

test('aliases stand for the same node', () => {
  assert.deepEqual(
    read('a: &x [1, 2]\nb: *x\n'),
    new Map([
      ['a', [1, 2]],
      ['b', [1, 2]],
    ]),
  );
});

test('an empty text is null, and so are comments alone', () => {
  assert.equal(read(''), null);
  assert.equal(read('# nothing\n'), null);
});

test('a block that the text ends in has no line break that is not there', () => {
  assert.deepEqual(read('a: |\n  x'), new Map([['a', 'x']]));
  assert.deepEqual(read('a: |\n  x\n'), new Map([['a', 'x\n']]));
});

test('what is wrong is told with its place', () => {
  assert.deepEqual(problemsOf('a: [1, 2\nb: 3\n'), ['2:2 yaml-syntax "," or "]" is expected here, not ":"']);
  assert.match(problemsOf('a: 1\n---\nb: 2\n').join(), /^2:1 yaml-syntax There is a second document/);
  assert.match(problemsOf('a:\n\tb: 1\n').join(), /yaml-syntax Tabs/);
  assert.deepEqual(problemsOf('a: !vault x\nb: !!int y\n'), [
    '1:4 yaml-syntax The tag "!vault" is not known for a scalar',
    '2:10 yaml-syntax "y" is not an integer',
  ]);
  assert.deepEqual(problemsOf('a: *x\n'), ['1:4 yaml-syntax No anchor "x" stands before this alias']);
  assert.deepEqual(problemsOf('? [a]\n: 1\n'), ['1:3 yaml-syntax A map or list cannot be a key']);
  assert.deepEqual(problemsOf('a: b\u0007\n'), ['1:5 yaml-syntax The character U+0007 is not allowed in YAML']);
  assert.match(problemsOf('a: &x 1\nb: &x 2\n').join(), /There is an anchor "x" already/);
});

test('what stands where nothing like it can is told at its place, with a way out', () => {
  const hinted = (text: string) => {
    const [first, ...others] = readYaml(text, 'f.yaml').problems;
    assert.deepEqual(others, []);
    return `${first?.at?.line}:${first?.at?.column} ${first?.message}${first?.hint === undefined ? '' : `; ${first.hint}`}`;
  };
  assert.match(hinted('a: 1\nb\nc: 2\n'), /^2:1 Expected ":" behind this key; Indent the line further/);
  assert.match(hinted('a: b: c\n'), /^1:5 A ":" is not allowed here, where no map can begin; Put quotes around/);
  assert.match(hinted("a: 'it's'\n"), /^1:8 The value ends before this; .*; Put quotes around the whole value/);
  assert.match(hinted('a:\n  b: 1\n c: 2\n'), /^3:2 The line is indented unlike everything around it; .* line 1 .* 0$/);
  assert.equal(hinted('- a\nb: 1\n'), '2:1 "-" is expected here, as on line 1, not a key');
  assert.match(
    hinted('a: {b: 1\n'),
    /^2:1 "," or "}" is expected here, .*; The "{" on line 1, column 4, may lack its "}"/,
  );
  assert.match(hinted('a: "b\n'), /^1:4 The quoted text that begins here has no end/);
  assert.match(
    hinted('a: {{ b }}\n'),
    /^1:5 A map or list cannot be a key; Put quotes around a value that begins with "{"/,
  );
  assert.match(hinted('a: @b\n'), /^1:4 No value can begin with "@"; Put quotes around the value/);
  assert.match(hinted('# é\r- a\u0085- *x\n'), /^1:11 No anchor "x"/);
});

test('an alias within what it names is refused', () => {
  assert.deepEqual(problemsOf('a: &x [*x]\n'), ['1:8 yaml-syntax The alias "x" stands within what it names']);
});

test('aliases that multiply are refused before they are expanded', () => {
  let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
  for (let level = 1; level < 30; level++) {
    bomb += `a${level}: &a${level} [${Array(10)
      .fill(`*a${level - 1}`)
      .join(', ')}]\n`;
  }
  assert.match(problemsOf(bomb).join(), /^6:[0-9]+ yaml-limit Aliases and merge keys expand/);
  let merges = 'a0: &a0 {k0: 1, k00: 1}\n';
  for (let level = 1; level < 3000; level++) merges += `a${level}: &a${level} {<<: *a${level - 1}, k${level}: 1}\n`;
  assert.match(problemsOf(merges).join(), /yaml-limit/);
});

test('aliases that only deepen are refused too', () => {
  let text = 'a0: &a0 [x]\n';
  for (let level = 1; level < 2000; level++) text += `a${level}: &a${level} [*a${level - 1}]\n`;
  assert.match(problemsOf(text).join(), /yaml-limit Aliases make the document too deep/);
});

test('nesting beyond the limit is refused in every style', () => {
  const deep = depthLimit + 2;
  for (const text of ['['.repeat(100_000), '{a: '.repeat(deep), '- '.repeat(deep), '? '.repeat(deep)]) {
    assert.match(problemsOf(text).join(), /yaml-limit Maps and lists lie more than/);
  }
  const lines = Array.from({ length: deep }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
  assert.match(problemsOf(lines).join(), /yaml-limit/);
  assert.equal(problemsOf('['.repeat(100)).length > 0, true);
});

test('a text that is too large is refused unread', () => {
  assert.match(problemsOf(`a: ${'x'.repeat(textLimit)}`).join(), /^1:1 yaml-limit The file is larger than 16 MB/);
});

const fragments = [
  ...['a', 'b: ', 'c:', ': ', ':', '- ', '\n', '\n  ', '\n    ', '? ', '[', ']', '{', '}', ', ', '"', "'", ' # c', '#'],
  ...['&x ', '*x', '!!str ', '!!set ', '! ', '|\n', '>-\n  ', '1', '0x1f', 'yes', '~', ' ', '\t', '<<: ', '=', '---\n'],
  ...['...\n', '%YAML 1.1\n', '"q\\n"', "'s'", 'é', '😀', '\r\n', '@', '`', '\\', '\u0085', '\ufeff', '\ud800', '\0'],
];
const yamlish = fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join(''));

test('no text makes it throw, and a text without a value has a problem with a place', () => {
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
      const result = readYaml(text, 'f.yaml');
      const located = result.problems.every(
        (each) => each.at !== undefined && each.at.line >= 1 && each.at.column >= 1,
      );
      assert.ok(located && (result.value !== undefined || result.problems.length > 0));
    }),
    { numRuns: 2000 },
  );
});

const plain = fc.constantFrom(
  'x',
  'a b',
  '1',
  '1.0',
  'yes',
  '"q: \\"z\\""',
  "'it''s'",
  '~',
  '0x1f',
  '|\n       t\n\n       u',
  '>\n       f\n       g',
  '&n v',
  '""',
  '[]',
  '{}',
  '- ',
  '[a, {b: c}]',
  '{a: 1, "b": [2]}',
  'http://x:1/?a=b#c',
);
const line = fc.tuple(fc.constantFrom('k', 'l', '"m"', '1', 'yes'), plain).map(([key, value]) => `${key}: ${value}`);
const block = fc.array(line, { minLength: 1, maxLength: 4 });
const documents = fc
  .tuple(block, block, block)
  .map(([top, middle, inner]) =>
    [...top, 'm:', ...middle.map((each) => `  ${each}`), '  n:', ...inner.map((each) => `    - ${each}`), ''].join(
      '\n',
    ),
  );

test('whole documents are what Heat reads', { skip }, () => {
  const texts = fc.sample(documents, 500);
  const answers = askPython(heatYaml, texts);
  texts.forEach((text, index) => {
    const answer = answers[index];
    const node = readYaml(text, 'f.yaml').value;
    const ours = node === undefined ? 'refused' : { answer: typedYaml(node) };
    const isRefused = typeof answer === 'object' && answer !== null && 'error' in answer;
    assert.deepEqual(ours, isRefused ? 'refused' : answer, text);
  });
});
