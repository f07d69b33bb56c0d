import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearest } from './nearest.ts';

test('a misspelt name finds the name that was meant', () => {
  assert.equal(nearest('porject', ['subject', 'project']), 'project');
  assert.equal(nearest('lst', ['show', 'list']), 'list');
  assert.equal(nearest('LIST', ['show', 'list']), 'list');
});

test('a name like no other finds none', () => {
  assert.equal(nearest('frobnicate', ['list', 'show']), undefined);
  assert.equal(nearest('x', ['y']), undefined);
  assert.equal(nearest('', ['ab']), undefined);
});

test('of two that are equally near the first is taken', () => {
  assert.equal(nearest('web-3', ['web-1', 'web-2']), 'web-1');
});

test('a name that goes on where another ends is like it, if nothing is nearer', () => {
  assert.equal(nearest('is_production', ['is_test', 'is_prod']), 'is_prod');
  assert.equal(nearest('web', ['website-of-the-shop']), undefined);
});

/** The distance of two texts by its definition. */
function fullDistance(from: string, to: string): number {
  const cost = Array.from({ length: from.length + 1 }, (_, row) =>
    Array.from({ length: to.length + 1 }, (_, column) => (row === 0 ? column : row)),
  );
  const at = (row: number, column: number): number => cost[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row++) {
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const ways = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1)];
      cost[row]?.splice(column, 1, Math.min(...ways, isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(from.length, to.length);
}

function nearestByAll(name: string, candidates: readonly string[]): string | undefined {
  const [lowered, limit] = [name.toLowerCase(), Math.max(2, Math.floor(name.length / 3))];
  const near = candidates
    .filter((each) => Math.abs(each.length - name.length) <= limit)
    .map((each) => ({ each, distance: fullDistance(lowered, each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= limit && distance < each.length)
    .sort((a, b) => a.distance - b.distance)[0];
  const isBegun = (each: string) => {
    const least = Math.min(each.length, name.length);
    return least >= 4 && each.slice(0, least).toLowerCase() === name.slice(0, least).toLowerCase();
  };
  return near?.each ?? candidates.find(isBegun);
}

test('looking only where a near name can be finds what looking everywhere would', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'A', '_'), maxLength: 14 }),
    fc.string({ unit: fc.constantFrom('ab', 'ba', 'c', 'İ'), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom('abcdefgh', 'abcdfegh', 'abcde'), maxLength: 6 }),
  );
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 6 }), (name, candidates) => {
      assert.equal(nearest(name, candidates), nearestByAll(name, candidates));
    }),
    { numRuns: 2000 },
  );
});
