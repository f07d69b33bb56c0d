import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pythonNumber } from './print-value.ts';
import { askPython, heatYaml, withoutPython } from './testing/python.ts';
import { typedYaml } from './testing/typed-yaml.ts';
import { yamlScalars } from './testing/yaml-scalars.ts';
import { Float } from './value.ts';
import { readYaml } from './yaml-reader.ts';
import { resolvePlain, resolveTagged, ScalarFault } from './yaml-scalar.ts';

const skip = withoutPython('yaml');

test('words for booleans are those of YAML 1.1, but never y and n', () => {
  for (const word of ['yes', 'On', 'TRUE']) assert.equal(resolvePlain(word), true, word);
  for (const word of ['no', 'Off', 'FALSE']) assert.equal(resolvePlain(word), false, word);
  for (const word of ['y', 'N', 'yEs', 'oN']) assert.equal(resolvePlain(word), word);
});

test('integers are read in every base, and stay whole beyond what a number holds', () => {
  assert.equal(resolvePlain('010'), 8);
  assert.equal(resolvePlain('0x1F'), 31);
  assert.equal(resolvePlain('-0b101'), -5);
  assert.equal(resolvePlain('1_000'), 1000);
  assert.equal(resolvePlain('1:30'), 90);
  assert.equal(resolvePlain('-0'), 0);
  assert.equal(resolvePlain('9007199254740991'), 9007199254740991);
  assert.equal(resolvePlain('9007199254740992'), 9007199254740992n);
  assert.equal(resolvePlain('09'), '09');
});

test('a number with a point is a Float, and an exponent without a point or a sign is text', () => {
  assert.deepEqual(resolvePlain('1.0'), new Float(1));
  assert.deepEqual(resolvePlain('1.5e+3'), new Float(1500));
  assert.deepEqual(resolvePlain('190:20:30.15'), new Float(685230.15));
  assert.deepEqual(resolvePlain('-.inf'), new Float(Number.NEGATIVE_INFINITY));
  assert.equal(resolvePlain('1e3'), '1e3');
  assert.equal(resolvePlain('1.5e3'), '1.5e3');
});

test('dates stay text and empty text is null', () => {
  assert.equal(resolvePlain('2013-05-23'), '2013-05-23');
  assert.equal(resolvePlain('2001-12-14t21:59:43.10-05:00'), '2001-12-14t21:59:43.10-05:00');
  assert.equal(resolvePlain(''), null);
  assert.equal(resolvePlain('~'), null);
});

test('what stands for nothing is a fault', () => {
  for (const text of ['=', '<<', '0x_', '0b_']) assert.ok(resolvePlain(text) instanceof ScalarFault, text);
  assert.ok(resolvePlain(`1${'0'.repeat(5000)}`) instanceof ScalarFault);
});

test('tags decide over the form', () => {
  assert.equal(resolveTagged('tag:yaml.org,2002:str', '12'), '12');
  assert.equal(resolveTagged('tag:yaml.org,2002:int', '0x10'), 16);
  assert.equal(resolveTagged('tag:yaml.org,2002:int', '0o17'), 15);
  assert.equal(resolveTagged('tag:yaml.org,2002:bool', 'YeS'), true);
  assert.deepEqual(resolveTagged('tag:yaml.org,2002:float', '1'), new Float(1));
  assert.equal(resolveTagged('tag:yaml.org,2002:binary', 'w6kg 4oKs'), 'é €');
  assert.equal(resolveTagged('tag:yaml.org,2002:null', 'anything'), null);
  for (const [tag, text] of [
    ['int', 'twelve'],
    ['bool', 'maybe'],
    ['binary', '/w=='],
    ['binary', 'not base64'],
    ['map', 'x'],
  ]) {
    assert.ok(resolveTagged(`tag:yaml.org,2002:${tag}`, text ?? '') instanceof ScalarFault, tag);
  }
  assert.ok(resolveTagged('!vault', 'x') instanceof ScalarFault);
});

/** What a scalar is for us, as `heatYaml` answers. */
function ours(text: string): unknown {
  const value = resolvePlain(text);
  if (value instanceof ScalarFault) return 'error';
  return typedYaml({ kind: 'scalar', value, line: 1, column: 1 });
}

const resolver = `${heatYaml}
def resolve(text):
    loader = Loader('')
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    return typed(plain(loader.construct_object(yaml.ScalarNode(tag, text))))
answer = resolve
`;

function assertLikePython(texts: readonly string[]): void {
  const answers = askPython(resolver, texts);
  texts.forEach((text, index) => {
    const answer = answers[index];
    const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
    assert.deepEqual(isError ? { answer: 'error' } : answer, { answer: ours(text) }, JSON.stringify(text));
  });
}

test('every scalar of the table is what PyYAML makes of it', { skip }, () => {
  assert.ok(yamlScalars.length > 200);
  assertLikePython(yamlScalars);
});

test('scalars made of what numbers are made of are what PyYAML makes of them', { skip }, () => {
  const piece = fc.constantFrom('0', '1', '7', '9', '59', '.', ':', '_', '-', '+', 'e', 'E', 'x', 'b', 'a', 'f', 'inf');
  const text = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));
  assertLikePython(fc.sample(text, 3000));
});

test('floats are read to the last digit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const text = pythonNumber(new Float(number));
      const read = readYaml(`!!float "${text}"`, 'f.yaml').value;
      assert.ok(read?.kind === 'scalar' && read.value instanceof Float && Object.is(read.value.value, number), text);
    }),
  );
});
