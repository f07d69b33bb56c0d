import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findScalars } from './find-scalars.ts';
import { parseSecretReference, replaceWithSecretTags, secretTags, writeSecretTag } from './secret-tags.ts';
import { Unknown } from './value.ts';
import type { YamlNode } from './yaml-node.ts';
import { readTaggedYaml, readYaml } from './yaml-reader.ts';

/** The text with every value named `pw` replaced. */
function hide(text: string): string {
  const found = findScalars(text, 'f.yaml', (path) => path.at(-1) === 'pw');
  assert.deepEqual(found.problems, []);
  const places = found.value ?? [];
  return replaceWithSecretTags(
    text,
    places.map(({ start, end }, at) => ({ start, end, name: `web-1.pw${at}`, version: at + 1 })),
  );
}

function read(text: string): YamlNode<Unknown> {
  const { value, problems } = readTaggedYaml(text, 'f.yaml', secretTags);
  assert.deepEqual(problems, [], text);
  assert.ok(value !== undefined);
  return value;
}

function secretsIn(node: YamlNode<Unknown>): readonly unknown[] {
  switch (node.kind) {
    case 'scalar':
      return node.value instanceof Unknown ? [node.value.expression] : [];
    case 'list':
      return node.items.flatMap(secretsIn);
    case 'map':
      return [...node.entries.values()].flatMap((entry) => secretsIn(entry.value));
  }
}

test('a tagged scalar is read as the secret that it names', () => {
  assert.deepEqual(secretsIn(read('a: [!tyto/secret web-1.pw@3, "x"]')), [
    { kind: 'secret', name: 'web-1.pw', version: 3 },
  ]);
});

test('a tagged scalar that names no secret is a problem at its place', () => {
  const { problems } = readTaggedYaml('a:\n  b: !tyto/secret pw', 'f.yaml', secretTags);
  assert.equal(problems[0]?.message, '"pw" is not a secret\'s NAME@VERSION');
  assert.deepEqual([problems[0]?.at?.line, problems[0]?.at?.column], [2, 19]);
});

test('the tag is not known where secrets may not stand, nor in a key', () => {
  assert.equal(readYaml('a: !tyto/secret pw@1', 'f.yaml').problems.length, 1);
  assert.equal(readTaggedYaml('? !tyto/secret pw@1\n: x', 'f.yaml', secretTags).problems.length, 1);
});

test('a name may hold an @, the version is behind the last one', () => {
  assert.deepEqual(parseSecretReference('a@2@10'), { kind: 'secret', name: 'a@2', version: 10 });
  assert.equal(parseSecretReference('a b@1'), undefined);
  assert.equal(parseSecretReference('a@x'), undefined);
  assert.equal(parseSecretReference('@1'), undefined);
});

