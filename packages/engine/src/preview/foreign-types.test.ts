import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Failure } from '../hot/scope.ts';
import { isMap } from '../hot/value.ts';
import { renderSample } from '../render/testing/render-sample.ts';
import { emptyState, type Instance, type State } from '../state/state.ts';
import { Known } from './known.ts';
import { previewChanges } from './preview-changes.ts';
import { withoutProvider } from './without-provider.ts';

const reveal = () => undefined;

function cloud({ flavor = 'small', cidr = '10.0.0.0/24', name = 'a', zone = 'z' } = {}): string {
  return `
resources:
  net: {type: OS::Neutron::Net, properties: {name: ${name}}}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: ${cidr}}}
  port: {type: OS::Neutron::Port, properties: {network: {get_resource: net}, fixed_ips: [{subnet: {get_resource: subnet}}]}}
  server:
    type: OS::Nova::Server
    properties: {flavor: ${flavor}, image: i, networks: [{port: {get_resource: port}}]}
  volume: {type: AWS::EC2::Volume, properties: {AvailabilityZone: ${zone}, Size: 1}}
outputs: {address: {value: {get_attr: [server, first_address]}}}
`;
}

/** The state in which all of a template is deployed, as if there were a provider. */
function deployed(body: string): State {
  const { graph } = renderSample(body);
  const known = new Known(new Map(), reveal);
  for (const address of graph.nodes.keys()) known.referTo(address, `id-${address}`);
  const instances = new Map<string, Instance>();
  for (const node of graph.nodes.values()) {
    const properties = node.kind === 'resource' ? known.resolve(node.properties) : undefined;
    if (properties === undefined || properties instanceof Failure || !isMap(properties)) continue;
    const { address, type, requires } = node;
    const id = `id-${address}`;
    const status = { action: 'create', outcome: 'complete' } as const;
    const attributes = new Map();
    instances.set(id, {
      id,
      address,
      type,
      role: 'current',
      status,
      properties,
      attributes,
      requires,
      createdBy: 'r1',
    });
  }
  return { ...emptyState('d'), instances };
}

function preview(body: string, state: State) {
  const { graph } = renderSample(body);
  return { graph, ...previewChanges({ deployment: 'd', graph, target: null, state, forced: [], reveal }) };
}

function kindsOf(body: string, state: State): Readonly<Record<string, string>> {
  const changes = preview(body, state).value?.changes ?? [];
  return Object.fromEntries(changes.map(({ address, kind }) => [address, kind]));
}

const all = (kind: string) =>
  Object.fromEntries(['net', 'subnet', 'port', 'server', 'volume'].map((address) => [address, kind]));

test('what is not there is created, and nothing is done to what is as it is wanted', () => {
  assert.deepEqual(kindsOf(cloud(), emptyState('d')), all('create'));
  assert.deepEqual(kindsOf(cloud(), deployed(cloud())), all('unchanged'));
});

test('by the schema of its type a change is made in place or replaces, and so may what refers to it', () => {
  const state = deployed(cloud());
  assert.deepEqual(kindsOf(cloud({ name: 'b' }), state), { ...all('unchanged'), net: 'update' });
  assert.deepEqual(kindsOf(cloud({ flavor: 'large' }), state), { ...all('unchanged'), server: 'update' });
  const moved = kindsOf(cloud({ cidr: '10.1.0.0/24' }), state);
  assert.deepEqual([moved.net, moved.subnet, moved.port], ['unchanged', 'replace', 'update-if-changed']);
});

test('a change of what its type never changes is refused', () => {
  const { value, problems } = preview(cloud({ zone: 'y' }), deployed(cloud()));
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.map(({ code, path }) => [code, path]),
    [['change-refused', 'volume:AvailabilityZone']],
  );
});

test('who would be needed is told once for each type', () => {
  const { value, graph } = preview(cloud(), emptyState('d'));
  const told = value === undefined ? [] : withoutProvider(value, graph, 'error');
  assert.deepEqual(
    told.map(({ severity, path, expected }) => [severity, path, expected]),
    [
      ['error', 'net', 'a provider for OS::Neutron, which Tyto does not have'],
      ['error', 'subnet', 'a provider for OS::Neutron, which Tyto does not have'],
      ['error', 'port', 'a provider for OS::Neutron, which Tyto does not have'],
      ['error', 'server', 'a provider for OS::Nova, which Tyto does not have'],
      ['error', 'volume', 'a provider for AWS::EC2, which Tyto does not have'],
    ],
  );
  const same = preview(cloud(), deployed(cloud()));
  assert.deepEqual(same.value && withoutProvider(same.value, same.graph, 'error'), []);
});

test('what is only taken in needs nobody, unless it is asked for more than its id', () => {
  const body = (property: string) => `
resources:
  server: {type: OS::Nova::Server, external_id: abc}
  value: {type: OS::Heat::Value, properties: {value: {${property}}}}
`;
  const missing = (property: string) => {
    const { value, graph } = preview(body(property), emptyState('d'));
    return value === undefined ? ['refused'] : withoutProvider(value, graph, 'warning').map(({ path }) => path);
  };
  assert.deepEqual(missing('get_resource: server'), []);
  assert.deepEqual(missing('get_attr: [server, first_address]'), ['server']);
});

test('members of a number that is not known yet are told before they are made, though there may be none', () => {
  const missing = (body: string, state = emptyState('d')) => {
    const { value, graph } = preview(body, state);
    return value === undefined ? ['refused'] : withoutProvider(value, graph, 'error').map(({ message }) => message);
  };
  const group = (definition: string) => `
resources:
  r: {type: OS::Heat::RandomString}
  g: {type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [r, value]}, resource_def: ${definition}}}
`;
  assert.deepEqual(missing(group('{type: OS::Nova::Server, properties: {flavor: f}}')), [
    'Nothing here can apply OS::Nova::Server: members of "g"',
  ]);
  assert.deepEqual(missing(group('{type: OS::Heat::Value, properties: {value: 1}}')), []);
  const inner = '{type: OS::Nova::Server, properties: {flavor: f}}';
  const chain = `{type: OS::Heat::ResourceChain, properties: {resources: [OS::Heat::None, OS::Nova::KeyPair], resource_properties: {name: n}}}`;
  assert.deepEqual(missing(group(chain)), ['Nothing here can apply OS::Nova::KeyPair: members of "g"']);
  const both = `${group(inner)}  h: ${inner}\n`;
  assert.deepEqual(missing(both), ['Nothing here can apply OS::Nova::Server: members of "g", "h"']);
});

test('a group that scales is previewed with what it would have, and needs a provider', () => {
  const body = `
resources:
  g:
    type: OS::Heat::AutoScalingGroup
    properties: {min_size: 1, max_size: 5, desired_capacity: 2, resource: {type: OS::Nova::Server, properties: {flavor: f}}}
`;
  const { value, graph } = preview(body, emptyState('d'));
  assert.ok(value !== undefined);
  assert.deepEqual(
    value.changes.map(({ kind, because }) => [kind, because]),
    [['create', 'with 2 members of OS::Nova::Server, from 1 to 5']],
  );
  assert.deepEqual(
    withoutProvider(value, graph, 'error').map(({ message }) => message),
    ['Nothing here can apply OS::Heat::AutoScalingGroup: "g"'],
  );
  const same = preview(body, deployed(body)).value?.changes;
  assert.deepEqual(
    same?.map(({ kind, because }) => [kind, because]),
    [['unchanged', undefined]],
  );
});
