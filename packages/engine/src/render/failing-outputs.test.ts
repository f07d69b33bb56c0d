import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderRevision } from './render-revision.ts';
import { memorySecrets, sampleInputs, samplePlan, template } from './testing/render-sample.ts';

const files = {
  'n.yaml': template(`
resources: {m: {type: m.yaml}}
outputs:
  one: {value: {get_attr: [m, o]}}
  other: {value: {get_attr: [m, o]}}
`),
  'm.yaml': template(`
parameters: {x: {type: string, default: x}}
outputs: {o: {value: {str_split: [',', [{get_param: x}]]}}}
`),
};

/** What is told of a stack with a nested one, `n`, whose outputs fail for the same. */
function told(body: string): readonly string[] {
  const plan = samplePlan(`heat_template_version: wallaby\nresources:\n  n: {type: n.yaml}\n${body}`, { files });
  const { problems } = renderRevision({ deployment: 'd', plan, inputs: sampleInputs(), secrets: memorySecrets() });
  return problems.map(({ severity, at, path }) => `${severity} ${at?.file} ${path}`);
}

const failure = 'm.yaml outputs.o.value.str_split[1]';
const nothing = '  a: {type: OS::Heat::None, properties: {x: {get_attr: [n, one]}, y: {get_attr: [n, other]}}}\n';

test('whoever asks for outputs that fail for the same, of which nothing was told to an OS::Heat::None, is told', () => {
  const value = (output: string) => `  v: {type: OS::Heat::Value, properties: {value: {get_attr: [n, ${output}]}}}\n`;
  assert.deepEqual(told(nothing), []);
  for (const output of ['one', 'other']) assert.deepEqual(told(nothing + value(output)), [`error ${failure}`]);
});

test('what several outputs fail for is told once', () => {
  const outputs = 'outputs: {a: {value: {get_attr: [n, one]}}, b: {value: {get_attr: [n, one]}}';
  assert.deepEqual(told(`${outputs}, c: {value: {get_attr: [n, other]}}}\n`), [`warning ${failure}`]);
  assert.deepEqual(told(`${outputs}, c: {value: [{get_attr: [n, one]}, {get_file: gone}]}}\n`), [
    `warning ${failure}`,
    'error template.yaml outputs.c.value[1].get_file',
  ]);
});
