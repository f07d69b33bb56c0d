import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembleStack } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { readTemplate } from '../plan/template-cache.ts';
import { checkBroken } from './check-as-written.ts';

/** What is wrong with a template besides what keeps it from being read. */
function besides(body: string): readonly string[] {
  const text = `heat_template_version: wallaby\n${body}`;
  const told = readTemplate(text, 't.yaml').problems;
  assert.notEqual(told.length, 0);
  const files = planFilesOf(new Map([['t.yaml', text]]));
  const plan: Plan = {
    kind: 'Plan',
    name: 't',
    version: '',
    template: 't.yaml',
    environments: [],
    merge: 'server',
    files,
  };
  const { broken } = assembleStack({ plan, files, paths: [], given: new Map(), reveal: () => undefined });
  return broken === undefined ? [] : checkBroken(broken, told, 'whole').map(({ message }) => message);
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
parameters: {n: {type: numbr}, nn: {type: string, default: a}}
resources: {a: {properties: {}}}
outputs: {o: {value: [{get_param: n}, {get_param: nn}, {get_attr: [a, b]}]}}
`);
  assert.deepEqual(found, []);
});

test('values of parameters and properties as they are written are looked at too', () => {
  const found = besides(`
parameters: {n: {type: numbr}, m: {type: string}, k: {type: string, default: a}}
resources:
  a: {type: OS::Heat::RandomString, properties: {length: many, salt: {get_param: m}}}
  b: {type: OS::Heat::RandomString, condition: false, properties: {length: many}}
  c: {type: OS::Heat::Value, properties: {type: number, value: {get_param: k}}}
`);
  assert.deepEqual(found.toSorted(), ['Parameter "m" has no value', 'Text "many" is not an integer']);
});

test('what is no map of sections has nothing else to look at', () => {
  assert.deepEqual(besides('resources: ['), []);
});
