import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalValues } from './equal-values.ts';
import { secretTags } from './secret-tags.ts';
import { Float, Tainted, Unknown, type Value } from './value.ts';
import { writeYaml } from './write-yaml.ts';
import { readTaggedYaml } from './yaml-reader.ts';
import { yamlValue } from './yaml-value.ts';

const secret = { kind: 'secret', name: 'web-1.pw', version: 3 } as const;

function map(...entries: readonly (readonly [string, Value])[]): Value {
  return new Map(entries);
}

test('maps and lists are written as blocks, empty ones in brackets', () => {
  const inner = map(['a', 1], ['b', [true, [null, []]]]);
  const value = map(['list', [inner, map()]], ['map', map(['deep', inner])]);
  assert.equal(
    writeYaml(value),
    `list:
  - a: 1
    b:
      - true
      - - null
        - []
  - {}
map:
  deep:
    a: 1
    b:
      - true
      - - null
        - []
`,
  );
});

test('text is plain only where no reader takes it for anything else', () => {
  const texts = [
    'web-1',
    'a b',
    'yes',
    'y',
    'null',
    '',
    '1',
    '1e3',
    '2024-01-01',
    '{{ x }}',
    'a:b',
    'a: b',
    '-',
    '=',
    'é',
  ];
  assert.deepEqual(
    texts.map((text) => writeYaml(text).trim()),
    [
      'web-1',
      '"a b"',
      '"yes"',
      '"y"',
      '"null"',
      '""',
      '"1"',
      '"1e3"',
      '"2024-01-01"',
      '"{{ x }}"',
      'a:b',
      '"a: b"',
    ].concat(['"-"', '"="', '"é"']),
  );
});

test('floats keep a point, and secrets are written as their tag', () => {
  assert.equal(writeYaml(new Float(1e16)), '1.0e+16\n');
  assert.equal(writeYaml([new Float(1), new Float(Number.NaN)]), '- 1.0\n- .nan\n');
  assert.equal(writeYaml(map(['pw', new Unknown(secret)])), 'pw: !tyto/secret web-1.pw@3\n');
  assert.equal(writeYaml(new Tainted('clear', secret)), '!tyto/secret web-1.pw@3\n');
});

test('a value that is not known and no secret is a bug of the caller', () => {
  assert.throws(() => writeYaml(new Unknown({ kind: 'reference', address: 'a' })), /no writing/);
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'\n\t\r \'":#&*!|>%@-?{}[],~=<.0\u0085\u2028\ufeff\ufffe\u{1f600}\x7f\0') }),
  fc.constantFrom('<<', '0x1f', '1_0', '1:30', 'No', 'x'.repeat(1100)),
);
const anyFloat = fc.double().map((each) => new Float(each));
const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.constantFrom<Value>(null, true, false, new Unknown(secret), 12345678901234567890n, -9007199254740993n),
    fc.maxSafeInteger(),
    anyFloat,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).value;

test('whatever is written is read again as the same value, keys in the same order', () => {
  fc.assert(
    fc.property(values, (value) => {
      const written = writeYaml(value);
      const read = readTaggedYaml(written, 'f.yaml', secretTags);
      assert.deepEqual(read.problems, [], written);
      const again = read.value === undefined ? null : yamlValue(read.value);
      assert.ok(equalValues(again, value), written);
      assert.equal(writeYaml(again), written);
    }),
    { numRuns: 500 },
  );
});
