import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFailure } from '../report/run-report.ts';
import { type GraphPlan, graphPair } from './testing/random-graph.ts';
import type { Fate } from './testing/simulated-node.ts';
import { Simulation } from './testing/simulation.ts';

const fate = fc.constantFrom<Fate>('succeed', 'fail-first', 'fail-last', 'lose-before', 'lose-after');

test('whatever fails and whenever the process dies, a run ends at one of the two revisions exactly', async () => {
  const seen = { done: 0, rolledBack: 0, deaths: 0 };
  await fc.assert(
    fc.asyncProperty(
      graphPair,
      fate,
      fc.nat({ max: 60 }),
      fc.array(fc.nat({ max: 150 }), { maxLength: 2 }),
      fc.constantFrom<'resume' | 'rollback'>('resume', 'resume', 'rollback'),
      async ([first, second], fate, failing, deaths, mode) => {
        const simulation = new Simulation();
        assert.equal((await simulation.apply('first', first))?.status, 'done');
        simulation.checkAgainst(first);
        const before = simulation.living();

        const wasSpent = simulation.failOnce(failing, fate);
        let report = await simulation.apply('second', second, { instants: deaths[0] });
        for (const death of [...deaths.slice(1), undefined, undefined]) {
          if (report !== undefined) break;
          seen.deaths += 1;
          report = await simulation.resume(mode, death);
        }
        assert.ok(report !== undefined);
        assert.deepEqual(report.leftovers, []);
        assert.deepEqual(simulation.nodes.traces(), [], 'a run that has ended leaves no traces on its nodes');
        const failed = wasSpent() && fate !== 'succeed';
        if (!failed && mode === 'resume') assert.equal(report.status, 'done', 'nothing failed, so nothing goes back');
        if (report.status === 'done') {
          seen.done += 1;
          simulation.checkAgainst(second);
          assert.equal(simulation.memory.state.revision, 'second');
          assert.equal(simulation.memory.head, 'second');
        } else {
          seen.rolledBack += 1;
          assert.equal(report.status, 'rolled back');
          assert.deepEqual(simulation.living(), before, 'what lived before lives again, and nothing else');
          simulation.checkAgainst(first);
          assert.equal(simulation.memory.state.revision, 'first');
        }
      },
    ),
    { numRuns: 500 },
  );
  assert.ok(seen.done > 50 && seen.rolledBack > 50 && seen.deaths > 50, JSON.stringify(seen));
});

const node = { uses: [], version: 1, key: 1, keyFromOutput: false, replaceable: true };
const chain = (names: readonly string[], key = 1, version = 1): GraphPlan => ({
  nodes: new Map(
    names.map((name, index) => [name, { ...node, uses: index === 0 ? [] : [(index - 0.5) / index], key, version }]),
  ),
  box: [],
  fleet: [],
});

test('a removal that fails is left over, listed, and tried again by the next run', async () => {
  const simulation = new Simulation();
  await simulation.apply('first', chain(['a', 'b', 'c']));
  simulation.nodes.fate = ({ action, members }) =>
    action === 'DELETE' && members[0]?.address === 'b' ? 'fail-first' : 'succeed';
  const report = await simulation.apply('second', chain([]));
  assert.equal(report?.status, 'done');
  assert.deepEqual([...(report?.leftovers ?? [])].sort(), ['a', 'b'], 'what a failed removal depends on stays too');
  assert.deepEqual(
    report?.failures.map((each) => each.address),
    ['b'],
  );
  simulation.nodes.fate = () => 'succeed';
  const again = await simulation.apply('third', chain([]));
  assert.equal(again?.status, 'done');
  assert.deepEqual(again?.leftovers, []);
  assert.equal(simulation.living().size, 0);
});

test('without rollback a failure stays as it is, and the next run puts it right', async () => {
  const simulation = new Simulation();
  await simulation.apply('first', chain(['a', 'b', 'c']));
  simulation.nodes.fate = ({ members }) => (members[0]?.address === 'b' ? 'fail-last' : 'succeed');
  const report = await simulation.apply('second', chain(['a', 'b', 'c'], 1, 2), { rollback: false });
  assert.equal(report?.status, 'failed');
  assert.equal(simulation.memory.state.revision, 'first', 'the head stays where it was');
  simulation.nodes.fate = () => 'succeed';
  const again = await simulation.apply('third', chain(['a', 'b', 'c'], 1, 2));
  assert.equal(again?.status, 'done');
  simulation.checkAgainst(chain(['a', 'b', 'c'], 1, 2));
});

