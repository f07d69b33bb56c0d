import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topologicalOrder } from '../graph/topological-order.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import type { UpdatePolicy } from '../resource/update-policy.ts';
import type { State } from '../state/state.ts';
import { batchGates, batchNumbers, withGates } from './batch-gates.ts';
import type { Change, ChangeKind } from './change-set.ts';
import { executionGraph } from './execution-order.ts';
import { groupBatches } from './group-batches.ts';
import { batchesFromValue, batchesToValue } from './group-batches-text.ts';

const rolling: UpdatePolicy = { rollingUpdate: { maxBatchSize: 2, pauseTime: 1.5, minInService: 0 } };
const both: UpdatePolicy = { ...rolling, batchCreate: { maxBatchSize: 3, pauseTime: 0 } };

/** A group of nested stacks, each with two resources. */
function group(
  members: readonly string[],
  updatePolicy: UpdatePolicy,
  type = 'OS::Heat::ResourceGroup',
): ResourceGraph {
  const nodes: GraphNode[] = [{ kind: 'container', address: 'g', type, requires: [], updatePolicy }];
  for (const name of members) {
    const address = `g/${name}`;
    nodes.push({ kind: 'container', address, type: 'n.yaml', requires: [], within: 'g' });
    for (const each of ['a', 'b']) {
      const inner = { type: 'OS::Heat::Value', requires: [], within: address, properties: new Map() };
      nodes.push({ kind: 'resource', address: `${address}/${each}`, ...inner });
    }
  }
  const byAddress = new Map(nodes.map((each) => [each.address, each]));
  return { kind: 'ResourceGraph', formatVersion: 1, nodes: byAddress, outputs: new Map() };
}

function deployed(...addresses: readonly string[]): Pick<State, 'instances'> {
  const instances = addresses.map((address) => ({
    id: address,
    address,
    type: 'OS::Heat::Value',
    role: 'current' as const,
    status: { action: 'create' as const, outcome: 'complete' as const },
    properties: new Map(),
    attributes: new Map(),
    requires: [],
    createdBy: 'r1',
  }));
  return { instances: new Map(instances.map((each) => [each.id, each])) };
}

const change = (kind: ChangeKind, ...addresses: readonly string[]): readonly Change[] =>
  addresses.map((address) => ({ address, type: 'OS::Heat::Value', kind, may: [], causes: [] }));

const batchesOf = (...given: Parameters<typeof groupBatches>) => groupBatches(...given).map((each) => each.batches);

test('a member goes in a batch with all that lies in it, whatever of that changes', () => {
  const state = deployed('g/0/a', 'g/0/b', 'g/1/a', 'g/2/b', 'other/g/3/a');
  const changes = [
    ...change('unchanged', 'g/0/a'),
    ...change('update', 'g/0/b'),
    ...change('update-if-changed', 'g/2/b'),
    ...change('create', 'g/3/a', 'g/3/b'),
  ];
  assert.deepEqual(batchesOf(group(['0', '1', '2', '3'], rolling), state, changes), [[['g/3', 'g/2'], ['g/0']]]);
});

test('a new group goes by batch_create; one that only grows or shrinks goes at once, deployments aside', () => {
  const members = ['0', '1', '2', '3'];
  const created = change('create', ...members.map((each) => `g/${each}/a`));
  assert.deepEqual(batchesOf(group(members, both), deployed(), created), [[['g/0', 'g/1', 'g/2'], ['g/3']]]);
  assert.deepEqual(batchesOf(group(members, rolling), deployed(), created), [], 'there is no policy for that');
  const grown = change('create', 'g/2/a', 'g/3/a');
  const state = deployed('g/0/a', 'g/1/a');
  assert.deepEqual(batchesOf(group(members, both), state, grown), []);
  const deployments = group(members, both, 'OS::Heat::SoftwareDeploymentGroup');
  assert.deepEqual(batchesOf(deployments, state, grown), [[['g/2', 'g/3']]]);
  assert.deepEqual(
    batchesOf(group(['0'], both), state, [...change('delete', 'g/1/a'), ...change('unchanged', 'g/0/a')]),
    [],
  );
});

test('between two batches lies a gate, after all of the one and before all of the other', () => {
  const graph = group(['0', '1', '2'], rolling);
  const batches = groupBatches(graph, deployed('g/0/a', 'g/1/a', 'g/2/a'), change('update', 'g/0/a', 'g/1/a', 'g/2/a'));
  const order = topologicalOrder(withGates(executionGraph(graph), batches));
  const [[gate, found] = ['', undefined]] = batchGates(batches);
  assert.deepEqual(found, { group: 'g', left: 1, pauseTime: 1.5 });
  const at = order.indexOf(gate);
  assert.deepEqual(
    order.slice(at + 1).filter((each) => each.startsWith('g/')),
    ['g/0/a', 'g/0/b'],
  );
  assert.equal(order.slice(0, at).filter((each) => each.startsWith('g/')).length, 4);
  assert.deepEqual(
    [...batchNumbers(batches)],
    [
      ['g/2', 0],
      ['g/1', 0],
      ['g/0', 1],
    ],
  );
});

test('what comes to the order later has its gates too, and nothing else has', () => {
  const graph = group(['0', '1'], { rollingUpdate: { maxBatchSize: 1, pauseTime: 0, minInService: 0 } });
  const batches = groupBatches(graph, deployed('g/0/a', 'g/1/a'), change('update', 'g/0/a', 'g/1/a'));
  const whole = executionGraph(graph);
  const before = new Map([...whole].filter(([vertex]) => !vertex.includes('g/')));
  assert.deepEqual(withGates(before, batches), before);
  assert.equal(withGates(whole, batches).size, whole.size + 1);
});

test('batches are read again from their text', () => {
  const batches = groupBatches(group(['0', '1'], both), deployed('g/0/a'), change('update', 'g/0/a'));
  assert.equal(batches.length, 1);
  assert.deepEqual(batchesFromValue(batches.map(batchesToValue)), { batches });
  assert.deepEqual(batchesFromValue(undefined), {});
});

test('what is told of members in service is what can be kept', () => {
  const policy: UpdatePolicy = { rollingUpdate: { maxBatchSize: 2, pauseTime: 0, minInService: 9 } };
  const names = ['0', '1', '2'];
  const state = deployed(...names.map((name) => `g/${name}/a`));
  const [found] = groupBatches(group(names, policy), state, change('update', ...names.map((name) => `g/${name}/a`)));
  assert.deepEqual([found?.minInService, found?.maxBatchSize, found?.batches.length], [2, 1, 3]);
});
