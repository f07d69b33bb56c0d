import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Graph } from '../graph/graph.ts';
import { runSchedule } from './schedule.ts';

const graph: fc.Arbitrary<Graph> = fc
  .array(fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { maxLength: 3 }), { maxLength: 30 })
  .map(
    (vertices) =>
      new Map(
        vertices.map((uses, index) => [
          `v${index}`,
          uses.map((part) => `v${Math.floor(part * index)}`).filter((each) => each !== `v${index}`),
        ]),
      ),
  );

test('each is started once, when all it requires is done, and never more at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      graph,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat({ max: 3 })),
      async (graph, parallel, delays) => {
        const done = new Set<string>();
        let running = 0;
        const result = await runSchedule({
          graph,
          parallel,
          stopped: () => false,
          run: (vertex) => {
            for (const each of graph.get(vertex) ?? []) assert.ok(done.has(each), `${vertex} before ${each}`);
            assert.ok(!done.has(vertex));
            const delay = delays.next().value;
            if (delay === 0) return done.add(vertex) !== undefined;
            running += 1;
            assert.ok(running <= parallel);
            return turns(delay).then(() => {
              running -= 1;
              done.add(vertex);
              return true;
            });
          },
        });
        assert.deepEqual(result.done, new Set(graph.keys()));
      },
    ),
    { numRuns: 200 },
  );
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

const chain: Graph = new Map([
  ['a', []],
  ['b', ['a']],
  ['c', ['b']],
  ['other', []],
]);

test('what fails holds up what requires it and nothing else', async () => {
  const { done, failed } = await runSchedule({
    graph: chain,
    parallel: 2,
    stopped: () => false,
    run: (vertex) => vertex !== 'b',
  });
  assert.deepEqual([...done], ['a', 'other']);
  assert.deepEqual([...failed], ['b']);
});

test('once stopped nothing is started, and what runs is waited for', async () => {
  let stopped = false;
  let ended = false;
  const { done } = await runSchedule({
    graph: chain,
    parallel: 1,
    stopped: () => stopped,
    run: async () => {
      stopped = true;
      await turns(2);
      ended = true;
      return true;
    },
  });
  assert.ok(ended);
  assert.deepEqual([...done], ['a']);
});

test('a bug in one is told after the others have ended', async () => {
  let ended = false;
  const run = async (vertex: string): Promise<boolean> => {
    if (vertex === 'a') throw new Error('a bug');
    await turns(3);
    ended = true;
    return true;
  };
  await assert.rejects(runSchedule({ graph: chain, parallel: 2, stopped: () => false, run }), /a bug/);
  assert.ok(ended);
});

test('a chain of a hundred thousand that need no turn is no deeper than one', async () => {
  const long: Graph = new Map(
    Array.from({ length: 100_000 }, (_, index) => [`v${index}`, index === 0 ? [] : [`v${index - 1}`]]),
  );
  const { done } = await runSchedule({ graph: long, parallel: 1, stopped: () => false, run: () => true });
  assert.equal(done.size, 100_000);
});
