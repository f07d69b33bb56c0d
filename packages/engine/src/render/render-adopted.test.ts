import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containsUnknown } from '../hot/marks.ts';
import { readGraph, writeGraph } from './graph-text.ts';
import { outputOf, problemsOf, renderSample } from './testing/render-sample.ts';

test('what is taken in is known by its id, whatever its properties', () => {
  const revision = renderSample(
    `
parameters: {id: {type: string}}
resources:
  server: {type: OS::Nova::Server, external_id: {get_param: id}, properties: {nonsense: 1}}
  value: {type: OS::Heat::Value, external_id: v1, properties: {value: 3}}
  random: {type: OS::Heat::RandomString, external_id: r1}
  none: {type: OS::Heat::None, external_id: n1}
outputs:
  server: {value: {get_resource: server}}
  address: {value: {get_attr: [server, first_address]}}
  value: {value: {get_attr: [value, value]}}
  reference: {value: {get_resource: value}}
  random: {value: [{get_resource: random}, {get_attr: [random, value]}]}
  none: {value: [{get_resource: none}, {get_attr: [none, any]}]}
`,
    { set: { id: 'abc' } },
  );
  assert.equal(outputOf(revision, 'server'), 'abc');
  assert.ok(containsUnknown(outputOf(revision, 'address') ?? null));
  assert.equal(outputOf(revision, 'value'), 3);
  assert.equal(outputOf(revision, 'reference'), 'v1');
  assert.deepEqual(outputOf(revision, 'random'), [null, null]);
  assert.deepEqual(outputOf(revision, 'none'), ['n1', null]);
  const read = readGraph(writeGraph(revision.graph), () => undefined).value;
  assert.deepEqual(read?.nodes.get('server'), revision.graph.nodes.get('server'));
});

test('what is made of members is not taken in, nor what depends on others or has no id', () => {
  const problems = problemsOf(
    `
resources:
  group: {type: OS::Heat::ResourceGroup, external_id: g, properties: {count: 1, resource_def: {type: OS::Heat::None}}}
  stack: {type: nested.yaml, external_id: s}
  late: {type: OS::Heat::None, external_id: l, depends_on: random}
  unknown: {type: OS::Heat::None, external_id: {get_attr: [random, value]}}
  secret: {type: OS::Heat::None, external_id: {get_param: hidden}}
  attribute: {type: OS::Heat::TestResource, external_id: t}
  empty: {type: OS::Heat::None, external_id: ''}
  random: {type: OS::Heat::RandomString}
parameters: {hidden: {type: string, hidden: true, default: x}}
outputs: {o: {value: {get_attr: [attribute, outptu]}}}
`,
    { files: { 'nested.yaml': 'heat_template_version: wallaby\n' } },
  );
  assert.deepEqual(
    problems.map((each) => each.replace(/^template\.yaml:/, '')),
    [
      '4:55 template-resource: What is made of members can\'t be taken in by "external_id"',
      '5:43 template-resource: What is made of members can\'t be taken in by "external_id"',
      '6:45 template-resource: A resource with "external_id" depends on nothing',
      '7:48 shape-unknown: "external_id" waits for random@value',
      '8:47 template-resource: "external_id" is a secret',
      '10:46 property-missing: "external_id" is empty',
      '13:45 attribute-unknown: "attribute" has no attribute "outptu"',
    ],
  );
});
