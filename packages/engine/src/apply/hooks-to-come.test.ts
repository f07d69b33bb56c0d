import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { ResourceGraph } from '../render/revision.ts';
import { renderSample, template } from '../render/testing/render-sample.ts';
import { Simulation } from './testing/simulation.ts';
import { clearHooks, waitedFor } from './testing/waiting-graph.ts';

const config = `
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}], outputs: [{name: size}]}`;
const deployment = (inputs: string) =>
  `{type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1, input_values: {${inputs}}}}`;

interface Wanted {
  readonly size: number;
  readonly version?: number;
  readonly member?: number;
  /** What the environment says of the group and of its members. */
  readonly breaks: string;
}

/** A group of stacks whose number `a` tells. */
function graphOf({ size, version = 1, member = 1, breaks }: Wanted): ResourceGraph {
  const body = `
resources:${config}
  a: ${deployment(`size: '${size}', version: ${version}`)}
  g: {type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [a, size]}, resource_def: {type: m.yaml, properties: {v: ${member}}}}}
`;
  const files = {
    'm.yaml': template(`
parameters: {v: {type: string}}
resources:${config}
  one: ${deployment('v: {get_param: v}')}
`),
  };
  const given = { 'env.yaml': `resource_registry: {resources: {g: ${breaks}}}\n` };
  return renderSample(body, { files, given, inventory: 'all: {hosts: {node-1: {ansible_connection: local}}}\n' }).graph;
}

/** Applies it while somebody clears what there is, and gives where it stopped. */
async function stopsOf(simulation: Simulation, wanted: Wanted): Promise<readonly string[]> {
  for (let second = 1; second < 60; second++) simulation.memory.clock.after(second, () => clearHooks(simulation));
  const report = await simulation.applyGraph(JSON.stringify(wanted), { graph: graphOf(wanted) });
  assert.equal(report?.status, 'done');
  return waitedFor(simulation);
}

test('members that come to be known stop where something is done to them, and nowhere else', async () => {
  const simulation = new Simulation();
  const breaks =
    "{hooks: [pre-create, pre-update, post-update], '*': {hooks: [post-create, pre-update]}, '1': {hooks: pre-delete}}";
  assert.deepEqual(await stopsOf(simulation, { size: 0, breaks }), [], 'there is nothing to create');
  assert.deepEqual(await stopsOf(simulation, { size: 2, version: 2, breaks }), [
    'g pre-create',
    'g/0 post-create',
    'g/1 post-create',
  ]);
  assert.deepEqual(await stopsOf(simulation, { size: 2, version: 3, breaks }), [], 'all came out unchanged');
  assert.deepEqual(await stopsOf(simulation, { size: 2, version: 4, member: 2, breaks }), [
    'g pre-update',
    'g/0 pre-update',
    'g/1 pre-update',
    'g post-update',
  ]);
  assert.deepEqual(await stopsOf(simulation, { size: 1, version: 5, member: 2, breaks }), [
    'g pre-update',
    'g post-update',
    'g/1 pre-delete',
  ]);
});

test('what is restricted of stacks that come to be known holds', async () => {
  const simulation = new Simulation();
  const breaks = "{'*': {restricted_actions: update}}";
  await stopsOf(simulation, { size: 2, breaks });
  assert.deepEqual(await stopsOf(simulation, { size: 3, version: 2, breaks }), []);
  const before = simulation.living();
  const wanted = { size: 3, version: 3, member: 2, breaks };
  const report = await simulation.applyGraph('restricted', { graph: graphOf(wanted) });
  assert.equal(report?.status, 'rolled back');
  assert.match(report?.failures[0]?.reason ?? '', /update is restricted/);
  assert.deepEqual(simulation.living(), before);
});
