import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunReport } from '../report/run-report.ts';
import { Simulation } from './testing/simulation.ts';
import { after, graphWith, plain, signal, waitCondition, waitedFor } from './testing/waiting-graph.ts';

/** `b` waits until `a` is ready: two signals within a minute. */
function readyGraph(count = 2, timeout = 60, versions: Readonly<Record<string, number>> = { a: 1, b: 1 }) {
  const graph = graphWith(versions, waitCondition(count, timeout));
  return { graph: after(after(graph, 'ready', 'a'), 'b', 'ready') };
}

function dataOf({ memory }: Simulation): unknown {
  return [...memory.state.instances.values()].find(({ address }) => address === 'ready')?.attributes.get('data');
}

function seconds({ memory }: Simulation): number {
  return (memory.clock.now() - Date.parse('2026-01-01T00:00:00Z')) / 1000;
}

function reasonsOf(report: RunReport | undefined): readonly string[] {
  return (report?.failures ?? []).map(({ address, reason }) => `${address}: ${reason}`);
}

test('a wait condition is complete when so many signals have come, and what depends on it goes on', async () => {
  const simulation = new Simulation();
  const { clock } = simulation.memory;
  clock.after(5, () => signal(simulation, 'one', 'SUCCESS', 1));
  clock.after(6, () => signal(simulation, 'one', 'SUCCESS', 'again'));
  clock.after(20, () => assert.ok(!simulation.nodes.log.includes('CREATE b')));
  clock.after(20, () => signal(simulation, 'two'));
  assert.equal((await simulation.applyGraph('first', readyGraph()))?.status, 'done');
  assert.deepEqual(simulation.nodes.log, ['CREATE a', 'CREATE b']);
  assert.equal(dataOf(simulation), '{"one": "again", "two": null}');
  assert.equal(seconds(simulation), 20);
  const again = simulation.wouldChangeTo(readyGraph().graph);
  assert.deepEqual([...again.keys()], []);
});

test('what waits takes no place from what runs', async () => {
  const simulation = new Simulation();
  const graph = graphWith({ c: 1 }, waitCondition(1, 60));
  simulation.memory.clock.after(30, () => {
    assert.deepEqual(simulation.nodes.log, ['CREATE c']);
    signal(simulation, 'x');
  });
  assert.equal(
    (await simulation.applyGraph('first', { graph: after(graph, 'c', 'handle') }, { parallel: 1 }))?.status,
    'done',
  );
});

test('a signal of a failure fails the run with its reason, and all goes back', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(3, () => signal(simulation, 'x', 'FAILURE'));
  const report = await simulation.applyGraph('first', readyGraph());
  assert.equal(report?.status, 'rolled back');
  assert.deepEqual(reasonsOf(report), ['ready: reason x']);
  assert.equal(simulation.living().size, 0);
  assert.equal(simulation.memory.signals.size, 0, 'signals go with their condition');
});

test('a wait condition fails when its time is over, and says what came', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(3, () => signal(simulation, 'x'));
  const report = await simulation.applyGraph('first', readyGraph());
  assert.deepEqual([report?.status, seconds(simulation)], ['rolled back', 60]);
  assert.deepEqual(reasonsOf(report), ['ready: 1 of 2 received - reason x']);
});

test('what else fails ends the waiting', async () => {
  const simulation = new Simulation();
  simulation.nodes.fate = ({ members }) =>
    members[0]?.address === 'c' && !simulation.undoing() ? 'fail-last' : 'succeed';
  const delayed = plain('pause', 'OS::Heat::Delay', { min_wait: 5 });
  const { graph } = readyGraph(2, 60, { a: 1, b: 1, c: 1 });
  const whole = { ...graph, nodes: new Map([...graph.nodes, ['pause', delayed] as const]) };
  const report = await simulation.applyGraph('first', { graph: after(whole, 'c', 'pause') });
  assert.deepEqual([report?.status, reasonsOf(report)], ['rolled back', ['c: fail-last']]);
  assert.ok(seconds(simulation) < 6);
});

test('time counts while nothing lives, and so do the signals that come in time', async () => {
  for (const [dead, signals, status] of [
    [30, ['x', 'y'], 'done'],
    [61, ['x', 'y'], 'done'],
    [70, ['x'], 'rolled back'],
  ] as const) {
    const simulation = new Simulation();
    simulation.memory.clock.after(10, () => simulation.kill());
    assert.equal(await simulation.applyGraph('first', readyGraph()), undefined);
    for (const each of signals) signal(simulation, each);
    simulation.memory.clock.pass(dead - 10);
    const report = await simulation.resume('resume');
    assert.equal(report?.status, status, `${dead} s`);
    assert.equal(seconds(simulation), dead, 'there is nothing more to wait for');
    if (status === 'rolled back') assert.deepEqual(reasonsOf(report), ['ready: 1 of 2 received - reason x']);
    else assert.deepEqual(simulation.nodes.log, ['CREATE a', 'CREATE b']);
    assert.equal(waitedFor(simulation).length, 1);
  }
});

