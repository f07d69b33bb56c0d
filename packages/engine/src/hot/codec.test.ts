import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeValue, encodeJson, encodeValue } from './codec.ts';
import { arbitraryValue, secretsOfTests } from './testdata/arbitrary-value.ts';
import { Float, Tainted, Unknown, type Value } from './value.ts';

function decoded(text: string): Value {
  const { value, problems } = decodeValue(text, secretsOfTests);
  assert.deepEqual(problems, []);
  assert.notEqual(value, undefined);
  return value ?? null;
}

test('what is written reads back as the same value, on one line and indented', () => {
  fc.assert(
    fc.property(arbitraryValue, fc.integer({ min: 0, max: 3 }), (value, indent) => {
      assert.deepStrictEqual(decoded(encodeJson(value, { indent })), value);
    }),
    { numRuns: 1000 },
  );
});

test('the same value gives the same text, which is JSON', () => {
  fc.assert(
    fc.property(arbitraryValue, fc.integer({ min: 0, max: 3 }), (value, indent) => {
      const text = encodeJson(value, { indent });
      JSON.parse(text);
      assert.equal(encodeJson(decoded(text), { indent }), text);
    }),
  );
});

test('layout is that of JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.integer({ min: 0, max: 3 }), (plain, indent) => {
      const text = JSON.stringify(plain, null, indent);
      if (/[0-9][.eE-]|-0/.test(text)) return;
      if (/"(0|[1-9][0-9]*)":/.test(text) || text.includes('$tyto')) return;
      assert.equal(encodeJson(decoded(text), { indent }), text);
    }),
  );
});

test('numbers keep their kind', () => {
  const value: Value = [1, new Float(1), new Float(1e16), 2n ** 70n, new Float(-0), new Float(Number.NaN)];
  const text = encodeValue(value);
  assert.equal(text, '[1,1.0,1e+16,1180591620717411303424,-0.0,{"$tyto":{"float":"nan"}}]');
  assert.deepStrictEqual(decoded(text), value);
});

test('keys that look like integers keep their place', () => {
  assert.equal(encodeValue(decoded('{"b":1,"2":2,"1":3}')), '{"b":1,"2":2,"1":3}');
});

test('the value of a secret is never written', () => {
  const secret = new Tainted('hush', { kind: 'secret', name: 'pw', version: 1 });
  const text = encodeValue(new Map<string, Value>([['password', secret]]));
  assert.equal(text, '{"password":{"$tyto":{"tainted":{"$tyto":{"secret":"pw","version":1}}}}}');
});

test('what waits for an attribute is written as its expression', () => {
  const value = new Unknown({
    kind: 'call',
    function: 'list_join',
    version: '2018-08-31',
    argument: {
      kind: 'list',
      items: [
        { kind: 'constant', value: ',' },
        { kind: 'list', items: [{ kind: 'attribute', address: 'a/b', path: ['hosts', 0] }] },
      ],
    },
  });
  const argument = '[",",[{"$tyto":{"attribute":["a/b","hosts",0]}}]]';
  const text = `{"$tyto":{"call":"list_join","version":"2018-08-31","argument":${argument}}}`;
  assert.equal(encodeValue(value), text);
  assert.deepStrictEqual(decoded(text), value);
});

test('data that has the key $tyto is escaped', () => {
  const value = new Map<string, Value>([
    ['a', 1],
    ['$tyto', new Map([['secret', 'x']])],
  ]);
  const text = encodeValue(value);
  assert.equal(text, '{"$tyto":{"map":[["a",1],["$tyto",{"secret":"x"}]]}}');
  assert.deepStrictEqual(decoded(text), value);
});

test('what cannot be read is a problem with its place', () => {
  const cases: readonly (readonly [string, string, number, number])[] = [
    ['{"a": 1,\n "a": 2}', 'json-syntax', 2, 5],
    ['[1,]', 'json-syntax', 1, 4],
    ['', 'json-syntax', 1, 1],
    ['[1', 'json-syntax', 1, 3],
    ['"\\x"', 'json-syntax', 1, 2],
    ['1 2', 'json-syntax', 1, 3],
    ['{"$tyto": 1}', 'artefact-form', 1, 13],
    ['{"$tyto": {"attribute": ["a"]}}', 'artefact-form', 1, 32],
    ['{"$tyto": {"map": []}}', 'artefact-form', 1, 23],
    ['{"$tyto": {"tainted": {"$tyto": {"secret": "none", "version": 1}}}}', 'secret-missing', 1, 68],
  ];
  for (const [text, code, line, column] of cases) {
    const { value, problems } = decodeValue(text, secretsOfTests, 'graph.json');
    assert.equal(value, undefined, text);
    assert.deepEqual(
      problems.map((each) => [each.code, each.at]),
      [[code, { file: 'graph.json', line, column }]],
      text,
    );
  }
});

test('depth costs no stack when a text is read', () => {
  const depth = 200_000;
  const { problems } = decodeValue('['.repeat(depth) + ']'.repeat(depth), secretsOfTests);
  assert.deepEqual(problems, []);
});
