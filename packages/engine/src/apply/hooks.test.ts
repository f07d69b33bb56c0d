import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HookType } from '../hot/environment.ts';
import { previewChanges } from '../preview/preview-changes.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { RunReport } from '../report/run-report.ts';
import { graphOf } from './testing/random-graph.ts';
import { Simulation } from './testing/simulation.ts';
import { after, altered, clearHooks, graphWith, hooked, stoppedAt, waitedFor } from './testing/waiting-graph.ts';

/** `b` comes after `a`, `c` after nothing; `b` has hooks. */
function chain(hooks: readonly HookType[], versions: Readonly<Record<string, number>> = { a: 1, b: 1, c: 1 }) {
  const graph = graphWith(versions);
  return { graph: hooked(after(graph, 'b', 'a'), 'b', ...hooks) };
}

/** Looks at where the run is stopped, and what was done, after so many seconds; then clears what there is. */
function visit(simulation: Simulation, seconds: number, stops: readonly string[], log?: readonly string[]): void {
  simulation.memory.clock.after(seconds, () => {
    assert.deepEqual(stoppedAt(simulation), stops);
    if (log !== undefined) assert.deepEqual(simulation.nodes.log, log);
    clearHooks(simulation);
  });
}

test('a run stops before and after a resource is created, while others go on', async () => {
  const simulation = new Simulation();
  const { graph } = chain(['pre-create', 'post-create']);
  visit(simulation, 10, ['b pre-create'], ['CREATE a', 'CREATE c']);
  visit(simulation, 20, ['b post-create'], ['CREATE a', 'CREATE c', 'CREATE b']);
  assert.equal((await simulation.applyGraph('first', { graph }))?.status, 'done');
  assert.deepEqual(
    simulation.changes?.changes.find(({ address }) => address === 'b')?.stops?.map(({ hook }) => hook),
    ['pre-create', 'post-create'],
  );
});

test('hooks are only of what is done, and what is unchanged stops nowhere', async () => {
  const simulation = new Simulation();
  const all: readonly HookType[] = ['pre-update', 'post-update'];
  await simulation.applyGraph('first', chain(all));
  assert.deepEqual(waitedFor(simulation), []);
  assert.equal((await simulation.applyGraph('second', chain(all, { a: 2, b: 1, c: 1 })))?.status, 'done');
  assert.deepEqual(waitedFor(simulation), []);
  visit(simulation, 5, ['b pre-update']);
  visit(simulation, 10, ['b post-update']);
  assert.equal((await simulation.applyGraph('third', chain(all, { a: 2, b: 2, c: 1 })))?.status, 'done');
});

test('a removal stops at hooks of the last revision, before and after, and holds up what comes behind it', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', chain([]));
  await simulation.applyGraph('second', chain(['pre-delete', 'post-delete']));
  simulation.nodes.log.length = 0;
  visit(simulation, 5, ['b pre-delete'], ['DELETE c']);
  visit(simulation, 10, ['b post-delete'], ['DELETE c', 'DELETE b']);
  const report = await simulation.applyGraph('third', { graph: graphWith({}) });
  assert.deepEqual([report?.status, report?.leftovers], ['done', []]);
  assert.deepEqual(simulation.nodes.log, ['DELETE c', 'DELETE b', 'DELETE a']);
});

test('a removal that is interrupted at a hook stands still there when it is taken up, in front of it and behind', async () => {
  for (const [seconds, stop] of [
    [5, 'b pre-delete'],
    [8, 'b post-delete'],
  ] as const) {
    const simulation = new Simulation();
    await simulation.applyGraph('first', chain(['pre-delete', 'post-delete']));
    simulation.nodes.log.length = 0;
    if (seconds === 8) visit(simulation, 5, ['b pre-delete']);
    simulation.memory.clock.after(seconds, () => simulation.kill());
    assert.equal(await simulation.applyGraph('second', { graph: graphWith({}) }), undefined);
    assert.deepEqual(stoppedAt(simulation), [stop]);
    visit(simulation, 5, [stop]);
    if (seconds === 5) visit(simulation, 10, ['b post-delete']);
    const report = await simulation.resume('resume');
    assert.deepEqual([report?.status, report?.leftovers], ['done', []]);
    assert.deepEqual(simulation.nodes.log, ['DELETE c', 'DELETE b', 'DELETE a']);
  }
});

test('a failure elsewhere ends the stop, and going back stops nowhere', async () => {
  const simulation = new Simulation();
  const all: readonly HookType[] = ['pre-create', 'pre-delete', 'pre-update', 'post-delete', 'post-update'];
  const { graph } = chain(all);
  simulation.nodes.fate = ({ members }) =>
    members[0]?.address === 'c' && !simulation.undoing() ? 'fail-last' : 'succeed';
  const late = after(graph, 'c', 'a');
  const report = await simulation.applyGraph('first', { graph: late });
  assert.equal(report?.status, 'rolled back');
  assert.ok(!simulation.nodes.log.includes('CREATE b'));
  assert.deepEqual(stoppedAt(simulation), []);
});

