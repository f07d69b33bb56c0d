import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGraph, writeGraph } from './graph-text.ts';
import { memorySecrets, problemsOf, renderSample, template } from './testing/render-sample.ts';

const child = template(`
parameters: {site: {type: string, immutable: true}, words: {type: string, default: hi}}
outputs: {o: {value: {get_param: site}}}
`);
const files = { 'n.yaml': child };
const body = (site: string, words = 'hi') => `
resources:
  n:
    type: n.yaml
    properties:
      site: ${site}
      words: ${words}
`;

test('an immutable parameter of a nested stack keeps the value that it was applied with', () => {
  const { graph } = renderSample(body('north'), { files });
  const read = readGraph(writeGraph(graph), memorySecrets().reveal).value;
  const earlier = () => read;
  assert.deepEqual(problemsOf(body('north', 'bye'), { files, earlier }), []);
  assert.deepEqual(problemsOf(body('south'), { files, earlier }), [
    'template.yaml:7:13 parameter-immutable: Parameter "site" of n.yaml is immutable and has another value now',
  ]);
  assert.deepEqual(problemsOf(body('south'), { files }), [], 'nothing was applied yet');
});