test('a process that dies while it waits is taken up and waits on', async () => {
  const simulation = new Simulation();
  const { clock } = simulation.memory;
  clock.after(10, () => simulation.kill());
  await simulation.applyGraph('first', readyGraph());
  clock.after(20, () => signal(simulation, 'x'));
  clock.after(40, () => signal(simulation, 'y'));
  assert.equal((await simulation.resume('resume'))?.status, 'done');
  assert.equal(seconds(simulation), 50);
});

test('a run that is asked to stop while it waits stops at once, and is taken up as it was', async () => {
  const simulation = new Simulation();
  const { clock } = simulation.memory;
  clock.after(10, () => simulation.stop.abort());
  assert.equal((await simulation.applyGraph('first', readyGraph()))?.status, 'interrupted');
  assert.ok(seconds(simulation) < 11);
  simulation.stop = new AbortController();
  signal(simulation, 'x');
  assert.deepEqual(reasonsOf(await simulation.resume('resume')), ['ready: 1 of 2 received - reason x']);
  assert.equal(seconds(simulation), 60);
});

test('a signal that came too late does not count', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(1, () => simulation.kill());
  await simulation.applyGraph('first', readyGraph(1));
  simulation.memory.clock.pass(61);
  signal(simulation, 'late');
  assert.deepEqual(reasonsOf(await simulation.resume('resume')), ['ready: 0 of 1 received']);
});

test('a rollback waits for nothing that was waited for', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(5, () => simulation.kill());
  await simulation.applyGraph('first', readyGraph());
  assert.equal((await simulation.resume('rollback'))?.status, 'rolled back');
  assert.equal(seconds(simulation), 5);
});

test('a higher count waits for what is missing; going back from it waits for nothing', async () => {
  const simulation = new Simulation();
  simulation.memory.clock.after(1, () => signal(simulation, 'x'));
  assert.equal((await simulation.applyGraph('first', readyGraph(1)))?.status, 'done');
  simulation.memory.clock.after(1, () => signal(simulation, 'y', 'FAILURE'));
  assert.equal((await simulation.applyGraph('second', readyGraph(2)))?.status, 'rolled back');
  assert.deepEqual([...simulation.wouldChangeTo(readyGraph(1).graph).keys()], []);
  signal(simulation, 'y');
  assert.equal((await simulation.applyGraph('third', readyGraph(2)))?.status, 'done');
  assert.equal(dataOf(simulation), '{"x": null, "y": null}');
});

test('a handle of the updating kind is made anew by whatever changes, and its condition waits again', async () => {
  const simulation = new Simulation();
  const graph = (version: number) => ({
    graph: graphWith({ a: version }, waitCondition(1, 60, 'OS::Heat::UpdateWaitConditionHandle')),
  });
  simulation.memory.clock.after(1, () => signal(simulation, 'x'));
  assert.equal((await simulation.applyGraph('first', graph(1)))?.status, 'done');
  assert.deepEqual([...simulation.wouldChangeTo(graph(1).graph).keys()], [], 'nothing changes, so it stays');
  const changes = [...simulation.wouldChangeTo(graph(2).graph)].map(([address, { kind }]) => `${address} ${kind}`);
  assert.deepEqual(changes.sort(), ['a update', 'handle replace', 'ready replace-if-changed']);
  simulation.memory.clock.after(10, () => signal(simulation, 'x'));
  assert.equal((await simulation.applyGraph('second', graph(2)))?.status, 'done');
  assert.equal(seconds(simulation), 11);
});

test('what is no handle is told by the wait condition that names it', async () => {
  const simulation = new Simulation();
  const wrong = plain('ready', 'OS::Heat::WaitCondition', { handle: 'nothing', timeout: 60 });
  const report = await simulation.applyGraph('first', { graph: graphWith({}, [wrong]) });
  assert.deepEqual(reasonsOf(report), ['ready: nothing is not a valid wait condition handle.']);
});

test('a delay takes its time, with a part of its jitter, where its actions say so', async () => {
  const simulation = new Simulation();
  const graph = (actions: readonly string[], least = 10) => ({
    graph: graphWith({}, [
      plain('pause', 'OS::Heat::Delay', { min_wait: least, max_jitter: 2, jitter_multiplier: 10, actions }),
    ]),
  });
  await simulation.applyGraph('first', graph(['CREATE']));
  assert.equal(seconds(simulation), 20, 'the simulated chance is one half');
  await simulation.applyGraph('second', graph(['DELETE'], 5));
  assert.equal(seconds(simulation), 20, 'an update does not wait');
  await simulation.applyGraph('third', { graph: graphWith({}) });
  assert.equal(seconds(simulation), 35);
  assert.ok([...simulation.memory.state.instances.values()].every(({ address }) => address !== 'pause'));
});

