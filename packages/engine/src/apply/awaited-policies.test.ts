import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ResourceGraph } from '../render/revision.ts';
import { renderSample, template } from '../render/testing/render-sample.ts';
import { Simulation } from './testing/simulation.ts';

const config = `
  config:
    type: OS::Heat::SoftwareComponent
    properties:
      configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}]
      outputs: [{name: out}, {name: size}]`;

const deployment = (inputs: string, beside = '') =>
  `{type: OS::Heat::SoftwareDeployment, ${beside} properties: {config: {get_resource: config}, server: node-1, input_values: {${inputs}}}}`;

const server = { inventory: 'all: {hosts: {node-1: {ansible_connection: local}}}\n' };

/** `a` tells a word, by which `b` and the stack `s` are kept or not when they go. */
function keeping(word: string, { more = '', input = '1' } = {}): ResourceGraph {
  const child = template(`
parameters: {keep: {type: string}, input: {type: string}}
resources:${config}
  in: ${deployment('input: {get_param: input}', 'deletion_policy: {get_param: keep},')}
`);
  const body = `
resources:${config}
  a: ${deployment(`size: ${word}`)}
  b: ${deployment(`input: '${input}'`, 'deletion_policy: {get_attr: [a, size]},')}
  s: {type: child.yaml, properties: {keep: {get_attr: [a, size]}, input: '${input}'}}
${more}`;
  return renderSample(body, { files: { 'child.yaml': child }, ...server }).graph;
}

const onlyA = (word: string): ResourceGraph =>
  renderSample(`\nresources:${config}\n  a: ${deployment(`size: ${word}`)}\n`, server).graph;

test('a deletion policy that an output tells is not known in the preview, and holds when it goes', async () => {
  for (const [word, log] of [
    ['Retain', []],
    ['retain', []],
    ['Delete', ['DELETE b', 'DELETE s/in']],
  ] as const) {
    const simulation = new Simulation();
    const first = simulation.wouldChangeTo(keeping(word));
    for (const address of ['b', 's/in'])
      assert.deepEqual(
        first.get(address)?.causes.find(({ path }) => path === 'deletion_policy')?.awaits,
        ['a@size'],
        address,
      );
    assert.equal((await simulation.applyGraph('first', { graph: keeping(word) }))?.status, 'done');
    assert.equal(simulation.wouldChangeTo(keeping(word)).size, 0);
    simulation.nodes.log.length = 0;
    await simulation.applyGraph('second', { graph: onlyA(word) });
    assert.deepEqual([...simulation.nodes.log].sort(), log, word);
  }
});

test('what comes later of it is taken: the policy that holds is the one that came with the last apply', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: keeping('Delete') });
  await simulation.applyGraph('second', { graph: keeping('Retain') });
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('third', { graph: onlyA('Retain') });
  assert.deepEqual(simulation.nodes.log, []);
});

test('a part that is applied by itself has the policy that is told by what stays', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: keeping('Retain') });
  const part = simulation.partOf(keeping('Retain', { input: '2' }), { targets: ['b'], excludes: ['a'] });
  assert.equal((await simulation.applyGraph('part', part))?.status, 'done');
  const excluded = simulation.partOf(keeping('Retain', { input: '3' }), { targets: [], excludes: ['s/in'] });
  assert.equal((await simulation.applyGraph('rest', excluded))?.status, 'done');
  simulation.nodes.log.length = 0;
  await simulation.applyGraph('third', { graph: onlyA('Retain') });
  assert.deepEqual(simulation.nodes.log, []);
});

