import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGraph, writeGraph } from './graph-text.ts';
import { memorySecrets, outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

test('policies and metadata stand in the node, and are read again from its text', () => {
  const { graph } = renderSample(`
parameters: {keep: {type: string, default: retain}}
resources:
  a: {type: OS::Heat::Value, properties: {value: 1}, deletion_policy: {get_param: keep}, metadata: {x: [1]}}
  b: {type: OS::Heat::Value, properties: {value: 1}, deletion_policy: Delete, metadata: {}}
  made: {type: OS::Heat::Value, external_id: there, properties: {value: 1}}
  g:
    type: OS::Heat::ResourceGroup
    update_policy:
      rolling_update: {max_batch_size: 2, pause_time: 1.5, min_in_service: 1}
      batch_create: {max_batch_size: 3}
    deletion_policy: Retain
    properties: {count: 1, resource_def: {type: OS::Heat::Value, properties: {value: 1}, metadata: {y: 1}}}
`);
  const [a, b, made, g, member] = ['a', 'b', 'made', 'g', 'g/0'].map((address) => graph.nodes.get(address));
  assert.deepEqual([a?.deletionPolicy, a?.metadata], ['Retain', new Map([['x', [1]]])]);
  assert.deepEqual([b?.deletionPolicy, b?.metadata], [undefined, undefined]);
  assert.equal(made?.deletionPolicy, 'Retain');
  assert.ok(g?.kind === 'container');
  assert.deepEqual(g.updatePolicy, {
    rollingUpdate: { maxBatchSize: 2, pauseTime: 1.5, minInService: 1 },
    batchCreate: { maxBatchSize: 3, pauseTime: 0 },
  });
  assert.deepEqual([g.deletionPolicy, member?.deletionPolicy], ['Retain', undefined]);
  assert.deepEqual(member?.metadata, new Map([['y', 1]]));
  const again = readGraph(writeGraph(graph), memorySecrets().reveal).value;
  assert.deepEqual(again?.nodes, graph.nodes);
});

test('a policy that the type cannot have is told where the resource stands', () => {
  assert.deepEqual(
    problemsOf(
      `
resources:
  a: {type: OS::Heat::Value, properties: {value: 1}, update_policy: {rolling_update: {}}}
  b: {type: OS::Heat::Value, properties: {value: 1}, deletion_policy: Snapshot}
  c: {type: OS::Heat::Value, properties: {value: 1}, deletion_policy: {list_join: ['', [re, tain]]}}
  d: {type: OS::Heat::Value, properties: {value: 1}, deletion_policy: {list_join: ['', [re, tan]]}}
  e: {type: OS::Heat::None, deletion_policy: Snapshot, update_policy: {x: 1}}
  n: {type: n.yaml, update_policy: {x: 1}}
`,
      { files: { 'n.yaml': template('outputs: {o: {value: 1}}\n') } },
    ),
    [
      'template.yaml:4:70 resource-policy: OS::Heat::Value has no update policy',
      'template.yaml:5:71 resource-policy: OS::Heat::Value can\'t have the deletion policy "Snapshot"',
      'template.yaml:7:71 resource-policy: There is no deletion policy "retan"',
      'template.yaml:9:37 resource-policy: A nested stack has no update policy',
    ],
  );
});

test('metadata that come to no map are told, and nothing is none', () => {
  assert.deepEqual(
    problemsOf(`
parameters: {l: {type: comma_delimited_list, default: a}, n: {type: json, default: {}}}
resources:
  a: {type: OS::Heat::Value, properties: {value: 1}, metadata: {get_param: l}}
  b: {type: OS::Heat::Value, properties: {value: 1}, metadata: {get_param: [n, x]}}
  c: {type: OS::Heat::Value, properties: {value: 1}, metadata: {get_param: n}}
  d: {type: OS::Heat::Value, properties: {value: 1}, metadata: {yaql: {expression: 'null', data: 1}}}
`),
    [
      'template.yaml:5:64 template-resource: The metadata come to no map',
      'template.yaml:6:64 template-resource: The metadata come to no map',
    ],
  );
});

test('members of a group of deployments have no policies of their own', () => {
  const { graph } = renderSample(`
resources:
  config: {type: OS::Heat::SoftwareConfig, properties: {config: x, group: script}}
  g:
    type: OS::Heat::SoftwareDeploymentGroup
    update_policy: {rolling_update: {max_batch_size: 2}}
    deletion_policy: retain
    metadata: {x: 1}
    properties: {config: {get_resource: config}, servers: {one: local}}
`);
  const [g, member] = ['g', 'g/one'].map((address) => graph.nodes.get(address));
  assert.equal(g?.kind === 'container' && g.updatePolicy?.rollingUpdate?.maxBatchSize, 2);
  assert.deepEqual([member?.deletionPolicy, member?.metadata], [undefined, undefined]);
});

test('a template that stands for a resource is told its deletion policy as it is read', () => {
  const revision = renderSample(
    `
resources:
  n: {type: n.yaml, deletion_policy: retain}
outputs: {o: {value: {get_attr: [n, o]}}}
`,
    { files: { 'n.yaml': template('outputs: {o: {value: {resource_facade: deletion_policy}}}\n') } },
  );
  assert.equal(outputOf(revision, 'o'), 'Retain');
});

test('an update policy asks for no resource, and is no function as a whole', () => {
  const group = (policy: string) => `
parameters: {n: {type: number, default: 2}}
resources:
  v: {type: OS::Heat::Value, properties: {value: 2}}
  g:
    type: OS::Heat::ResourceGroup
    update_policy: ${policy}
    properties: {count: 1, resource_def: {type: OS::Heat::Value, properties: {value: 1}}}
`;
  const told = (policy: string) => problemsOf(group(policy));
  assert.deepEqual(told('{rolling_update: {max_batch_size: {get_param: n}}}'), []);
  assert.deepEqual(told('{rolling_update: {max_batch_size: {get_attr: [v, value]}}}'), [
    'template.yaml:8:20 resource-policy: The update policy asks for the resource "v"',
  ]);
  assert.deepEqual(told('{if: [{equals: [1, 1]}, {rolling_update: {}}, {}]}'), [
    'template.yaml:8:20 resource-policy: A function stands for the whole update policy',
  ]);
});
