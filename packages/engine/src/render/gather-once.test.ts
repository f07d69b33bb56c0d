import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../hot/scope.ts';
import { gatherOnce } from './gather-once.ts';
import type { Rendered } from './rendered.ts';

const rendering = () => ({ configsByAddress: new Map() });
const group = () => new Map<string, Rendered>();

test('what is gathered under a name is gathered once for all who ask in one rendering', () => {
  const members = group();
  const one = rendering();
  let count = 0;
  const ask = (name: string) => gatherOnce(one, members, name, () => [name, ++count]);
  assert.deepEqual(
    [ask('a'), ask('a'), ask('b'), ask('a')],
    [
      ['a', 1],
      ['a', 1],
      ['b', 2],
      ['a', 1],
    ],
  );
});

test('null is kept too, and a failure is not', () => {
  const members = group();
  const one = rendering();
  let count = 0;
  const ask = (name: string, value: null | Failure) =>
    gatherOnce(one, members, name, () => {
      count++;
      return value;
    });
  ask('nothing', null);
  assert.equal(ask('nothing', new Failure([])), null);
  assert.equal(count, 1);
  assert.ok(ask('failed', new Failure([])) instanceof Failure);
  assert.equal(ask('failed', null), null);
  assert.equal(count, 3);
});

test('other members and other renderings gather for themselves', () => {
  const members = group();
  const one = rendering();
  assert.equal(
    gatherOnce(one, members, 'a', () => 'first'),
    'first',
  );
  assert.equal(
    gatherOnce(one, group(), 'a', () => 'others'),
    'others',
  );
  assert.equal(
    gatherOnce(rendering(), members, 'a', () => 'later'),
    'later',
  );
});
