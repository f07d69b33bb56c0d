import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson, readJson } from './json-reader.ts';
import { askPython, withoutPython } from './testing/python.ts';
import { typedYaml } from './testing/typed-yaml.ts';
import { Float } from './value.ts';

const skip = withoutPython('json');

const program = `
def typed(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {'int': str(value)}
    if isinstance(value, float):
        return {'float': repr(value)}
    if isinstance(value, list):
        return [typed(each) for each in value]
    return {'map': [[key, typed(each)] for key, each in value.items()]}
def answer(text):
    return typed(json.loads(text))
`;

function assertLikePython(texts: readonly string[]): void {
  const answers = askPython(program, texts);
  texts.forEach((text, index) => {
    const answer = answers[index];
    const node = readJson(text);
    const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
    assert.deepEqual(node === undefined ? 'refused' : { answer: typedYaml(node) }, isError ? 'refused' : answer, text);
  });
}

test('numbers keep their kind and all their digits, keys their order', () => {
  assert.deepEqual(parseJson('[1, 1.0, 1e2, -0, 123456789012345678901]'), [
    1,
    new Float(1),
    new Float(100),
    0,
    123456789012345678901n,
  ]);
  assert.deepEqual(
    parseJson('{"2": 1, "1": 2, "2": 3}'),
    new Map([
      ['2', 3],
      ['1', 2],
    ]),
  );
});

test('every part has its place', () => {
  const node = readJson('{\n  "a": [1,\n 2]}');
  assert.ok(node?.kind === 'map');
  const a = node.entries.get('a');
  assert.deepEqual([a?.line, a?.column, a?.value.line, a?.value.column], [2, 3, 2, 8]);
  assert.ok(a?.value.kind === 'list');
  assert.deepEqual([a.value.items[1]?.line, a.value.items[1]?.column], [3, 2]);
});

test('what is JSON for Python is JSON here, and nothing else', { skip }, () => {
  const odd = [
    '',
    ' ',
    '[1,]',
    '{"a":}',
    '{a: 1}',
    "['a']",
    '01',
    '1.',
    '.5',
    '+1',
    '-',
    'NaN',
    '-Infinity',
    'Infinity',
    'nul',
    '"\\x"',
    '"\\u12"',
  ];
  assertLikePython([
    ...odd,
    '"\t"',
    '"\\ud83d\\ude00"',
    '"\\/"',
    '[1] x',
    '\ufeff1',
    '1e5',
    '1E+5',
    '1e',
    '[',
    '{"a" 1}',
    '{"a": 1 "b"}',
    '\u00a01',
    '"\u007f"',
    '{1: 2}',
  ]);
});

test('generated JSON, whole and cut, is read as Python reads it', { skip }, () => {
  const whole = fc.json();
  const cut = fc.tuple(whole, fc.nat(30)).map(([text, at]) => text.slice(0, at) + text.slice(at + 1));
  assertLikePython(fc.sample(fc.oneof(whole, cut), 1000));
});

test('nesting beyond all bounds is refused', () => {
  assert.equal(readJson('['.repeat(100_000)), undefined);
});