test('a run that is asked to stop leaves its hooks pending, and one that is rolled back none', async () => {
  const simulation = new Simulation();
  const graph = chain(['pre-create']);
  simulation.memory.clock.after(5, () => simulation.stop.abort());
  assert.equal((await simulation.applyGraph('first', graph))?.status, 'interrupted');
  assert.deepEqual(stoppedAt(simulation), ['b pre-create']);
  simulation.stop = new AbortController();
  simulation.memory.clock.after(5, () => simulation.stop.abort());
  assert.equal((await simulation.resume('resume'))?.status, 'interrupted');
  assert.deepEqual(waitedFor(simulation), ['b pre-create'], 'it is the same stop');
  simulation.stop = new AbortController();
  assert.equal((await simulation.resume('rollback'))?.status, 'rolled back');
  assert.deepEqual(stoppedAt(simulation), []);
});

test('a hook that is cleared while the process is dead holds nothing up when the run is taken up', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(5, () => simulation.kill());
  await simulation.applyGraph('first', chain(['pre-create']));
  clearHooks(simulation);
  assert.equal((await simulation.resume('resume'))?.status, 'done');
});

/** `b` and `c` lie in a nested stack. */
function boxed(versions: Readonly<Record<string, number>>, ...hooks: readonly HookType[]): ResourceGraph {
  const node = { uses: [], key: 1, keyFromOutput: false, replaceable: true };
  const nodes = new Map(Object.entries(versions).map(([name, version]) => [name, { ...node, version }]));
  const graph = graphOf({ nodes, box: ['b', 'c'], fleet: [] });
  return graph.nodes.has('box') && hooks.length > 0 ? hooked(graph, 'box', ...hooks) : graph;
}

test('a nested stack stops before its first member and after its last', async () => {
  const simulation = new Simulation();
  const all: readonly HookType[] = [
    'pre-create',
    'post-create',
    'pre-update',
    'post-update',
    'pre-delete',
    'post-delete',
  ];
  visit(simulation, 5, ['box pre-create'], ['CREATE a']);
  visit(simulation, 10, ['box post-create'], ['CREATE a', 'CREATE box/b', 'CREATE box/c']);
  assert.equal((await simulation.applyGraph('first', { graph: boxed({ a: 1, b: 1, c: 1 }, ...all) }))?.status, 'done');
  assert.equal((await simulation.applyGraph('second', { graph: boxed({ a: 2, b: 1, c: 1 }, ...all) }))?.status, 'done');
  assert.deepEqual(waitedFor(simulation), []);
  visit(simulation, 5, ['box pre-update']);
  visit(simulation, 10, ['box post-update']);
  assert.equal((await simulation.applyGraph('third', { graph: boxed({ a: 2, b: 1, c: 2 }, ...all) }))?.status, 'done');
  simulation.nodes.log.length = 0;
  visit(simulation, 5, ['box pre-delete'], []);
  visit(simulation, 10, ['box post-delete'], ['DELETE box/b', 'DELETE box/c']);
  const report = await simulation.applyGraph('fourth', { graph: boxed({ a: 2 }) });
  assert.deepEqual([report?.status, report?.leftovers], ['done', []]);
});

test('what is restricted is refused by preview, for the resource and for what it lies in', async () => {
  const simulation = new Simulation();
  const graph = (version: number): ResourceGraph => boxed({ a: version, b: version, c: 1 });
  await simulation.applyGraph('first', { graph: graph(1) });
  const refused = (wanted: ResourceGraph, forced: readonly string[] = []): readonly string[] => {
    const request = { deployment: 'sim', target: 'x', state: simulation.memory.state, reveal: () => undefined };
    const { problems } = previewChanges({ ...request, graph: wanted, forced });
    return problems.map(({ code, message }) => `${code}: ${message}`);
  };
  const updated = graph(2);
  assert.deepEqual(refused(altered(updated, 'a', { restricted: ['update'] })), [
    'action-restricted: update is restricted for resource "a"',
  ]);
  assert.deepEqual(refused(altered(updated, 'a', { restricted: ['replace'] })), []);
  assert.deepEqual(refused(altered(updated, 'a', { restricted: ['replace'] }), ['a']), [
    'action-restricted: replace is restricted for resource "a"',
  ]);
  assert.deepEqual(refused(altered(updated, 'box', { restricted: ['update'] })), [
    'action-restricted: update is restricted for resource "box"',
  ]);
  assert.deepEqual(refused(altered(graph(1), 'box', { restricted: ['update'] })), []);
});

