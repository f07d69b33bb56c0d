import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { type HookType, hookTypes } from '../hot/environment.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { renderSample, template } from '../render/testing/render-sample.ts';
import type { RunReport } from '../report/run-report.ts';
import { simulatedConfig, simulatedDeployment } from './testing/simulated-deployment.ts';
import type { Fate } from './testing/simulated-node.ts';
import { Simulation } from './testing/simulation.ts';
import { clearHooks, waitedFor } from './testing/waiting-graph.ts';

interface Fleet {
  /** What `a` gives for a number of members. */
  readonly size: number;
  readonly version: number;
  readonly batch: number;
  readonly inService: number;
  readonly pause: number;
  /** Names that are not used. */
  readonly removed: readonly string[];
  readonly groupHooks: readonly HookType[];
  readonly memberHooks: readonly HookType[];
}

const member = template(`
parameters: {index: {type: string}, version: {type: string}}
resources:${simulatedConfig}
  x: ${simulatedDeployment('index: {get_param: index}, version: {get_param: version}')}
  y: ${simulatedDeployment('from: {get_attr: [x, out]}', '{get_param: version}')}
outputs: {out: {value: {get_attr: [y, out]}}}
`);

function graphOf(fleet: Fleet): ResourceGraph {
  const batches = `max_batch_size: ${fleet.batch}, pause_time: ${fleet.pause}`;
  const body = `
resources:${simulatedConfig}
  a: ${simulatedDeployment(`size: '${fleet.size}', version: v${fleet.version}`)}
  g:
    type: OS::Heat::ResourceGroup
    update_policy: {rolling_update: {${batches}, min_in_service: ${fleet.inService}}, batch_create: {${batches}}}
    properties:
      count: {get_attr: [a, size]}
      removal_policies: [{resource_list: ${JSON.stringify(fleet.removed)}}]
      resource_def: {type: member.yaml, properties: {index: '%index%', version: v${fleet.version}}}
  z: ${simulatedDeployment("from: {list_join: [' ', {get_attr: [g, out]}]}")}
`;
  const environment = `resource_registry:
  resources:
    g:
      hooks: ${JSON.stringify(fleet.groupHooks)}
      '*': {y: {hooks: ${JSON.stringify(fleet.memberHooks)}}}
`;
  const given = { 'env.yaml': environment };
  const inventory = 'all: {hosts: {node-1: {ansible_connection: local}}}\n';
  return renderSample(body, { files: { 'member.yaml': member }, given, inventory }).graph;
}

/** The addresses of all deployments that a fleet comes to. */
function addressesOf({ size, removed }: Fleet): readonly string[] {
  const names: number[] = [];
  for (let index = 0; names.length < size; index++) if (!removed.includes(String(index))) names.push(index);
  return ['a', ...names.flatMap((name) => [`g/${name}/x`, `g/${name}/y`]), 'z'].sort();
}

function checkAgainst(simulation: Simulation, fleet: Fleet): void {
  assert.deepEqual([...simulation.wouldChangeTo(graphOf(fleet)).values()], [], 'the state differs from the plan');
  const living = [...simulation.nodes.living.values()].map((each) => each.address);
  assert.deepEqual(living.sort(), addressesOf(fleet));
}

/** The most members that were worked on at once on the way forward of the last run. */
function mostAtOnce(simulation: Simulation): number {
  const open = new Set<string>();
  let most = 0;
  for (const entry of simulation.memory.journals.get(simulation.run()) ?? []) {
    if (entry.kind === 'undo-started' || entry.kind === 'committed') break;
    if (entry.kind === 'action-ended') open.delete(entry.address);
    if (entry.kind === 'action-started' && entry.address.startsWith('g/')) open.add(entry.address);
    most = Math.max(most, new Set([...open].map((address) => address.split('/')[1])).size);
  }
  return most;
}

const hooks = fc.subarray([...hookTypes]);
const fleets: fc.Arbitrary<Fleet> = fc.record({
  size: fc.nat({ max: 4 }),
  version: fc.integer({ min: 1, max: 2 }),
  batch: fc.integer({ min: 1, max: 3 }),
  inService: fc.nat({ max: 6 }),
  pause: fc.constantFrom(0, 0, 7),
  removed: fc.subarray(['0', '2']),
  groupHooks: hooks,
  memberHooks: hooks,
});

const deaths = fc.array(fc.oneof(fc.nat({ max: 80 }), fc.constant('soon' as const)), { maxLength: 3 });
const fates = fc.constantFrom<Fate>('succeed', 'fail-first', 'fail-last', 'lose-before', 'lose-after');

test('hooks, batches, pauses and members to come go together, whatever fails and whenever the process dies', async () => {
  const seen = { done: 0, rolledBack: 0, deaths: 0, stops: 0 };
  await fc.assert(
    fc.asyncProperty(
      fleets,
      fleets,
      deaths,
      fates,
      fc.nat({ max: 12 }),
      fc.constantFrom<'resume' | 'rollback'>('resume', 'resume', 'rollback'),
      async (first, second, deaths, fate, failing, mode) => {
        const simulation = new Simulation();
        const { clock } = simulation.memory;
        const lives = [...deaths];
        const live = (go: (instants: number | undefined) => Promise<RunReport | undefined>) => {
          const death = lives.shift();
          if (death !== undefined) seen.deaths += 1;
          if (death === 'soon') clock.after(4, () => simulation.kill());
          for (let second = 3; second < 600; second += 3) clock.after(second, () => clearHooks(simulation));
          return go(typeof death === 'number' ? death : undefined);
        };
        const finish = async (mode: 'resume' | 'rollback', report: RunReport | undefined) => {
          let ended = report;
          for (let count = 0; ended === undefined; count += 1) {
            assert.ok(count < 10);
            ended = await live((instants) => simulation.resume(mode, instants));
          }
          return ended;
        };
        const made = await finish(
          'resume',
          await live((instants) => simulation.applyGraph('first', { graph: graphOf(first) }, { instants })),
        );
        assert.equal(made.status, 'done');
        assert.ok(mostAtOnce(simulation) <= first.batch);
        checkAgainst(simulation, first);
        const before = simulation.living();

        lives.push(...deaths);
        simulation.failOnce(failing, fate);
        const report = await finish(
          mode,
          await live((instants) => simulation.applyGraph('second', { graph: graphOf(second) }, { instants })),
        );
        assert.deepEqual(report.leftovers, []);
        const waited = waitedFor(simulation).filter((each) => / (?:pre|post)-/.test(each));
        seen.stops += waited.length;
        assert.equal(new Set(waited).size, waited.length, `twice in ${waited.join(', ')}`);
        // What is new only goes in batches where all of it is, or where a member changes besides.
        const kept = addressesOf(first).filter((each) => each.startsWith('g/') && addressesOf(second).includes(each));
        if (kept.length > 0 && first.version !== second.version)
          assert.ok(mostAtOnce(simulation) <= second.batch, `${mostAtOnce(simulation)} at once`);
        if (report.status === 'done') {
          seen.done += 1;
          checkAgainst(simulation, second);
        } else {
          seen.rolledBack += 1;
          assert.equal(report.status, 'rolled back');
          assert.deepEqual(simulation.living(), before);
          checkAgainst(simulation, first);
        }
      },
    ),
    { numRuns: 150 },
  );
  assert.ok(
    Object.values(seen).every((each) => each > 10),
    JSON.stringify(seen),
  );
});
