import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ResourceGraph } from '../render/revision.ts';
import { renderSample, template } from '../render/testing/render-sample.ts';
import { type DeferredPlan, deferredAddresses, deferredGraph, deferredPair } from './testing/deferred-plan.ts';
import type { Fate } from './testing/simulated-node.ts';
import { Simulation } from './testing/simulation.ts';

const fate = fc.constantFrom<Fate>('succeed', 'fail-first', 'fail-last', 'lose-before', 'lose-after');

/** Holds what lives against a plan: nothing is to be done any more, and each deployment that it comes to lives once. */
function checkAgainst(simulation: Simulation, plan: DeferredPlan): void {
  assert.deepEqual([...simulation.wouldChangeTo(deferredGraph(plan)).values()], [], 'the state differs from the plan');
  const living = [...simulation.nodes.living.values()].map((each) => each.address);
  assert.deepEqual(living.sort(), [...deferredAddresses(plan)].sort());
}

test('whatever hangs on an output comes out, or is taken back, whatever fails and whenever the process dies', async () => {
  const seen = { done: 0, rolledBack: 0, deaths: 0 };
  await fc.assert(
    fc.asyncProperty(
      deferredPair,
      fate,
      fc.nat({ max: 7 }),
      fc.array(fc.nat({ max: 60 }), { maxLength: 2 }),
      fc.constantFrom<'resume' | 'rollback'>('resume', 'resume', 'rollback'),
      async ([first, second], fate, failing, deaths, mode) => {
        const simulation = new Simulation();
        assert.equal((await simulation.applyGraph('first', { graph: deferredGraph(first) }))?.status, 'done');
        checkAgainst(simulation, first);
        const before = simulation.living();

        const wasSpent = simulation.failOnce(failing, fate);
        let report = await simulation.applyGraph('second', { graph: deferredGraph(second) }, { instants: deaths[0] });
        for (const death of [...deaths.slice(1), undefined, undefined]) {
          if (report !== undefined) break;
          seen.deaths += 1;
          report = await simulation.resume(mode, death);
        }
        assert.ok(report !== undefined);
        assert.deepEqual(report.leftovers, []);
        const failed = wasSpent() && fate !== 'succeed';
        if (!failed && mode === 'resume') assert.equal(report.status, 'done', 'nothing failed, so nothing goes back');
        if (report.status === 'done') {
          seen.done += 1;
          checkAgainst(simulation, second);
        } else {
          seen.rolledBack += 1;
          assert.equal(report.status, 'rolled back');
          assert.deepEqual(simulation.living(), before, 'what lived before lives again, and nothing else');
          checkAgainst(simulation, first);
        }
      },
    ),
    { numRuns: 200 },
  );
  assert.ok(seen.done > 20 && seen.rolledBack > 10 && seen.deaths > 10, JSON.stringify(seen));
});

const plan: DeferredPlan = { shape: 'group', size: 2, version: 1, member: 1, uses: false };

test('what is not there yet is known after apply, and nothing else of it is said', async () => {
  const simulation = new Simulation();
  const changes = simulation.wouldChangeTo(deferredGraph(plan));
  const group = changes.get('g');
  assert.equal(group?.kind, 'deferred');
  assert.deepEqual(group.may, ['create']);
  assert.deepEqual(group.causes[0]?.awaits, ['a@size']);
  assert.deepEqual([...changes.keys()], ['config', 'a', 'g', 'z']);
  assert.deepEqual(changes.get('z')?.causes.at(-1)?.awaits, ['g@out']);
});

test('while what decides stays as it is, preview says of each member what comes of it', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: deferredGraph(plan) });
  const changes = simulation.wouldChangeTo(deferredGraph({ ...plan, member: 2 }));
  assert.deepEqual(
    [...changes.values()].map(({ address, kind }) => [address, kind]),
    [
      ['g/0', 'replace'],
      ['g/1', 'replace'],
      ['z', 'update-if-changed'],
    ],
  );
});