test('what is restricted is told where the environment says so, if that is at hand', async () => {
  const simulation = new Simulation();
  await simulation.applyGraph('first', { graph: boxed({ a: 1 }) });
  const written = { at: { file: 'env.yaml', line: 3, column: 5 }, path: 'resource_registry.resources.a' };
  const { problems } = previewChanges({
    deployment: 'sim',
    target: 'x',
    state: simulation.memory.state,
    reveal: () => undefined,
    graph: altered(boxed({ a: 2 }), 'a', { restricted: ['update'] }),
    forced: [],
    restrictionAt: (address, action) => (address === 'a' && action === 'update' ? written : undefined),
  });
  assert.deepEqual(
    problems.map(({ at, path }) => ({ at, path })),
    [written],
  );
});

test('whenever the process dies, each hook stops its run once, and everything is done in order', async () => {
  const hooks: readonly HookType[] = [
    'pre-create',
    'post-create',
    'pre-update',
    'post-update',
    'pre-delete',
    'post-delete',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...hooks]),
      fc.array(fc.oneof(fc.nat({ max: 40 }), fc.constant('soon' as const)), { maxLength: 4 }),
      async (chosen, deaths) => {
        const simulation = new Simulation();
        await simulation.applyGraph('first', { graph: boxed({ a: 1, b: 1 }) });
        const steps: readonly ResourceGraph[] = [
          hooked(boxed({ a: 1, b: 1, c: 1 }, ...chosen), 'box/c', ...chosen),
          hooked(boxed({ a: 1, b: 2, c: 2 }, ...chosen), 'box/c', ...chosen),
          boxed({ a: 1 }),
        ];
        for (const [index, graph] of steps.entries()) {
          const lives = [...deaths];
          const live = (go: (instants: number | undefined) => Promise<RunReport | undefined>) => {
            const death = lives.shift();
            const { clock } = simulation.memory;
            if (death === 'soon') clock.after(2, () => simulation.kill());
            for (let second = 3; second < 60; second += 3) clock.after(second, () => clearHooks(simulation));
            return go(typeof death === 'number' ? death : undefined);
          };
          let report = await live((instants) => simulation.applyGraph(`step ${index}`, { graph }, { instants }));
          for (let count = 0; report === undefined; count += 1) {
            assert.ok(count < 20);
            report = await live((instants) => simulation.resume('resume', instants));
          }
          assert.deepEqual([report.status, report.leftovers], ['done', []]);
          const waited = waitedFor(simulation);
          assert.equal(new Set(waited).size, waited.length, `twice in ${waited.join(', ')}`);
          const action = (['create', 'update', 'delete'] as const)[index];
          // The nested stack was there before, so that a new member of it is an update of it.
          const box = index === 0 ? 'update' : action;
          const expected = chosen.flatMap((hook) => [
            ...(hook.endsWith(`-${box}`) ? [`box ${hook}`] : []),
            ...(hook.endsWith(`-${action}`) ? [`box/c ${hook}`] : []),
          ]);
          assert.deepEqual([...waited].sort(), expected.sort());
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** A group whose tool takes all members at once; the second one stops. */
function fleet(...hooks: readonly HookType[]): { readonly graph: ResourceGraph } {
  return { graph: hooked(graphOf({ nodes: new Map(), box: [], fleet: [1, 1, 1] }), 'fleet/1', ...hooks) };
}

test('members that go in one action wait for the one that is stopped, with one place for all too', async () => {
  for (const parallel of [1, 4]) {
    const simulation = new Simulation();
    visit(simulation, 10, ['fleet/1 pre-create'], []);
    visit(simulation, 20, ['fleet/1 post-create']);
    const report = await simulation.applyGraph('first', fleet('pre-create', 'post-create'), { parallel });
    assert.equal(report?.status, 'done');
    assert.deepEqual(simulation.nodes.calls, ['CREATE fleet/0 fleet/2 fleet/1']);
    visit(simulation, 10, ['fleet/1 pre-delete'], undefined);
    await simulation.applyGraph('second', fleet('pre-delete'), { parallel });
    const removal = await simulation.applyGraph('third', { graph: graphWith({}) }, { parallel });
    assert.deepEqual([removal?.status, removal?.leftovers], ['done', []]);
    assert.deepEqual(simulation.nodes.calls.slice(1), ['DELETE fleet/0 fleet/2 fleet/1']);
  }
});

test('a group that waits for a member at a hook is interrupted and taken up', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(5, () => simulation.stop.abort());
  assert.equal((await simulation.applyGraph('first', fleet('pre-create')))?.status, 'interrupted');
  assert.deepEqual(simulation.nodes.calls, []);
  simulation.stop = new AbortController();
  visit(simulation, 5, ['fleet/1 pre-create'], []);
  assert.equal((await simulation.resume('resume'))?.status, 'done');
  assert.deepEqual(simulation.nodes.calls, ['CREATE fleet/0 fleet/2 fleet/1']);
});
