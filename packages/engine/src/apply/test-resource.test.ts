import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { Simulation } from './testing/simulation.ts';
import { after, graphWith, plain } from './testing/waiting-graph.ts';

type Properties = Readonly<Record<string, Value>>;

/** A test resource, and a deployment that comes after it. */
function graph(properties: Properties): { readonly graph: ResourceGraph } {
  const node = plain('trial', 'OS::Heat::TestResource', properties);
  return { graph: after(graphWith({ a: 1 }, [node]), 'a', 'trial') };
}

function instance({ memory }: Simulation) {
  return [...memory.state.instances.values()].find(({ address }) => address === 'trial');
}

function seconds({ memory }: Simulation): number {
  return (memory.clock.now() - Date.parse('2026-01-01T00:00:00Z')) / 1000;
}

test('a test resource gives what it was given', async () => {
  const simulation = new Simulation();
  assert.equal((await simulation.applyGraph('first', graph({ value: 'x' })))?.status, 'done');
  assert.deepEqual(instance(simulation)?.attributes, new Map([['output', 'x']]));
  assert.equal(seconds(simulation), 0);
  await simulation.applyGraph('second', graph({}));
  assert.deepEqual(instance(simulation)?.attributes, new Map([['output', 'test_string']]));
});

test('it waits as long as it is told, for another value only, and what depends on it waits too', async () => {
  const simulation = new Simulation();
  const times = new Map([['update', 7]]);
  simulation.memory.clock.after(19, () => assert.deepEqual(simulation.nodes.log, []));
  await simulation.applyGraph('first', graph({ wait_secs: 20, action_wait_secs: times }));
  assert.deepEqual([seconds(simulation), simulation.nodes.log], [20, ['CREATE a']]);
  await simulation.applyGraph('second', graph({ wait_secs: 30, action_wait_secs: times }));
  assert.equal(seconds(simulation), 20);
  await simulation.applyGraph('third', graph({ value: 'y', wait_secs: 30, action_wait_secs: times }));
  assert.equal(seconds(simulation), 27);
  await simulation.applyGraph('fourth', { graph: graphWith({ a: 1 }) });
  assert.equal(seconds(simulation), 57);
  assert.equal(instance(simulation), undefined);
});

test('it fails when it is told to, after its time, and the run goes back', async () => {
  const simulation = new Simulation();
  const report = await simulation.applyGraph('first', graph({ fail: true, wait_secs: 3 }));
  assert.deepEqual([report?.status, seconds(simulation)], ['rolled back', 6], 'its removal waits too');
  assert.match(report?.failures[0]?.reason ?? '', /Test Resource failed trial/);
  await simulation.applyGraph('second', graph({ value: 'x' }));
  assert.equal((await simulation.applyGraph('third', graph({ value: 'x', fail: true })))?.status, 'rolled back');
  assert.deepEqual(instance(simulation)?.properties, new Map([['value', 'x']]));
});

test('update_replace makes another value a replacement', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', graph({ value: 'x' }));
  const before = instance(simulation)?.id;
  await simulation.applyGraph('second', graph({ value: 'x', update_replace: true }));
  assert.equal(instance(simulation)?.id, before);
  await simulation.applyGraph('third', graph({ value: 'y', update_replace: true }));
  assert.notEqual(instance(simulation)?.id, before);
});

test('a process that dies while it waits is taken up and waits on', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(10, () => simulation.kill());
  assert.equal(await simulation.applyGraph('first', graph({ wait_secs: 30 })), undefined);
  assert.equal((await simulation.resume('resume'))?.status, 'done');
  assert.equal(seconds(simulation), 30);
  assert.deepEqual(instance(simulation)?.attributes, new Map([['output', 'test_string']]));
});
