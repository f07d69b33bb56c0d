import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeValue } from './codec.ts';
import { pythonJson, pythonNumber, pythonRepr, pythonStr, startOfJson } from './print-value.ts';
import { arbitraryPlain } from './testdata/arbitrary-value.ts';
import { askPython, withoutPython } from './testing/python.ts';
import { Float, type Value } from './value.ts';

test('numbers are written with the fewest digits that read back the same', () => {
  const cases: readonly (readonly [number | bigint | Float, string])[] = [
    [1, '1'],
    [-7, '-7'],
    [2n ** 64n, '18446744073709551616'],
    [new Float(1), '1.0'],
    [new Float(1.1), '1.1'],
    [new Float(1e15), '1000000000000000.0'],
    [new Float(1e16), '1e+16'],
    [new Float(0.0001), '0.0001'],
    [new Float(0.00001), '1e-05'],
    [new Float(-0), '-0.0'],
    [new Float(5e-324), '5e-324'],
    [new Float(1.7976931348623157e308), '1.7976931348623157e+308'],
    [new Float(Number.NEGATIVE_INFINITY), '-inf'],
    [new Float(Number.NaN), 'nan'],
  ];
  for (const [value, text] of cases) assert.equal(pythonNumber(value), text);
});

test('JSON is written in ASCII with blanks after commas and colons', () => {
  const value = new Map<string, Value>([
    ['é', ['\n', '\u007f', '😀', '"\\']],
    ['a', new Map<string, Value>([['x', null]])],
    ['n', [new Float(Number.NaN), new Float(1), true, []]],
  ]);
  const text =
    '{"\\u00e9": ["\\n", "\\u007f", "\\ud83d\\ude00", "\\"\\\\"], "a": {"x": null}, "n": [NaN, 1.0, true, []]}';
  assert.equal(pythonJson(value), text);
  const sorted =
    '{"a": {"x": null}, "n": [NaN, 1.0, true, []], "\\u00e9": ["\\n", "\\u007f", "\\ud83d\\ude00", "\\"\\\\"]}';
  assert.equal(pythonJson(value, { sortKeys: true }), sorted);
});

const printers: readonly (readonly [string, string, (value: Value) => string])[] = [
  ['json.dumps', 'json.dumps(value)', (value) => pythonJson(value)],
  [
    'json.dumps with sorted keys',
    'json.dumps(value, sort_keys=True)',
    (value) => pythonJson(value, { sortKeys: true }),
  ],
  ['repr', 'repr(value)', pythonRepr],
  ['str', 'str(value)', pythonStr],
];

/** Values that JSON can carry to Python. */
const values: readonly Value[] = fc
  .sample(arbitraryPlain, { numRuns: 1500, seed: 7 })
  .filter((value) => !encodeValue(value).includes('$tyto'));

for (const [name, expression, print] of printers) {
  test(`values are written as Python's ${name} writes them`, { skip: withoutPython() }, () => {
    const program = `def answer(text):\n    value = json.loads(text)\n    return ${expression}`;
    const answers = askPython(
      program,
      values.map((value) => encodeValue(value)),
    );
    assert.ok(values.length > 500);
    for (const [index, value] of values.entries()) {
      // What is printable beyond the first 65,536 letters changes with the version of Unicode.
      if (name !== 'repr' && name !== 'str') assert.deepEqual({ answer: print(value) }, answers[index]);
      else if (!/[\u{10000}-\u{10ffff}]/u.test(encodeValue(value))) {
        assert.deepEqual({ answer: print(value) }, answers[index]);
      }
    }
  });
}

test('the beginning of a text is that of the whole, and the whole where it is short', () => {
  fc.assert(
    fc.property(arbitraryPlain, fc.nat({ max: 60 }), (value, most) => {
      const [start, whole] = [startOfJson(value, most), pythonJson(value)];
      if (whole.length <= most) assert.equal(start, whole);
      else {
        assert.ok(start.length > most);
        assert.equal(start.slice(0, most), whole.slice(0, most));
      }
    }),
  );
});
