import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Graph, reachable, requirementsOf, reverse } from './graph.ts';

const diamond: Graph = new Map([
  ['top', ['left', 'right']],
  ['left', ['bottom']],
  ['right', ['bottom']],
  ['bottom', []],
]);

test('requirements that are no vertices bind nothing', () => {
  const graph = new Map([
    ['a', ['gone', 'b']],
    ['b', []],
  ]);
  assert.deepEqual(requirementsOf(graph, 'a'), ['b']);
});

test('reversing turns every edge and keeps the order of the source', () => {
  assert.deepEqual(
    [...reverse(diamond)],
    [
      ['top', []],
      ['left', ['top']],
      ['right', ['top']],
      ['bottom', ['left', 'right']],
    ],
  );
});

test('a walk meets everything that is required, once, without the start', () => {
  assert.deepEqual([...reachable(diamond, ['top'])], ['left', 'right', 'bottom']);
  assert.deepEqual([...reachable(diamond, ['left', 'bottom'])], ['bottom']);
});

test('a walk meets its start only where something leads back to it', () => {
  const loop = new Map([
    ['a', ['b']],
    ['b', ['a']],
  ]);
  assert.deepEqual([...reachable(loop, ['a'])], ['b', 'a']);
});
