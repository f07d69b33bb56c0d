import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { pythonJson } from '../hot/print-value.ts';
import { answerCase } from './answer-case.ts';

interface Case {
  readonly template: string;
  readonly update?: Case;
  readonly [key: string]: unknown;
}

/** The answer to a case as JSON reads it. */
function answer(given: Case): Record<string, unknown> {
  const read = readJsonText(JSON.stringify(given));
  assert.ok(!(read instanceof JsonFault));
  return JSON.parse(pythonJson(answerCase(read, randomInt)));
}

const template = (body: string): string => `heat_template_version: wallaby\n${body}`;
const value = (properties: string): string => `{type: OS::Heat::Value, properties: ${properties}}`;

test('a stack comes to its outputs and its resources, those of groups and nested stacks among them', () => {
  const answered = answer({
    template: template(`
parameters: {n: {type: number, default: 1}}
resources:
  a: ${value('{value: {get_param: n}}')}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: child.yaml, properties: {x: "n%index%"}}}}
outputs:
  a: {value: {get_attr: [a, value]}}
  g: {value: {get_attr: [g, o]}}
`),
    params: { n: 4 },
    files: {
      'child.yaml': template(
        `parameters: {x: {type: string}}\nresources: {v: ${value('{value: {get_param: x}}')}}\noutputs: {o: {value: {get_attr: [v, value]}}}\n`,
      ),
    },
  });
  assert.deepEqual(answered, {
    status: 'CREATE_COMPLETE',
    outputs: { a: 4, g: ['n0', 'n1'] },
    resources: [
      ['0', 'child.yaml'],
      ['1', 'child.yaml'],
      ['a', 'OS::Heat::Value'],
      ['g', 'OS::Heat::ResourceGroup'],
      ['v', 'OS::Heat::Value'],
      ['v', 'OS::Heat::Value'],
    ],
  });
});

test('a made-up string is as long as asked, and an update that leaves it alone keeps it', () => {
  const random = (length: number): string =>
    template(`
resources: {r: {type: OS::Heat::RandomString, properties: {length: ${length}}}}
outputs: {r: {value: {get_resource: r}}, v: {value: {get_attr: [r, value]}}}
`);
  const kept = answer({ template: random(12), update: { template: random(12) } });
  const { r, v } = outputsOf(kept);
  assert.equal(r?.length, 12);
  assert.equal(r, v);
  assert.deepEqual(outputsOf(kept.after), { r, v });
  const other = answer({ template: random(12), update: { template: random(13) } });
  assert.deepEqual(other.preview, { unchanged: [], updated: [], replaced: ['r'], added: [], deleted: [] });
  assert.equal(outputsOf(other.after).r?.length, 13);
});

function outputsOf(answered: unknown): Record<string, string> {
  assert.ok(typeof answered === 'object' && answered !== null && 'outputs' in answered);
  return JSON.parse(JSON.stringify(answered.outputs));
}
