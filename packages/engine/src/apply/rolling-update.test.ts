import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { isMap, Unknown, type Value } from '../hot/value.ts';
import type { GroupBatches } from '../preview/change-set.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { renderSample } from '../render/testing/render-sample.ts';
import type { RollingUpdate, UpdatePolicy } from '../resource/update-policy.ts';
import { graphOf } from './testing/random-graph.ts';
import { Simulation } from './testing/simulation.ts';

const rolling = (maxBatchSize: number, more: Partial<RollingUpdate> = {}): UpdatePolicy => ({
  rollingUpdate: { maxBatchSize, pauseTime: 0, minInService: 0, ...more },
});

interface Fleet {
  readonly versions: readonly number[];
  readonly policy?: UpdatePolicy;
  /** Whether one action may be of several members. */
  readonly many?: boolean;
  /** Names of deployments besides. */
  readonly others?: readonly string[];
}

/** A group with a member for each version, under a policy. */
function fleet({ versions, policy, many = false, others = ['a'] }: Fleet): ResourceGraph {
  const plain = { uses: [], version: versions[0] ?? 1, key: 1, keyFromOutput: false, replaceable: false };
  const graph = graphOf({ nodes: new Map(others.map((name) => [name, plain])), box: [], fleet: versions });
  const nodes = [...graph.nodes.values()].map((node): [string, GraphNode] => {
    if (node.kind === 'container') {
      const type = many ? node.type : 'OS::Heat::ResourceGroup';
      return [node.address, { ...node, type, ...(policy === undefined ? {} : { updatePolicy: policy }) }];
    }
    return [node.address, node.kind === 'resource' && node.within === 'fleet' ? memberOf(node, many) : node];
  });
  return { ...graph, nodes: new Map(nodes) };
}

/** A member whose changes are all in place, by a tool for one or for many. */
function memberOf(node: Extract<GraphNode, { kind: 'resource' }>, many: boolean): GraphNode {
  const inputs = node.properties.get('input_values') ?? null;
  const properties = new Map<string, Value>([
    ...node.properties,
    ['config', new Unknown({ kind: 'reference', address: many ? 'joint' : 'plain' })],
    [
      'input_values',
      isMap(inputs)
        ? new Map([
            ['version', inputs.get('version') ?? null],
            ['key', 'k1'],
          ])
        : inputs,
    ],
  ]);
  return { ...node, requires: [many ? 'joint' : 'plain'], properties };
}

/** What the last run did in its phases, in order: actions as they begin, `!` where one ends, pauses. */
function course(simulation: Simulation): readonly string[] {
  return (simulation.memory.journals.get(simulation.run()) ?? []).flatMap((entry) => {
    if (entry.kind === 'action-started') return [`${entry.verb} ${entry.address}`];
    if (entry.kind === 'wait-started') return [entry.moment];
    if (entry.kind === 'undo-started') return ['undo'];
    return [];
  });
}

test('members are updated in batches, the last ones first, with a pause between', async () => {
  const simulation = new Simulation();
  const policy = rolling(2, { pauseTime: 30 });
  await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1, 1, 1, 1], policy }) });
  const before = simulation.memory.clock.now();
  const report = await simulation.applyGraph('second', { graph: fleet({ versions: [2, 2, 1, 2, 2], policy }) });
  assert.equal(report?.status, 'done');
  assert.deepEqual(
    simulation.changes?.batches?.map(({ group, batches }) => [group, batches]),
    [
      [
        'fleet',
        [
          ['fleet/4', 'fleet/3'],
          ['fleet/1', 'fleet/0'],
        ],
      ],
    ],
  );
  assert.deepEqual(
    course(simulation).filter((each) => !each.endsWith(' a')),
    ['update fleet/3', 'update fleet/4', 'pause before the last batch', 'update fleet/0', 'update fleet/1'],
  );
  assert.equal(simulation.memory.clock.now() - before, 30_000);
});

