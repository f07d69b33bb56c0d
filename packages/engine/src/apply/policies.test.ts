import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { graphOf } from './testing/random-graph.ts';
import { Simulation } from './testing/simulation.ts';

const plain = { uses: [], version: 1, key: 1, keyFromOutput: false, replaceable: true };

/** A deployment for each name, the keys as given, with what is put beside some addresses. */
function graph(
  names: readonly string[],
  beside: Readonly<Record<string, Partial<GraphNode>>> = {},
  { key = 1, box = [] }: { readonly key?: number; readonly box?: readonly string[] } = {},
): ResourceGraph {
  const made = graphOf({ nodes: new Map(names.map((name) => [name, { ...plain, key }])), box, fleet: [] });
  const nodes = [...made.nodes].map(([address, node]): [string, GraphNode] => [
    address,
    Object.assign({ ...node }, beside[address]),
  ]);
  return { ...made, nodes: new Map(nodes) };
}

const retained = { deletionPolicy: 'Retain' } as const;

test('what is retained is let go without a DELETE, and both preview and report say so', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: graph(['a', 'b'], { a: retained }) });
  simulation.nodes.log.length = 0;
  const report = await simulation.applyGraph('second', { graph: graph([]) });
  const kinds = simulation.changes?.changes.filter(({ address }) => 'ab'.includes(address));
  assert.deepEqual(
    kinds?.map(({ address, kind }) => [address, kind]),
    [
      ['a', 'forget'],
      ['b', 'delete'],
    ],
  );
  assert.deepEqual(simulation.nodes.log, ['DELETE b']);
  assert.deepEqual([report?.status, report?.retained, report?.leftovers], ['done', ['a'], []]);
  assert.deepEqual(
    [...simulation.living().values()].map((each) => each.address),
    ['a'],
    'it lives on where it is',
  );
});

test('a replaced resource that is retained is let go: the policy that holds is the one that was applied last', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: graph(['a', 'b'], { a: retained }) });
  simulation.nodes.log.length = 0;
  const report = await simulation.applyGraph('second', { graph: graph(['a', 'b'], { b: retained }, { key: 2 }) });
  assert.deepEqual(
    simulation.changes?.changes.filter((each) => each.retains === true).map((each) => each.address),
    ['a'],
  );
  assert.deepEqual(simulation.nodes.log, ['CREATE a', 'CREATE b', 'DELETE b']);
  assert.deepEqual(report?.retained, ['a']);
});

test('a policy alone that changes is recorded, and holds from then on', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: graph(['a']) });
  await simulation.applyGraph('second', { graph: graph(['a'], { a: retained }) });
  assert.ok(simulation.changes?.changes.every((each) => each.kind === 'unchanged'));
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('third', { graph: graph([]) });
  assert.deepEqual(simulation.nodes.log, []);
});

test('what lies in a retained stack is let go when the stack goes, and deleted when only it goes', async () => {
  const simulation = new Simulation();
  const box = ['a', 'b', 'c'];
  await simulation.applyGraph('first', { graph: graph(box, { box: retained }, { box }) });
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('second', { graph: graph(['a', 'b'], { box: retained }, { box }) });
  assert.deepEqual(simulation.nodes.log, ['DELETE box/c']);
  const report = await simulation.applyGraph('third', { graph: graph([]) });
  assert.deepEqual(simulation.nodes.log, ['DELETE box/c']);
  assert.deepEqual([...(report?.retained ?? [])].sort(), ['box/a', 'box/b']);
});

test('what a run made itself it takes back, whatever the policy', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: graph(['a']) });
  const before = simulation.living();
  simulation.nodes.fate = ({ action, members }) =>
    action === 'CREATE' && members[0]?.address === 'c' ? 'fail-first' : 'succeed';
  const second = graph(['a', 'b', 'c'], { a: retained, b: retained, c: retained }, { key: 2 });
  const report = await simulation.applyGraph('second', { graph: second }, { parallel: 1 });
  assert.equal(report?.status, 'rolled back');
  assert.deepEqual(report?.retained, []);
  assert.deepEqual(simulation.living(), before);
});

test('metadata that changes updates a resource, and runs nothing', async () => {
  const simulation = new Simulation();
  const given = (x: Value): Partial<GraphNode> => ({ metadata: new Map([['x', x]]) });
  await simulation.applyGraph('first', { graph: graph(['a', 'b'], { a: given(1) }) });
  simulation.nodes.log.length = 0;
  const report = await simulation.applyGraph('second', { graph: graph(['a', 'b'], { a: given(2) }) });
  const change = simulation.changes?.changes.find((each) => each.address === 'a');
  assert.deepEqual([change?.kind, change?.causes.map(({ path }) => path)], ['update', ['metadata.x']]);
  assert.deepEqual([report?.status, simulation.nodes.log], ['done', []]);
  await simulation.applyGraph('third', { graph: graph(['a', 'b'], { a: given(2) }) });
  assert.ok(simulation.changes?.changes.every((each) => each.kind === 'unchanged'));
  await simulation.applyGraph('fourth', { graph: graph(['a', 'b']) });
  const instances = [...simulation.memory.state.instances.values()];
  assert.equal(instances.find((each) => each.address === 'a')?.metadata, undefined);
  assert.deepEqual(simulation.nodes.log, []);
});
