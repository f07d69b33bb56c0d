import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyEnvironment } from '../hot/parse-environment.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { readTemplate } from '../plan/template-cache.ts';
import { checkUnloaded } from './check-as-written.ts';

/** What is wrong with a template besides what keeps it from being read. */
function besides(body: string): readonly string[] {
  const text = `heat_template_version: wallaby\n${body}`;
  const told = readTemplate(text, 't.yaml').problems;
  assert.notEqual(told.length, 0);
  const files = planFilesOf(new Map([['t.yaml', text]]));
  return checkUnloaded('t.yaml', files, emptyEnvironment.registry, told).map(({ message }) => message);
}

test('names and properties are looked at in a template that is broken elsewhere', () => {
  const found = besides(`
parameters: {n: {type: numbr}}
resources: {a: {type: OS::Heat::Value, properties: {valeu: {get_resource: b}}}}
outputs: {o: {value: {get_param: m}}}
`);
  assert.deepEqual(found.toSorted(), [
    'OS::Heat::Value has no property "valeu"',
    'There is no parameter "m"',
    'There is no resource "b"',
  ]);
});

test('who names what is defined badly is not told of it again', () => {
  const found = besides(`
parameters: {n: {type: numbr}, nn: {type: string}}
resources: {a: {properties: {}}}
outputs: {o: {value: [{get_param: n}, {get_param: nn}, {get_attr: [a, b]}]}}
`);
  assert.deepEqual(found, []);
});

test('what is no map of sections has nothing else to look at', () => {
  assert.deepEqual(besides('resources: ['), []);
});