test('where it changes, each member that is there may be left, changed or removed, and new ones may come', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: deferredGraph(plan) });
  const next = { ...plan, size: 3 };
  const changes = simulation.wouldChangeTo(deferredGraph(next));
  assert.deepEqual(
    [...changes.values()].map(({ address, kind }) => [address, kind]),
    [
      ['a', 'update'],
      ['g', 'deferred'],
      ['g/0', 'deferred'],
      ['g/1', 'deferred'],
      ['z', 'update-if-changed'],
    ],
  );
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('second', { graph: deferredGraph(next) });
  assert.deepEqual(simulation.nodes.log, ['UPDATE a', 'CREATE g/2', 'UPDATE z']);
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('third', { graph: deferredGraph({ ...plan, size: 1 }) });
  assert.deepEqual([...simulation.nodes.log].sort(), ['DELETE g/1', 'DELETE g/2', 'UPDATE a', 'UPDATE z']);
});

test('a size that is none fails the run, which says so and goes back', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: deferredGraph(plan) });
  const before = simulation.living();
  const report = await simulation.applyGraph('second', { graph: deferredGraph({ ...plan, size: -1 }) });
  assert.equal(report?.status, 'rolled back');
  assert.equal(report?.failures[0]?.address, 'g');
  assert.match(report?.failures[0]?.reason ?? '', /^properties\.count: /);
  assert.deepEqual(simulation.living(), before);
});

test('what hangs on an output is removed with all else', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: deferredGraph({ ...plan, shape: 'deep' }) });
  const report = await simulation.applyGraph('none', {
    graph: { kind: 'ResourceGraph', formatVersion: 1, nodes: new Map(), outputs: new Map() },
  });
  assert.equal(report?.status, 'done');
  assert.equal(simulation.nodes.living.size, 0);
  assert.equal(simulation.memory.state.instances.size, 0);
});

test('of what is deferred a part is applied or taken back exactly, and the rest comes later', async () => {
  const seen = { done: 0, rolledBack: 0, leftOut: 0 };
  const names = fc.subarray(['a', 'g', 'z', 'config', 'g/0']);
  await fc.assert(
    fc.asyncProperty(deferredPair, names, names, fate, fc.nat({ max: 3 }), async (pair, targets, excludes, end, at) => {
      const [first, second] = pair;
      const simulation = new Simulation();
      await simulation.applyGraph('first', { graph: deferredGraph(first) });
      const before = simulation.living();
      const wanted = simulation.wouldChangeTo(deferredGraph(second));
      const there = new Set([...deferredGraph(second).nodes.keys(), ...wanted.keys(), ...addressesOf(before)]);
      const pick = (some: readonly string[]) => some.filter((each) => there.has(each));
      const part = simulation.partOf(deferredGraph(second), { targets: pick(targets), excludes: pick(excludes) });
      let actions = 0;
      simulation.nodes.fate = ({ action }) =>
        action === 'DELETE' || simulation.undoing() || actions++ !== at ? 'succeed' : end;
      const report = await simulation.applyGraph('part', part);
      const left = new Set(part.limited.leftOut);
      seen.leftOut += left.size;
      if (report?.status === 'done') {
        seen.done += 1;
        const now = simulation.living();
        for (const [id, each] of before)
          if (left.has(each.address)) assert.deepEqual(now.get(id), each, `${each.address} is left as it is`);
      } else {
        seen.rolledBack += 1;
        assert.equal(report?.status, 'rolled back');
        assert.deepEqual(simulation.living(), before);
      }
      simulation.nodes.fate = () => 'succeed';
      assert.equal((await simulation.applyGraph('whole', { graph: deferredGraph(second) }))?.status, 'done');
      checkAgainst(simulation, second);
    }),
    { numRuns: 120 },
  );
  assert.ok(
    Object.values(seen).every((each) => each > 2),
    JSON.stringify(seen),
  );
});

