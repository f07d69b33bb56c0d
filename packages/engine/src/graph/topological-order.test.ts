import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { verticesOnCycles } from './find-cycle.ts';
import { type Graph, reachable } from './graph.ts';
import { isOrdered, topologicalOrder } from './topological-order.ts';

/** Graphs without cycles, whose source order says nothing about the order of requirements. */
const acyclic: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 90 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([size, edges, keys]) => {
    const names = Array.from({ length: size }, (_, at) => `v${at}`);
    const shuffled = names.map((name) => ({ name, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
    const graph = new Map<string, string[]>(shuffled.map(({ name }) => [name, []]));
    for (const [a, b] of edges) if (a !== b) graph.get(`v${Math.max(a, b)}`)?.push(`v${Math.min(a, b)}`);
    return graph;
  });

test('every vertex stands once and after all that it requires', () => {
  fc.assert(
    fc.property(acyclic, (graph) => {
      const order = topologicalOrder(graph);
      assert.deepEqual([...order].sort(), [...graph.keys()].sort());
      const at = new Map(order.map((vertex, index) => [vertex, index]));
      for (const vertex of order) {
        for (const required of reachable(graph, [vertex])) {
          assert.ok((at.get(required) ?? -1) < (at.get(vertex) ?? -1), `${required} before ${vertex}`);
        }
      }
    }),
  );
});

test('what is already in order stays in the order of the source', () => {
  const graph = new Map([
    ['c', []],
    ['a', ['c']],
    ['d', []],
    ['b', ['a']],
  ]);
  assert.deepEqual(topologicalOrder(graph), ['c', 'a', 'd', 'b']);
});

test('a vertex moves forward only as far as it is required', () => {
  const graph = new Map([
    ['a', []],
    ['b', ['d']],
    ['c', []],
    ['d', []],
  ]);
  assert.deepEqual(topologicalOrder(graph), ['a', 'd', 'b', 'c']);
});

test('a graph with a cycle still gives every vertex once', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['a', 'b']],
    ['c', ['a']],
  ]);
  assert.deepEqual([...topologicalOrder(graph)].sort(), ['a', 'b', 'c']);
});

test('a chain of 100,000 vertices is put in order', () => {
  const length = 100_000;
  const graph = new Map<string, readonly string[]>();
  for (let at = length; at > 0; at--) graph.set(`v${at}`, [`v${at - 1}`]);
  const order = topologicalOrder(graph);
  assert.equal(order.length, length);
  assert.equal(order[0], 'v1');
  assert.equal(order.at(-1), `v${length}`);
});

test('the order is one just where there is no cycle', () => {
  const vertices = ['a', 'b', 'c', 'd', 'e'];
  const graphs = fc
    .array(fc.subarray([...vertices, 'elsewhere']), { minLength: 5, maxLength: 5 })
    .map((required) => new Map(vertices.map((vertex, index) => [vertex, required[index] ?? []])));
  fc.assert(
    fc.property(graphs, (graph) => {
      assert.equal(isOrdered(graph, topologicalOrder(graph)), verticesOnCycles(graph).size === 0);
    }),
  );
});
