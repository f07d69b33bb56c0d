import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dumpYaml } from './dump-yaml.ts';
import { parseJson } from './json-reader.ts';
import { askPython, withoutPython } from './testing/python.ts';
import { Float, type Value } from './value.ts';

test('maps are sorted and in block form, lists no deeper than their key', () => {
  const value = parseJson('{"b": 1, "a": {"z": [1, {"y": 2, "x": [[]]}], "d": {}}}') ?? null;
  assert.equal(dumpYaml(value), 'a:\n  d: {}\n  z:\n  - 1\n  - x:\n    - []\n    y: 2\nb: 1\n');
});

test('scalars are quoted where another reader would take them for something else', () => {
  const cases: readonly (readonly [Value, string])[] = [
    ['on', "'on'"],
    ['', "''"],
    ['2001-01-01', "'2001-01-01'"],
    ['1e3', '1e3'],
    ['=', "'='"],
    ['a: b', "'a: b'"],
    ['a#b', 'a#b'],
    ["it's ", "'it''s '"],
    ['é\t', '"\\xE9\\t"'],
    ['a\nb\n', "'a\n\n  b\n\n  '"],
    ['a \nb', '"a \\nb"'],
    [new Float(1), '1.0'],
    [new Float(1e16), '1.0e+16'],
    [new Float(Number.NaN), '.nan'],
    [10n ** 20n, '100000000000000000000'],
    [null, 'null'],
    [true, 'true'],
  ];
  for (const [value, written] of cases) assert.equal(dumpYaml(new Map([['k', value]])), `k: ${written}\n`);
});

test('long text is folded, a long key stands behind a question mark', () => {
  const words = Array.from({ length: 20 }, () => 'word').join(' ');
  assert.equal(dumpYaml(new Map([['k', words]])), `k: ${words.slice(0, 79)}\n  ${words.slice(80)}\n`);
  assert.equal(dumpYaml(new Map([['k'.repeat(129), 1]])), `? ${'k'.repeat(129)}\n: 1\n`);
});

const fragments = fc.constantFrom(
  ...['a', 'word', '-', '--', '---', '...', ':', '#', '?', '!', '&', '*', '@', '`', "'", '"', '%', '|', '>', '{', '['],
  ...[']', ',', '=', '<<', 'true', 'No', '~', '1', '0x1', '1:30', '1.5', '2001-1-1 1:2:3', 'é', '\u2028', '😀', '\x85'],
  ...['\ufeff', '\t', '\x07', '\\', '\n', ' ', ' ', '  ', '\r', 'k'.repeat(20)],
);
const text = fc
  .tuple(fc.array(fragments, { maxLength: 40 }), fc.constantFrom('', ' '))
  .map(([parts, between]) => parts.join(between));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    text,
    fc.constantFrom(null, true, 0, -1, 1.5, 1e-7),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(text, tie('any'), { maxKeys: 3 }),
  ),
})).any;

test('anything is written as PyYAML writes it', { skip: withoutPython('yaml') }, () => {
  const documents = fc.sample(fc.dictionary(text, value, { maxKeys: 4 }), 1000);
  const program = `
import yaml
class Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, value):
        return True
def answer(document):
    return yaml.dump(document, Dumper=Dumper)`;
  const answers = askPython(program, documents);
  documents.forEach((document, index) => {
    const written = JSON.stringify(document);
    assert.deepEqual({ answer: dumpYaml(parseJson(written) ?? null) }, answers[index], written);
  });
});
