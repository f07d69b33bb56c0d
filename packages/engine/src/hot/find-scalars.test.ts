import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FoundScalar, findScalars } from './find-scalars.ts';
import { readYaml } from './yaml-reader.ts';

function find(text: string, ...wanted: string[]): readonly FoundScalar[] {
  const { value, problems } = findScalars(text, 'f.yaml', (path) => wanted.includes(path.join('.')));
  assert.deepEqual(problems, []);
  return value ?? [];
}

test('a value comes with its path, place and content', () => {
  assert.deepEqual(find('a:\n- b: "x\\ty" # z\n', 'a.0.b'), [
    {
      path: ['a', '0', 'b'],
      form: 'text',
      text: 'x\ty',
      at: { file: 'f.yaml', line: 2, column: 6 },
      start: 8,
      end: 14,
    },
  ]);
});

test('values come in the order of the text, each once', () => {
  const text = 'a: &x 1\nb: 2\nc: *x\n';
  assert.deepEqual(
    find(text, 'c', 'b', 'a').map(({ path, text }) => [path.join('.'), text]),
    [
      ['a', '1'],
      ['b', '2'],
    ],
  );
});

test('a tag belongs to the value, in a list too', () => {
  const [found] = find('a:\n- !vault |\n  x\n', 'a.0');
  assert.equal(found?.tag, '!vault');
  assert.equal(found?.text, 'x\n');
  assert.equal(found?.start, 5);
});

test('a map or list as a whole is a document of its own', () => {
  for (const text of [
    'a:\n    b: 1\n    c:\n    - |\n      x\n       y\n    - d\n',
    'a:\n- b\n-   c: 1\n    d: 2\n',
    'a: {b: [1,\n  2], c: "x\n   y"}\n',
  ]) {
    const [found] = find(text, 'a');
    assert.equal(found?.form, 'collection');
    assert.deepEqual(placeless(found?.text ?? ''), placeless(text)[0]);
  }
});

function placeless(text: string): ReturnType<typeof JSON.parse> {
  const { value, problems } = readYaml(text, 'f.yaml');
  assert.deepEqual(problems, [], text);
  const plain = JSON.stringify(value, (key, part) => {
    if (key === 'line' || key === 'column') return undefined;
    return part instanceof Map ? [...part] : part;
  });
  const tree = JSON.parse(plain);
  return text.startsWith('a:') ? [tree.entries[0][1].value] : tree;
}

test('a collection that shares parts with the rest can not be taken out', () => {
  for (const text of ['x: &x 1\na: [*x]\n', 'a: [&x 1]\nb: *x\n']) {
    const { value, problems } = findScalars(text, 'f.yaml', (path) => path.join('.') === 'a');
    assert.equal(value, undefined);
    assert.equal(problems[0]?.message, 'A value that becomes a secret as a whole has anchors or aliases in it');
  }
});

test('aliases of aliases end in a problem, not in hours', () => {
  const rows = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
  const { problems } = findScalars(['a0: &a0 x', ...rows].join('\n'), 'f.yaml', () => false);
  assert.equal(problems[0]?.code, 'yaml-limit');
});

test('an alias within what it names, depth without end and text that is not YAML are problems', () => {
  assert.equal(findScalars('a: &a [*a]', 'f.yaml', () => false).problems.length, 1);
  assert.equal(findScalars('['.repeat(100_000), 'f.yaml', () => false).problems[0]?.code, 'yaml-limit');
  assert.equal(findScalars('a: "x', 'f.yaml', () => false).problems[0]?.code, 'yaml-syntax');
});

test('an empty text has no values', () => {
  assert.deepEqual(find(''), []);
  assert.deepEqual(find('# nothing\n'), []);
});