test('a delay that was interrupted goes on with what was drawn for it', async () => {
  for (let instants = 1; instants < 8; instants += 1) {
    const simulation = new Simulation();
    const graph = graphWith({}, [plain('pause', 'OS::Heat::Delay', { min_wait: 10, max_jitter: 20 })]);
    simulation.random = () => 0.25;
    if ((await simulation.applyGraph('first', { graph }, { instants })) !== undefined) continue;
    const begun = waitedFor(simulation).length > 0;
    simulation.random = () => 0.75;
    assert.equal((await simulation.resume('resume'))?.status, 'done');
    assert.equal(seconds(simulation), begun ? 15 : 25);
  }
});

/** `a`, then `ready`, then `b`, then a pause, then `c`. */
function line(version: number, count: number, least: number) {
  const pause = plain('pause', 'OS::Heat::Delay', { min_wait: least, max_jitter: 3, actions: ['CREATE', 'DELETE'] }, [
    'b',
  ]);
  const graph = graphWith({ a: version, b: version, c: version }, [...waitCondition(count, 30), pause]);
  return { graph: after(after(after(graph, 'ready', 'a'), 'b', 'ready'), 'c', 'pause') };
}

const step = fc.record({
  version: fc.integer({ min: 1, max: 2 }),
  count: fc.integer({ min: 1, max: 3 }),
  least: fc.constantFrom(0, 5),
  wanted: fc.boolean(),
});

test('whatever is signalled, whatever fails and whenever the process dies, a run ends at one of the two revisions', async () => {
  const seen = { done: 0, rolledBack: 0, deaths: 0 };
  await fc.assert(
    fc.asyncProperty(
      step,
      fc.array(fc.tuple(fc.nat({ max: 40 }), fc.constantFrom('x', 'y', 'z'), fc.boolean()), { maxLength: 4 }),
      fc.option(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('fail-first' as const, 'fail-last' as const))),
      fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
      fc.array(fc.nat({ max: 40 }), { maxLength: 2 }),
      async (second, signals, failing, deaths, killings) => {
        const simulation = new Simulation();
        const { clock } = simulation.memory;
        for (const id of ['x', 'y']) clock.after(1, () => signal(simulation, id));
        assert.equal((await simulation.applyGraph('first', line(1, 2, 0)))?.status, 'done');
        simulation.nodes.fate = ({ action, members }) =>
          failing !== null && action !== 'DELETE' && members[0]?.address === failing[0] && !simulation.undoing()
            ? failing[1]
            : 'succeed';
        for (const [at, id, success] of signals) {
          clock.after(at, () => {
            const { state } = simulation.memory;
            const isThere = [...state.instances.values()].some(
              ({ address, role }) => address === 'handle' && role === 'current',
            );
            if (isThere) signal(simulation, id, success ? 'SUCCESS' : 'FAILURE');
          });
        }
        for (const at of killings) clock.after(at, () => simulation.kill());
        const next = second.wanted ? line(second.version, second.count, second.least) : { graph: graphWith({}) };
        let report = await simulation.applyGraph('second', next, { instants: deaths[0] });
        for (const death of [...deaths.slice(1), ...killings.map(() => undefined), undefined, undefined]) {
          if (report !== undefined) break;
          seen.deaths += 1;
          report = await simulation.resume('resume', death);
        }
        assert.ok(report !== undefined);
        assert.deepEqual(report.leftovers, []);
        const isDone = report.status === 'done';
        if (isDone) seen.done += 1;
        else seen.rolledBack += 1;
        assert.equal(report.status, isDone ? 'done' : 'rolled back');
        const reached = isDone ? next : line(1, 2, 0);
        assert.deepEqual([...simulation.wouldChangeTo(reached.graph).keys()], []);
        const waits = waitedFor(simulation);
        assert.equal(new Set(waits).size, waits.length, `twice in ${waits.join(', ')}`);
      },
    ),
    {
      numRuns: 200,
      // An update that never reached its node is begun again, and the process dies once more; the undo is another action.
      examples: [[{ version: 2, count: 3, least: 0, wanted: true }, [], null, [0, 3, 5], [0]]],
    },
  );
  assert.ok(seen.done > 20 && seen.rolledBack > 20 && seen.deaths > 20, JSON.stringify(seen));
});