test('a stack or group whose deletion policy an output tells is expanded when it is known, and let go with all in it', async () => {
  const child = template(`\nresources:${config}\n  in: ${deployment('input: x')}\n`);
  const policy = 'deletion_policy: {get_attr: [a, size]}';
  const body = `
resources:${config}
  a: ${deployment('size: retain')}
  s: {type: child.yaml, ${policy}}
  g: {type: OS::Heat::ResourceGroup, ${policy}, properties: {count: 1, resource_def: ${deployment("i: '%index%'")}}}
  c: {type: OS::Heat::ResourceChain, ${policy}, properties: {resources: [child.yaml]}}
  d: {type: OS::Heat::SoftwareDeploymentGroup, ${policy}, properties: {config: {get_resource: config}, servers: {n: node-1}}}
  o: {type: OS::Heat::Stack, ${policy}, properties: {template: {get_file: child.yaml}}}
`;
  const { graph } = renderSample(body, { files: { 'child.yaml': child }, ...server });
  const simulation = new Simulation();
  const made = ['c/0/in', 'd/n', 'g/0', 'o/in', 's/in'];
  assert.deepEqual([...simulation.wouldChangeTo(graph).keys()].sort(), ['a', 'c', 'config', 'd', 'g', 'o', 's']);
  await simulation.applyGraph('first', { graph });
  assert.deepEqual([...simulation.nodes.log].sort(), ['CREATE a', ...made.map((each) => `CREATE ${each}`)]);
  assert.equal(simulation.wouldChangeTo(graph).size, 0);
  simulation.nodes.log.length = 0;
  const report = await simulation.applyGraph('second', { graph: onlyA('retain') });
  assert.deepEqual(simulation.nodes.log, []);
  assert.deepEqual([...(report?.retained ?? [])].filter((each) => !each.endsWith('config')).sort(), made);
});

test('one that is none fails the run before its resource is touched', async () => {
  for (const word of ['Keep', 'Snapshot']) {
    const simulation = new Simulation();
    await simulation.applyGraph('first', { graph: keeping('Delete') });
    const before = simulation.living();
    simulation.nodes.log.length = 0;
    const report = await simulation.applyGraph('second', { graph: keeping(word, { input: '2' }) }, { parallel: 1 });
    assert.equal(report?.status, 'rolled back');
    assert.equal(report?.failures[0]?.address, 'b');
    assert.match(report?.failures[0]?.reason ?? '', new RegExp(`^deletion_policy: .*"${word}"`));
    assert.deepEqual(simulation.nodes.log, ['UPDATE a', 'UPDATE a']);
    assert.deepEqual(simulation.living(), before);
  }
});

/** A group in a stack that is told how many may be worked on at once. */
function batched(
  size: string,
  version: number,
  { count = '3', type = 'string', policy = '{max_batch_size: {get_param: size}}' } = {},
) {
  const child = template(`
parameters: {size: {type: ${type}}, count: {type: string}}
resources:${config}
  g:
    type: OS::Heat::ResourceGroup
    update_policy: {rolling_update: ${policy}, batch_create: ${policy}}
    properties: {count: {get_param: count}, resource_def: ${deployment(`index: '%index%', version: v${version}`)}}
outputs: {refs: {value: {get_attr: [g, refs]}}}
`);
  const body = `
resources:${config}
  a: ${deployment(`size: '${size}', version: v${version}`)}
  s: {type: child.yaml, properties: {size: {get_attr: [a, size]}, count: '${count}'}}
outputs: {refs: {value: {get_attr: [s, refs]}}}
`;
  return renderSample(body, { files: { 'child.yaml': child }, ...server }).graph;
}

test('a group whose batches an output decides waits for it, and goes in these batches', async () => {
  const simulation = new Simulation();
  const group = simulation.wouldChangeTo(batched('2', 1)).get('s/g');
  assert.deepEqual([group?.kind, group?.causes[0]?.awaits], ['deferred', ['a@size']]);
  assert.equal((await simulation.applyGraph('first', { graph: batched('2', 1) }))?.status, 'done');
  assert.deepEqual(waves(simulation), ['a', 's/g/0 s/g/1', 's/g/2']);
  assert.equal(simulation.wouldChangeTo(batched('2', 1)).size, 0);
  assert.equal((await simulation.applyGraph('second', { graph: batched('1', 2) }))?.status, 'done');
  assert.deepEqual(waves(simulation), ['a', 's/g/2', 's/g/1', 's/g/0']);
});

