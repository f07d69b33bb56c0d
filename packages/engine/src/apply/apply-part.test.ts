import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Limits } from '../preview/choose-part.ts';
import { type GraphPlan, graphOf, graphPair } from './testing/random-graph.ts';
import type { Fate } from './testing/simulated-node.ts';
import { Simulation } from './testing/simulation.ts';

const fate = fc.constantFrom<Fate>('fail-first', 'fail-last', 'lose-before', 'lose-after');
const picks = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 });

/** Some addresses of two graphs, containers too. */
function pick(parts: readonly number[], graphs: readonly GraphPlan[]): readonly string[] {
  const all = [...new Set(graphs.flatMap((each) => [...graphOf(each).nodes.keys()]))];
  return parts.map((part) => all[Math.floor(part * all.length)] ?? '');
}

/** Lets the action of a number come to an end of its own on the way forward. Gives whether it came to that. */
function failOnce(simulation: Simulation, failing: number, end: Fate): () => boolean {
  let actions = 0;
  let spent = false;
  simulation.nodes.fate = ({ action }) => {
    if (spent || action === 'DELETE' || simulation.undoing() || actions++ !== failing) return 'succeed';
    spent = true;
    return end;
  };
  return () => spent;
}

test('a part is applied or taken back exactly, what is left out stays untouched, and the rest comes later', async () => {
  const seen = { done: 0, rolledBack: 0, leftOut: 0, laterBack: 0 };
  await fc.assert(
    fc.asyncProperty(
      graphPair,
      picks,
      picks,
      fc.tuple(fate, fc.nat({ max: 3 }), fate, fc.nat({ max: 12 })),
      fc.option(fc.nat({ max: 80 }), { nil: undefined }),
      async ([first, second], targets, excludes, [end, failing, laterEnd, laterFailing], death) => {
        const simulation = new Simulation();
        await simulation.apply('first', first);
        const before = simulation.living();
        const limits: Limits = { targets: pick(targets, [first, second]), excludes: pick(excludes, [first, second]) };

        const wanted = simulation.wouldChange(second);
        const failed = failOnce(simulation, failing, end);
        let report = await simulation.apply('part', second, { limits, instants: death });
        const leftOut = simulation.changes?.limited?.leftOut ?? [];
        const made = new Set(
          simulation.changes?.changes.flatMap(({ address, kind }) => (kind === 'unchanged' ? [] : [address])),
        );
        assert.deepEqual(new Set([...made, ...leftOut]), new Set(wanted.keys()), 'a change is made or left out');
        report ??= await simulation.resume('resume');
        assert.ok(report !== undefined);
        seen.leftOut += leftOut.length;
        if (report.status === 'done') {
          seen.done += 1;
          assert.equal(simulation.memory.state.revision, 'part');
          assert.equal(simulation.memory.head, 'part');
          const left = new Set(leftOut);
          assert.deepEqual(of(before, left), of(simulation.living(), left), 'what is left out is as it was');
          const still = [...simulation.wouldChange(second).keys()];
          for (const address of still) assert.ok(!made.has(address) || left.has(address), `${address} is as wanted`);
        } else {
          seen.rolledBack += 1;
          assert.ok(failed());
          assert.equal(report.status, 'rolled back');
          assert.deepEqual(simulation.living(), before);
          assert.equal(simulation.memory.state.revision, 'first');
        }

        const between = simulation.living();
        simulation.nodes.mayBeOld = () => simulation.undoing();
        const failedLater = failOnce(simulation, laterFailing, laterEnd);
        const whole = await simulation.apply('second', second);
        if (failedLater()) {
          seen.laterBack += 1;
          assert.equal(whole?.status, 'rolled back');
          assert.deepEqual(simulation.living(), between, 'going back after a part gives back that part');
          simulation.nodes.fate = () => 'succeed';
          await simulation.apply('again', second);
        }
        simulation.checkAgainst(second);
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(
    Object.values(seen).every((each) => each > 10),
    JSON.stringify(seen),
  );
});

function of<T extends { readonly address: string }>(living: ReadonlyMap<string, T>, addresses: ReadonlySet<string>) {
  return new Map([...living].filter(([, each]) => addresses.has(each.address)));
}