/** A group whose members lie where the output of `a` says. */
function placed(server: string, type = 'OS::Heat::SoftwareDeployment'): ResourceGraph {
  const body = `
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}], outputs: [{name: size}]}
  a: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1, input_values: {size: '2'}}}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [a, size]}
      resource_def: {type: ${type}, properties: {config: {get_resource: config}, server: ${server}}}
`;
  const inventory = 'all: {hosts: {node-1: {ansible_connection: local}}}\n';
  const files = {
    'foreign.yaml': template(`
parameters: {config: {type: string}, server: {type: string}}
conditions: {c: {equals: [{get_param: server}, '21']}}
resources:
  v: {type: OS::Heat::Value, properties: {value: 1}}
  s: {type: OS::Nova::Server, condition: c, properties: {flavor: f}}
`),
  };
  return renderSample(body, { inventory, files }).graph;
}

test('what stands against members is told when they come to be known, before any of them is touched', async () => {
  for (const [graph, reason] of [
    [placed("{str_replace: {template: 'node-%index%N', params: {N: {get_attr: [a, size]}}}}"), /^g\/0: .*"node-02"$/],
    [placed("{list_join: ['', [{get_attr: [a, size]}, '%index%']]}", 'foreign.yaml'), /^g\/1\/s: .* OS::Nova::Server$/],
  ] as const) {
    const simulation = new Simulation();
    const report = await simulation.applyGraph('first', { graph });
    assert.equal(report?.status, 'rolled back');
    assert.match(report?.failures[0]?.reason ?? '', reason);
    assert.deepEqual(simulation.nodes.log, ['CREATE a', 'DELETE a']);
  }
});

test('a handle that every change makes anew is made anew in a group whose number waits, too', async () => {
  const graph = (size: string, version: number) =>
    renderSample(
      `
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}], outputs: [{name: size}]}
  a: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1, input_values: {size: '${size}', version: ${version}}}}
  g: {type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [a, size]}, resource_def: {type: OS::Heat::UpdateWaitConditionHandle}}}
`,
      { inventory: 'all: {hosts: {node-1: {ansible_connection: local}}}\n' },
    ).graph;
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: graph('2', 1) });
  const handles = () =>
    [...simulation.memory.state.instances.values()].flatMap(({ id, address }) =>
      address.startsWith('g/') ? [id] : [],
    );
  const before = handles();
  assert.equal(before.length, 2);
  assert.equal((await simulation.applyGraph('second', { graph: graph('1', 2) }))?.status, 'done');
  assert.equal(handles().length, 1);
  assert.ok(
    handles().every((each) => !before.includes(each)),
    'it is another one',
  );
  assert.equal(simulation.wouldChangeTo(graph('1', 2)).size, 0);
});

test('a text that an output gives to a nested stack is read by the type of its parameter', async () => {
  const files = {
    'n.yaml': template(`
parameters: {map: {type: json}, list: {type: comma_delimited_list}}
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE], config: x}], inputs: [{name: a}, {name: b}]}
  one:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: node-1, input_values: {a: {get_param: [map, k, 0]}, b: {get_param: [list, 1]}}}
`),
  };
  const told = (text: string) => `
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: node-1, input_values: {size: '${text}'}}`;
  const body = `
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE], config: x}], outputs: [{name: size}]}
  a: ${told('{"k": ["v"]}')}
  b: ${told('x,y')}
  n: {type: n.yaml, properties: {map: {get_attr: [a, size]}, list: {get_attr: [b, size]}}}
`;
  const { graph } = renderSample(body, { files, inventory: 'all: {hosts: {node-1: {ansible_connection: local}}}\n' });
  const simulation = new Simulation();
  assert.equal((await simulation.applyGraph('first', { graph }))?.status, 'done');
  const one = [...simulation.nodes.living.values()].find(({ address }) => address === 'n/one');
  assert.deepEqual(
    [...(one?.inputs ?? [])],
    [
      ['a', 'v'],
      ['b', 'y'],
    ],
  );
});

function addressesOf(living: ReadonlyMap<string, { readonly address: string }>): readonly string[] {
  return [...living.values()].map((each) => each.address);
}