test('a group that is new is created in batches, and one that only grows all at once', async () => {
  const simulation = new Simulation();
  const policy = { ...rolling(1), batchCreate: { maxBatchSize: 2, pauseTime: 5 } };
  await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1, 1], policy, others: [] }) });
  assert.deepEqual(course(simulation), [
    'create fleet/0',
    'create fleet/1',
    'pause before the last batch',
    'create fleet/2',
  ]);
  await simulation.applyGraph('second', { graph: fleet({ versions: [1, 1, 1, 1, 1], policy, others: [] }) });
  assert.equal(simulation.changes?.batches, undefined);
  assert.deepEqual(course(simulation), ['create fleet/3', 'create fleet/4']);
});

test('a batch of a group whose tool takes many is one action', async () => {
  const simulation = new Simulation();
  const policy = rolling(2);
  await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1, 1, 1], policy, many: true, others: [] }) });
  assert.deepEqual(simulation.nodes.calls, ['CREATE fleet/0 fleet/1 fleet/2 fleet/3'], 'there is no batch_create');
  simulation.nodes.calls.length = 0;
  await simulation.applyGraph('second', {
    graph: fleet({ versions: [2, 2, 2, 1, 2], policy, many: true, others: [] }),
  });
  assert.deepEqual(simulation.nodes.calls, ['UPDATE fleet/2', 'CREATE fleet/4', 'UPDATE fleet/0 fleet/1']);
});

test('a failure stops the batches that have not begun, and takes back those that have, in batches', async () => {
  const simulation = new Simulation();
  const policy = rolling(1, { pauseTime: 10 });
  await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1, 1, 1], policy, others: [] }) });
  const before = simulation.living();
  simulation.nodes.fate = ({ members }) =>
    members[0]?.address === 'fleet/1' && !simulation.undoing() ? 'fail-last' : 'succeed';
  const report = await simulation.applyGraph('second', {
    graph: fleet({ versions: [2, 2, 2, 2], policy, others: [] }),
  });
  assert.equal(report?.status, 'rolled back');
  assert.deepEqual(simulation.living(), before);
  assert.deepEqual(course(simulation), [
    'update fleet/3',
    'pause before the last 3 batches',
    'update fleet/2',
    'pause before the last 2 batches',
    'update fleet/1',
    'undo',
    'update fleet/3',
    'pause before the last 2 batches',
    'update fleet/2',
    'pause before the last batch',
    'update fleet/1',
  ]);
});

test('a pause holds nothing up but its group, and a failure elsewhere ends it', async () => {
  const simulation = new Simulation();
  const policy = rolling(1, { pauseTime: 600 });
  const others = ['a', 'b', 'c'];
  await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1], policy, others }) });
  const second = fleet({ versions: [2, 2], policy, others });
  simulation.nodes.fate = ({ members }) =>
    members[0]?.address === 'c' && !simulation.undoing() ? 'fail-last' : 'succeed';
  const before = simulation.memory.clock.now();
  const report = await simulation.applyGraph('second', { graph: second }, { parallel: 1 });
  assert.equal(report?.status, 'rolled back');
  assert.ok(simulation.memory.clock.now() - before < 10_000, 'nobody waits for what will not be');
  simulation.nodes.fate = () => 'succeed';
  const again = await simulation.applyGraph('third', { graph: second }, { parallel: 1 });
  assert.equal(again?.status, 'done');
  assert.deepEqual(course(simulation).at(-1), 'update fleet/0', 'all others are done while the group pauses');
});

test('a run that dies in a pause goes on in the same order, and does nothing twice', async () => {
  const policy = rolling(2, { pauseTime: 60 });
  const seen = new Set<string>();
  for (let instants = 1; instants < 60; instants++) {
    const simulation = new Simulation();
    await simulation.applyGraph('first', { graph: fleet({ versions: [1, 1, 1, 1, 1], policy, others: [] }) });
    const graph = fleet({ versions: [2, 2, 2, 2, 2], policy, others: [] });
    let report = await simulation.applyGraph('second', { graph }, { instants });
    const died = report === undefined;
    if (died) seen.add(course(simulation).at(-1) ?? '');
    report ??= await simulation.resume('resume');
    assert.equal(report?.status, 'done');
    checkOrder(simulation);
    const updates = simulation.nodes.log.filter((each) => each.startsWith('UPDATE'));
    assert.deepEqual([...updates].sort(), [...new Set(updates)].sort(), 'no member is updated twice');
    assert.equal(updates.length, 5);
    if (!died) break;
  }
  assert.ok(seen.has('pause before the last batch') && seen.has('pause before the last 2 batches'), [...seen].join());
});

