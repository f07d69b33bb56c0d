import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewChanges } from '../preview/preview-changes.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { Simulation } from './testing/simulation.ts';
import { graphWith } from './testing/waiting-graph.ts';

function graph(
  externalId?: string,
  properties: ReadonlyMap<string, string> = new Map(),
): {
  readonly graph: ResourceGraph;
} {
  const type = 'OS::Heat::TestResource';
  const node: GraphNode = { kind: 'resource', address: 'there', type, requires: [], properties };
  return { graph: graphWith({}, [externalId === undefined ? node : { ...node, externalId }]) };
}

function instance({ memory }: Simulation) {
  return [...memory.state.instances.values()].find(({ address }) => address === 'there');
}

test('what was there before is taken in, left alone and let go', async () => {
  const simulation = new Simulation();
  assert.equal((await simulation.applyGraph('first', graph('abc')))?.status, 'done');
  assert.deepEqual([instance(simulation)?.externalId, instance(simulation)?.status.outcome], ['abc', 'complete']);
  assert.equal(simulation.wouldChangeTo(graph('abc', new Map([['value', 'other']])).graph).size, 0);
  const report = await simulation.applyGraph('second', { graph: graphWith({}) });
  assert.deepEqual([instance(simulation), report?.retained], [undefined, ['there']]);
});

test('another id is refused, and so is none where there was one', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', graph('abc'));
  for (const other of [graph('abd'), graph()]) {
    const request = { deployment: 'd', target: null, forced: [], reveal: () => undefined };
    const { problems } = previewChanges({ ...request, ...other, state: simulation.memory.state });
    assert.deepEqual(
      problems.map(({ code, path }) => [code, path]),
      [['change-refused', 'there']],
    );
  }
});