test('a whole part of an update policy may be told by an output', async () => {
  const simulation = new Simulation();
  const told = (policy: string) => batched(policy, 1, { type: 'json', policy: '{get_param: size}' });
  const first = await simulation.applyGraph('first', { graph: told('{"max_batch_size": 2}') });
  assert.equal(first?.status, 'done', JSON.stringify(first?.failures));
  assert.deepEqual(waves(simulation), ['a', 's/g/0 s/g/1', 's/g/2']);
  const report = await simulation.applyGraph('second', { graph: told('{"max_batch_sise": 2}') });
  assert.match(report?.failures[0]?.reason ?? '', /^update_policy\.rolling_update/);
});

test('an update policy that comes to nothing legal fails the run before a member is touched', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: batched('2', 1) });
  const before = simulation.living();
  const report = await simulation.applyGraph('second', { graph: batched('0', 2) });
  assert.equal(report?.status, 'rolled back');
  assert.equal(report?.failures[0]?.address, 's/g');
  assert.match(report?.failures[0]?.reason ?? '', /^update_policy\.rolling_update\.max_batch_size: /);
  assert.deepEqual(waves(simulation)[0], 'a');
  assert.ok(!simulation.nodes.log.includes('UPDATE s/g/0'));
  assert.deepEqual(simulation.living(), before);
});

test('a group whose number waits is changed in batches too, whatever fails and whenever the process dies', async () => {
  const seen = { done: 0, rolledBack: 0, deaths: 0 };
  const size = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(
      size,
      fc.nat({ max: 4 }),
      size,
      fc.nat({ max: 4 }),
      fc.nat({ max: 9 }),
      fc.array(fc.nat({ max: 50 }), { maxLength: 2 }),
      async (size, count, nextSize, nextCount, failing, deaths) => {
        const simulation = new Simulation();
        const first = batched(String(size), 1, { count: String(count) });
        assert.equal((await simulation.applyGraph('first', { graph: first }))?.status, 'done');
        const before = simulation.living();
        const second = batched(String(nextSize), 2, { count: String(nextCount) });
        let actions = 0;
        simulation.nodes.fate = ({ action }) =>
          action !== 'DELETE' && !simulation.undoing() && actions++ === failing ? 'fail-last' : 'succeed';
        let report = await simulation.applyGraph('second', { graph: second }, { instants: deaths[0] });
        for (const death of [...deaths.slice(1), undefined, undefined]) {
          if (report !== undefined) break;
          seen.deaths += 1;
          report = await simulation.resume('resume', death);
        }
        for (const wave of waves(simulation)) assert.ok(wave.split(' ').length <= nextSize, wave);
        if (report?.status === 'rolled back') {
          seen.rolledBack += 1;
          assert.deepEqual(simulation.living(), before);
        } else {
          seen.done += 1;
          assert.equal(report?.status, 'done');
          assert.equal(simulation.wouldChangeTo(second).size, 0);
        }
      },
    ),
    { numRuns: 100 },
  );
  assert.ok(seen.done > 10 && seen.rolledBack > 10 && seen.deaths > 10, JSON.stringify(seen));
});

/** Which ran at the same time on the way forward of the last run, one wave after another. */
function waves(simulation: Simulation): readonly string[] {
  const found: string[][] = [];
  const open = new Set<string>();
  for (const entry of simulation.memory.journals.get(simulation.run()) ?? []) {
    if (entry.kind === 'undo-started' || entry.kind === 'committed') break;
    if (entry.kind === 'action-ended') open.delete(entry.address);
    if (entry.kind !== 'action-started') continue;
    if (open.size === 0) found.push([]);
    found.at(-1)?.push(entry.address);
    open.add(entry.address);
  }
  return found.map((each) => each.sort().join(' '));
}
