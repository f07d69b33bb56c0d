import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginOf, endOf, expandContainers } from './expand-containers.ts';
import { findCycle } from './find-cycle.ts';
import { topologicalOrder } from './topological-order.ts';

const within = (vertex: string) => (vertex.includes('/') ? vertex.slice(0, vertex.lastIndexOf('/')) : undefined);

test('members come after what their container requires and before what requires it', () => {
  const graph = new Map([
    ['after', ['box']],
    ['box', ['before']],
    ['box/a', ['box/b']],
    ['box/b', []],
    ['before', []],
  ]);
  const order = topologicalOrder(expandContainers(graph, new Set(['box']), within));
  assert.deepEqual(order, ['before', beginOf('box'), 'box/b', 'box/a', endOf('box'), 'after']);
});

test('a container in a container is complete before the outer one is', () => {
  const graph = new Map([
    ['outer', []],
    ['outer/inner', ['outer/first']],
    ['outer/inner/leaf', []],
    ['outer/first', []],
  ]);
  const order = topologicalOrder(expandContainers(graph, new Set(['outer', 'outer/inner']), within));
  assert.deepEqual(order, [
    beginOf('outer'),
    'outer/first',
    beginOf('outer/inner'),
    'outer/inner/leaf',
    endOf('outer/inner'),
    endOf('outer'),
  ]);
});

test('an empty container still carries order through it', () => {
  const graph = new Map([
    ['c', ['empty']],
    ['empty', ['a']],
    ['a', []],
  ]);
  const order = topologicalOrder(expandContainers(graph, new Set(['empty']), within));
  assert.deepEqual(order, ['a', beginOf('empty'), endOf('empty'), 'c']);
});

test('members may stand before their container in the source', () => {
  const graph = new Map([
    ['box/a', []],
    ['box', []],
    ['after', ['box']],
  ]);
  const order = topologicalOrder(expandContainers(graph, new Set(['box']), within));
  assert.deepEqual(order, [beginOf('box'), 'box/a', endOf('box'), 'after']);
});

test('a member that requires its own container is on a cycle', () => {
  const expanded = expandContainers(
    new Map([
      ['box', []],
      ['box/a', ['box']],
    ]),
    new Set(['box']),
    within,
  );
  assert.deepEqual(findCycle(expanded), [endOf('box'), 'box/a']);
});

test('containers nested 20,000 deep are expanded', () => {
  const depth = 20_000;
  const graph = new Map<string, readonly string[]>();
  const containers = new Set<string>();
  for (let at = 0; at < depth; at++) {
    graph.set(`c${at}`, []);
    containers.add(`c${at}`);
  }
  const parent = (vertex: string) => (vertex === 'c0' ? undefined : `c${Number(vertex.slice(1)) - 1}`);
  const order = topologicalOrder(expandContainers(graph, containers, parent));
  assert.equal(order[0], beginOf('c0'));
  assert.equal(order[depth], endOf(`c${depth - 1}`));
});