test('whatever a name is, what is written is read again', () => {
  const name = fc.string({ unit: fc.constantFrom(...'aZ09_./%@:-'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(name, fc.nat(), fc.boolean(), (each, version, flow) => {
      const written = writeSecretTag(each, version);
      const node = read(flow ? `{a: [${written}, ${written}]}` : `a:\n- ${written}\n- ${written}\n`);
      const secret = { kind: 'secret', name: each, version };
      assert.deepEqual(secretsIn(node), [secret, secret]);
    }),
  );
});

const layouts: readonly (readonly [what: string, text: string, hidden: string])[] = [
  ['a plain value', 'a: 1 # one\npw: x y  # two\nb: 2\n', 'a: 1 # one\npw: !tyto/secret S  # two\nb: 2\n'],
  ['a quoted value of several lines', 'pw: "x\n  y"\nb: 2', 'pw: !tyto/secret S\nb: 2'],
  ['a plain value of several lines', 'pw: x\n  y\n  z\n\nb: 2', 'pw: !tyto/secret S\n\nb: 2'],
  ['a value on a line of its own', 'pw:\n    x\nb: 2', 'pw:\n    !tyto/secret S\nb: 2'],
  ['a block', 'a:\n  pw: |\n    x\n\n    # y\n  # z\nb: 2\n', 'a:\n  pw: !tyto/secret S\n  # z\nb: 2\n'],
  ['a block with a comment', 'pw: >2-  # why\n   x\nb: 2\n', 'pw: !tyto/secret S # why\nb: 2\n'],
  ['a block at the end', 'pw: |\n  x', 'pw: !tyto/secret S'],
  ['a block that keeps its end', 'pw: |+\n  x\n\n\nb: 2\n', 'pw: !tyto/secret S\n\n\nb: 2\n'],
  ['a tagged block', 'pw: !vault |\n  x\n  y\nb: 2\n', 'pw: !tyto/secret S\nb: 2\n'],
  ['flow', '{pw: x, b: [{"pw":"y"}]}', '{pw: !tyto/secret S, b: [{"pw": !tyto/secret S}]}'],
  ['Windows line ends', 'pw: |\r\n  x\r\nb: 2\r\n', 'pw: !tyto/secret S\r\nb: 2\r\n'],
  ['an anchor', 'pw: &p x\nb: *p\n', 'pw: &p !tyto/secret S\nb: *p\n'],
  ['a tag and an anchor', 'pw: !!str &p x\nb: *p\n', 'pw: &p !tyto/secret S\nb: *p\n'],
  ['an anchor and a tag', 'pw: &p !!str x\nb: *p\n', 'pw: &p !tyto/secret S\nb: *p\n'],
  ['an alias', 'a: &p x\npw: *p\n', 'a: &p !tyto/secret S\npw: *p\n'],
  ['a merged value', 'a: &p {pw: x}\nb:\n  <<: *p\n', 'a: &p {pw: !tyto/secret S}\nb:\n  <<: *p\n'],
  ['a map', 'pw:\n  a: 1\n  b: 2\nc: 3\n', 'pw:\n  !tyto/secret S\nc: 3\n'],
  ['a list as far left as its key', 'a:\n  pw:\n  - 1\n  - 2\n', 'a:\n  pw:\n   !tyto/secret S\n'],
  ['a map with a part out of use', 'pw:\n  a: 1 # one\n\n  # b: 2\n# c\nd: 3\n', 'pw:\n  !tyto/secret S\n# c\nd: 3\n'],
  ['a map with a note', 'pw:\n  a: 1 # one\nd: 3\n', 'pw:\n  !tyto/secret S # one\nd: 3\n'],
  ['a list before a comment', 'pw:\n- 1\n# c\nd: 3\n', 'pw:\n !tyto/secret S\n# c\nd: 3\n'],
  ['a value in a tagged list', 'a: !!omap [pw: x]\n', 'a: !!omap [pw: !tyto/secret S]\n'],
  ['a value in brackets that is not there', '{pw: , "b": 1}', '{pw: !tyto/secret S, "b": 1}'],
  ['nothing', 'pw:\nb: 2\n', 'pw: !tyto/secret S\nb: 2\n'],
  ['a repeated key', 'pw: x\npw: y\n', 'pw: !tyto/secret S\npw: !tyto/secret S\n'],
];

for (const [what, text, hidden] of layouts) {
  test(`${what} is replaced and all else is kept`, () => {
    const written = hide(text);
    assert.equal(written.replaceAll(/web-1\.pw[0-9]+@[0-9]+/g, 'S'), hidden);
    assert.ok(secretsIn(read(written)).length > 0);
  });
}

test('replacements that overlap or name nothing are a bug of the caller', () => {
  const place = { start: 0, end: 3, name: 'a', version: 1 };
  assert.equal(replaceWithSecretTags('abc', [place, place]), '!tyto/secret a@1');
  assert.throws(() => replaceWithSecretTags('abcd', [place, { ...place, start: 2, end: 4 }]), /overlap/);
  assert.throws(() => replaceWithSecretTags('abc', [{ ...place, name: 'a b' }]), /cannot name/);
});
