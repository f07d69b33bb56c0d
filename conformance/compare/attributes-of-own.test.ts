import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { knownBy } from './explain-differences.ts';

const json = (value: unknown): Value => parseJson(JSON.stringify(value)) ?? null;

function ruleFor(what: string, heat: Value, tyto: Value, line: string, answer: Value = null): string | undefined {
  return knownBy([{ what, heat, tyto }], { heat: null, tyto: answer, line })?.[0]?.rule.name;
}

test("a command that signals is known in a handle's place, and no other text", () => {
  const known = (text: string) => ruleFor('output o', ['a', 'null'], ['a', text], '{}');
  assert.equal(known('{"command":"tyto signal r0"}'), 'signals-of-handles');
  assert.equal(known('{"command":"tyto apply r0"}'), undefined);
  assert.equal(ruleFor('output o', ['b', 'null'], ['a', '{"command":"tyto signal r0"}'], '{}'), undefined);
  const url = 'http://server.test:5000/v3/signal';
  assert.equal(ruleFor('output o', [url, 'adomainusertoken'], [null, null], '{}'), 'signals-of-handles');
  assert.equal(
    ruleFor('output o', `curl -i -X POST -H 'A: b' -H 'C: d' ${url}`, 'tyto signal stack h', '{}'),
    'signals-of-handles',
  );
  assert.equal(ruleFor('output o', 'http://elsewhere', null, '{}'), undefined);
});

test('what a server that is there shows is known to fail in Heat, and of no other resource', () => {
  const heat = "'NoneType' object has no attribute 'setdefault'";
  assert.equal(ruleFor('error of output o', heat, null, 'OS::Heat::DeployedServer'), 'show-of-deployed-server');
  assert.equal(ruleFor('error of output o', heat, null, 'OS::Heat::Value'), undefined);
});

test('keys that an expression gives are known as texts where a map has others, and no other value', () => {
  const asked = (value: string) => JSON.stringify({ template: `outputs: {o: {value: ${value}}}\n` });
  const map = (key: string) => `{map_replace: [{a: 1}, {keys: {a: ${key}}}]}`;
  const keys = (data: string) => asked(`{yaql: {expression: $.data.keys(), data: ${data}}}`);
  assert.equal(ruleFor('output o', ['b', 1], ['b', '1'], keys(map('1'))), 'keys-of-map-replace');
  assert.equal(ruleFor('output o', [true], ['true'], keys(map('{get_attr: [r, v]}'))), 'keys-of-map-replace');
  assert.equal(ruleFor('output o', [1], ['2'], keys(map('1'))), undefined);
  assert.equal(ruleFor('output o', [1], ['1'], keys(map('b'))), undefined);
  assert.equal(ruleFor('output o', [1], ['1'], asked(map('1'))), undefined);
});

test('an output may wait for what a cloud has, and for nothing else', () => {
  const answer = json({
    resources: [
      ['r', 'OS::Nova::Server'],
      ['s', 'OS::Heat::Value'],
    ],
  });
  const known = (awaited: string) =>
    ruleFor('error of output o', null, `Output "o" waits for ${awaited}`, '{}', answer);
  assert.equal(known('r@name, r:addresses'), 'made-by-a-cloud');
  assert.equal(known('r@name, s@value'), undefined);
  assert.equal(known('x'), undefined);
});
