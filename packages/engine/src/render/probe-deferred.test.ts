import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../hot/scope.ts';
import { expandDeferred } from './expand-deferred.ts';
import { probeDeferred } from './probe-deferred.ts';
import { renderSource } from './sources.ts';
import { line, memorySecrets, renderSample, type Sample, template } from './testing/render-sample.ts';

/** What is seen of the deferred node `g` of a body: its members with their types, and what is wrong in them. */
function probe(body: string, sample: Sample = {}) {
  const { graph, places } = renderSample(`\nresources:\n  r: {type: OS::Heat::RandomString}\n${body}`, sample);
  const node = graph.nodes.get('g');
  if (node?.kind !== 'deferred' || graph.sources === undefined) throw new Error('it is not deferred');
  const means = { deployment: 'd', sources: graph.sources, configs: new Map(), place: places.get('g') };
  const { nodes, problems } = probeDeferred(node, means);
  return {
    members: [...nodes.values()].map(({ address, type }) => `${address} ${type}`).slice(1),
    problems: problems.map(line),
  };
}

const group = (definition: string, count = '{get_attr: [r, value]}') =>
  `  g: {type: OS::Heat::ResourceGroup, properties: {count: ${count}, resource_def: ${definition}}}\n`;

test('a group whose number waits is looked into by one member', () => {
  assert.deepEqual(probe(group("{type: OS::Nova::Server, properties: {flavor: 'f%index%'}}")).members, [
    'g/0 OS::Nova::Server',
  ]);
  const files = {
    'n.yaml': template(`
resources: {s: {type: OS::Nova::Server, properties: {flavor: f}}, v: {type: OS::Heat::Value, properties: {value: 1}}}
`),
  };
  assert.deepEqual(probe(group('{type: n.yaml}'), { files }).members, [
    'g/0 n.yaml',
    'g/0/s OS::Nova::Server',
    'g/0/v OS::Heat::Value',
  ]);
});

test('what is wrong in a member is told where it is written, once it is wrong in any case', () => {
  assert.deepEqual(probe(group('{type: OS::Heat::RandomString, properties: {length: 0}}')).problems, [
    'template.yaml:5:148 property-value: The value 0 is out of range',
  ]);
  assert.deepEqual(probe(group('{type: OS::Heat::Nope}')).problems, [
    'template.yaml:5:103 resource-type: There is no resource type "OS::Heat::Nope"',
  ]);
});

test('of a nested stack whose conditions wait, only what is there in any case is seen', () => {
  const files = {
    'n.yaml': template(`
parameters: {p: {type: string}}
conditions: {c: {equals: [{get_param: p}, x]}}
resources:
  maybe: {type: OS::Nova::Server, condition: c, properties: {flavor: f}}
  uses: {type: OS::Heat::Value, properties: {value: {get_attr: [maybe, first_address]}}}
  sure: {type: OS::Heat::Value, properties: {value: {if: [c, 1, 2]}}}
`),
  };
  assert.deepEqual(probe('  g: {type: n.yaml, properties: {p: {get_attr: [r, value]}}}\n', { files }), {
    members: ['g/sure OS::Heat::Value'],
    problems: [],
  });
});

test('a group of deployments on servers that are not known has one, and a chain of types that are not known none', () => {
  const deployments = `
  c: {type: OS::Heat::SoftwareConfig, properties: {config: x}}
  g: {type: OS::Heat::SoftwareDeploymentGroup, properties: {config: {get_resource: c}, servers: {get_attr: [d, deploy_stdout]}}}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: c}, server: local}}
`;
  assert.deepEqual(probe(deployments).members, ['g/0 OS::Heat::SoftwareDeployment']);
  const chain =
    '  g: {type: OS::Heat::ResourceChain, properties: {resources: {str_split: [",", {get_attr: [r, value]}]}}}\n';
  assert.deepEqual(probe(chain).members, []);
});

test('a template with errors is told where members come about, though who looked into them before kept silent of it', () => {
  const files = {
    'n.yaml': template(`
parameters: {p: {type: string}}
conditions: {c: {equals: [{get_param: p}, x]}}
resources: {maybe: {type: OS::Heat::Value, condition: c, properties: {value: 1}}, b: {type: broken.yaml}}
`),
    'broken.yaml': template('\nresources: {v: {type: OS::Heat::Value, propertys: {value: 1}}}\n'),
  };
  const { graph } = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  g: {type: n.yaml, properties: {p: {get_attr: [r, value]}}}
`,
    { files },
  );
  const { sources, nodes } = graph;
  const node = nodes.get('g');
  if (node?.kind !== 'deferred' || sources === undefined) throw new Error('it is not deferred');
  assert.deepEqual(probeDeferred(node, { deployment: 'd', sources, configs: new Map() }).problems, []);
  const known = { ...node, inputs: new Map([['p', 'y']]) };
  const means = { deployment: 'd', source: renderSource(sources), secrets: memorySecrets(), configs: new Map() };
  const expansion = expandDeferred(known, means);
  assert.match(expansion instanceof Failure ? expansion.problems.map(line).join() : '', /^broken.yaml:3:.*propertys/);
});