test('whatever happens when, no batch begins before the one before it is done, and none is too large', async () => {
  const versions = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 });
  const policies = fc.record({
    maxBatchSize: fc.integer({ min: 1, max: 4 }),
    minInService: fc.nat({ max: 6 }),
    pauseTime: fc.constantFrom(0, 0, 7),
  });
  await fc.assert(
    fc.asyncProperty(
      versions,
      versions,
      policies,
      fc.boolean(),
      fc.nat({ max: 12 }),
      fc.option(fc.nat({ max: 80 }), { nil: undefined }),
      async (first, second, rollingUpdate, many, failing, instants) => {
        const simulation = new Simulation();
        const { maxBatchSize, pauseTime } = rollingUpdate;
        const policy = { rollingUpdate, batchCreate: { maxBatchSize, pauseTime } };
        assert.equal(
          (await simulation.applyGraph('first', { graph: fleet({ versions: first, policy, many }) }))?.status,
          'done',
        );
        checkOrder(simulation);
        let actions = 0;
        simulation.nodes.fate = ({ action }) =>
          action !== 'DELETE' && !simulation.undoing() && actions++ === failing ? 'fail-last' : 'succeed';
        let report = await simulation.applyGraph(
          'second',
          { graph: fleet({ versions: second, policy, many }) },
          { instants },
        );
        report ??= await simulation.resume('resume');
        assert.ok(report?.status === 'done' || report?.status === 'rolled back', report?.status);
        checkOrder(simulation);
        const group = simulation.changes?.batches?.[0];
        for (const batch of group?.batches ?? []) assert.ok(batch.length <= maxBatchSize);
      },
    ),
    { numRuns: 200 },
  );
});

/** Holds the way forward of the last run against the batches of its change set. */
function checkOrder(simulation: Simulation): void {
  const groups: readonly GroupBatches[] = simulation.changes?.batches ?? [];
  const number = new Map(
    groups.flatMap(({ batches }) => batches.flatMap((each, index) => each.map((member) => [member, index]))),
  );
  const open = new Set<string>();
  let last = 0;
  for (const entry of simulation.memory.journals.get(simulation.run()) ?? []) {
    if (entry.kind === 'undo-started') return;
    if (entry.kind === 'action-ended') open.delete(entry.address);
    if (entry.kind !== 'action-started') continue;
    const index = number.get(entry.address);
    if (index === undefined) continue;
    assert.ok(index >= last, `${entry.address} begins after a later batch`);
    for (const other of open) assert.equal(number.get(other), index, `${entry.address} begins while ${other} goes on`);
    last = index;
    open.add(entry.address);
  }
}

test('a group whose members are known only when they are made is created in batches too, also by a run taken up', async () => {
  const deployment = (inputs: string) =>
    `{type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1, input_values: {${inputs}}}}`;
  const { graph } = renderSample(
    `
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties:
      configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}]
      outputs: [{name: size}]
  a: ${deployment("size: '3'")}
  g:
    type: OS::Heat::ResourceGroup
    update_policy: {batch_create: {max_batch_size: 2, pause_time: 5}}
    properties: {count: {get_attr: [a, size]}, resource_def: ${deployment("index: '%index%'")}}
`,
    { inventory: 'all: {hosts: {node-1: {ansible_connection: local}}}\n' },
  );
  for (let instants = 1; ; instants++) {
    const simulation = new Simulation();
    let report = await simulation.applyGraph('first', { graph }, { instants });
    const died = report === undefined;
    report ??= await simulation.resume('resume');
    assert.equal(report?.status, 'done');
    assert.deepEqual(
      course(simulation).filter((each, index, all) => all.indexOf(each) === index),
      ['create a', 'create g/0', 'create g/1', 'pause before the last batch', 'create g/2'],
    );
    if (!died) break;
  }
});