test('an undo that fails says so, removes nothing that is in use, and can be asked for again', async () => {
  const simulation = new Simulation();
  await simulation.apply('first', chain(['a', 'b', 'c']));
  const before = simulation.living();
  // The way forward replaces a and b; c fails; then b can't be undone, because c can't be told to go back.
  simulation.nodes.fate = ({ members }) => (members[0]?.address === 'c' ? 'fail-last' : 'succeed');
  const second: GraphPlan = chain(['a', 'b', 'c'], 1, 2);
  const report = await simulation.apply('second', second);
  assert.equal(report?.status, 'rollback failed');
  simulation.nodes.fate = () => 'succeed';
  const again = await simulation.resume('rollback');
  assert.equal(again?.status, 'rolled back');
  assert.deepEqual(simulation.living(), before);
});

test('a replaced resource: new first, then its dependents, the old one last', async () => {
  const simulation = new Simulation();
  await simulation.apply('first', chain(['a', 'b']));
  simulation.nodes.log.length = 0;
  const second = chain(['a', 'b']);
  const rekeyed: GraphPlan = {
    ...second,
    nodes: new Map([...second.nodes].map(([name, each]) => [name, name === 'a' ? { ...each, key: 2 } : each])),
  };
  await simulation.apply('second', rekeyed);
  assert.deepEqual(simulation.nodes.log, ['CREATE a', 'UPDATE b', 'DELETE a']);
});

test('a run that is done is not resumed: its report is given again', async () => {
  const simulation = new Simulation();
  await simulation.apply('first', chain(['a']));
  simulation.nodes.log.length = 0;
  assert.equal((await simulation.resume('resume'))?.status, 'done');
  assert.deepEqual(simulation.nodes.log, []);
});

test('of a group whose tool takes all at once, those that are due go in one action, and no other', async () => {
  const simulation = new Simulation();
  const fleet = (...versions: readonly number[]): GraphPlan => ({ ...chain(['a']), fleet: versions });
  await simulation.apply('first', fleet(1, 1, 1));
  assert.deepEqual(simulation.nodes.calls, ['CREATE a', 'CREATE fleet/0 fleet/1 fleet/2']);
  simulation.nodes.calls.length = 0;
  await simulation.apply('second', fleet(2, 1, 2, 1));
  assert.deepEqual(simulation.nodes.calls, ['UPDATE fleet/0 fleet/2', 'CREATE fleet/3']);
  simulation.nodes.calls.length = 0;
  simulation.nodes.fate = ({ members }) =>
    members[0]?.address === 'fleet/1' && !simulation.undoing() ? 'fail-last' : 'succeed';
  const report = await simulation.apply('third', fleet(2, 2, 1, 1));
  assert.equal(report?.status, 'rolled back');
  assert.deepEqual(
    report?.failures.map((each) => each.address),
    ['fleet/1'],
  );
  assert.deepEqual(
    simulation.nodes.calls,
    ['UPDATE fleet/1 fleet/2', 'UPDATE fleet/1 fleet/2'],
    'undo takes back just these',
  );
  simulation.checkAgainst(fleet(2, 1, 2, 1));
  simulation.nodes.calls.length = 0;
  await simulation.apply('fourth', fleet(2));
  assert.deepEqual(simulation.nodes.calls, ['DELETE fleet/1 fleet/2 fleet/3']);
});

test('a group of more members than may run at once does not wait for itself', async () => {
  const simulation = new Simulation();
  const report = await simulation.apply('first', { ...chain([]), fleet: Array.from({ length: 40 }, () => 1) });
  assert.equal(report?.status, 'done');
  assert.equal(simulation.nodes.calls.length, 1);
});

test('what a node refused to begin is a failure whenever the process dies after it was written down', async () => {
  const seen = { died: 0 };
  for (let instants = 1; instants < 40; instants += 1) {
    const simulation = new Simulation();
    await simulation.apply('first', chain(['a', 'b', 'c']));
    const before = simulation.living();
    simulation.nodes.fate = ({ members }) =>
      members[0]?.address === 'b' && !simulation.undoing() ? 'refuse' : 'succeed';
    const second: GraphPlan = chain(['a', 'b', 'c'], 1, 2);
    const first = await simulation.apply('second', second, { instants });
    simulation.nodes.fate = () => 'succeed';
    if (first === undefined) seen.died += 1;
    const report = first ?? (await simulation.resume('resume'));
    const refused = (simulation.memory.journals.get('r2') ?? []).some(isFailure);
    assert.equal(report?.status, refused ? 'rolled back' : 'done');
    if (refused) assert.deepEqual(simulation.living(), before);
  }
  assert.ok(seen.died > 5);
});
