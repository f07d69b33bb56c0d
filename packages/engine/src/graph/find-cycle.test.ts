import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCycle, verticesOnCycles } from './find-cycle.ts';
import { type Graph, reachable } from './graph.ts';

const anyGraph: fc.Arbitrary<Graph> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 24 }))
  .map(([size, edges]) => {
    const graph = new Map<string, string[]>(Array.from({ length: size }, (_, at) => [`v${at}`, []]));
    for (const [from, to] of edges) graph.get(`v${from}`)?.push(`v${to}`);
    return graph;
  });

test('a vertex is on a cycle exactly when it leads back to itself', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const expected = [...graph.keys()].filter((vertex) => reachable(graph, [vertex]).has(vertex));
      assert.deepEqual([...verticesOnCycles(graph)], expected);
    }),
  );
});

test('a cycle that is found is one, and none is shorter', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const cycle = findCycle(graph);
      const shortest = Math.min(...[...graph.keys()].map((vertex) => stepsBackTo(graph, vertex)));
      assert.equal(cycle?.length ?? Number.POSITIVE_INFINITY, shortest);
      cycle?.forEach((vertex, at) => {
        assert.ok(graph.get(vertex)?.includes(cycle[(at + 1) % cycle.length] ?? ''));
      });
    }),
  );
});

function stepsBackTo(graph: Graph, vertex: string): number {
  let layer = new Set([vertex]);
  for (let steps = 1; steps <= graph.size; steps++) {
    layer = new Set([...layer].flatMap((each) => graph.get(each) ?? []));
    if (layer.has(vertex)) return steps;
  }
  return Number.POSITIVE_INFINITY;
}

test('a vertex that requires itself is a cycle of one', () => {
  assert.deepEqual(
    findCycle(
      new Map([
        ['a', []],
        ['b', ['b']],
      ]),
    ),
    ['b'],
  );
});

test('a cycle begins with the vertex that the source has first', () => {
  const graph = new Map([
    ['x', ['c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', ['b']],
  ]);
  assert.deepEqual(findCycle(graph), ['b', 'c', 'd']);
});

test('a cycle of 100,000 vertices is found', () => {
  const length = 100_000;
  const graph = new Map<string, readonly string[]>();
  for (let at = 0; at < length; at++) graph.set(`v${at}`, [`v${(at + 1) % length}`]);
  assert.equal(findCycle(graph)?.length, length);
});
