import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../diagnostics/diagnostic.ts';
import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import { gatherOnce } from './gather-once.ts';
import type { Rendered } from './rendered.ts';

const rendering = () => ({ configsByAddress: new Map() });
const failure = () => new Failure([problem('attribute-unknown', 'There is none')]);

function member(address: string): Rendered {
  const at = { file: 'site.yaml', line: 1, column: 1 };
  const place = { at, path: address, property: () => at, type: () => ({ at, path: address }) };
  return {
    address,
    place,
    node: Object.freeze({ kind: 'container', address, type: 'x', requires: [] }),
    reference: () => address,
    attribute: () => failure(),
  };
}

const group = (...names: readonly string[]) => new Map(names.map((name) => [name, member(name)]));

/** Counts how often members are asked, and gathers a number of all. */
function counting(form: 'list' | 'map' = 'list') {
  const asked: string[] = [];
  const ask = (name: string | undefined, give: (address: string) => Value | Failure = (address) => address) => ({
    form,
    name,
    ask: ({ address }: Rendered) => {
      asked.push(address);
      return give(address);
    },
  });
  return { asked, ask };
}

test('what is gathered under a name is gathered once for all who ask in one rendering', () => {
  const [members, one, { asked, ask }] = [group('a', 'b'), rendering(), counting()];
  const values = ['x', 'x', 'y', 'x'].map((name) => gatherOnce(one, members, ask(name)));
  assert.deepEqual(values, Array(4).fill(['a', 'b']));
  assert.deepEqual(asked, ['a', 'b', 'a', 'b']);
  assert.deepEqual(gatherOnce(one, members, counting('map').ask('x')), new Map(Object.entries({ a: 'a', b: 'b' })));
});

test('what has no name is gathered each time', () => {
  const [members, one, { asked, ask }] = [group('a'), rendering(), counting()];
  gatherOnce(one, members, ask(undefined));
  gatherOnce(one, members, ask(undefined));
  assert.deepEqual(asked, ['a', 'a']);
});

test('of what fails only the member that failed first is asked again, for a failure of its own', () => {
  const [members, one, { asked, ask }] = [group('a', 'b', 'c'), rendering(), counting()];
  const failing = ask('x', (address) => (address === 'a' ? 'a' : failure()));
  const failures = [1, 2, 3].map(() => gatherOnce(one, members, failing));
  assert.ok(failures.every((each) => each instanceof Failure));
  assert.equal(new Set(failures.flatMap((each) => (each instanceof Failure ? each.problems : []))).size, 3);
  assert.deepEqual(asked, ['a', 'b', 'c', 'b', 'b']);
  assert.deepEqual(gatherOnce(one, members, ask('x')), ['a', 'b', 'c']);
});

test('what a member has not it has not under any path, unless it walks paths itself', () => {
  const [one, { asked, ask }] = [rendering(), counting()];
  const failing = (path: string) => ({ ...ask(path, failure), attribute: 'x' });
  const members = group('a', 'b');
  for (const path of ['x', 'x/1', 'x/2']) assert.ok(gatherOnce(one, members, failing(path)) instanceof Failure);
  assert.deepEqual(asked, ['a', 'b', 'a', 'a']);
  const walking = new Map([...group('c', 'd')].map(([key, each]) => [key, { ...each, attributeUnder: () => 1 }]));
  for (const path of ['x', 'x/1', 'x']) gatherOnce(one, walking, failing(path));
  assert.deepEqual(asked.slice(4), ['c', 'd', 'c', 'd', 'c']);
});

test('nobody is asked after the first that fails where that is enough', () => {
  const { asked, ask } = counting();
  gatherOnce(rendering(), group('a', 'b'), { ...ask('x', failure), stops: true });
  assert.deepEqual(asked, ['a']);
});

test('other members and other renderings gather for themselves', () => {
  const [members, one, { ask }] = [group('a'), rendering(), counting()];
  const gather = (from: typeof one, of: typeof members, value: string) =>
    gatherOnce(
      from,
      of,
      ask('x', () => value),
    );
  assert.deepEqual(gather(one, members, 'first'), ['first']);
  assert.deepEqual(gather(one, group('a'), 'others'), ['others']);
  assert.deepEqual(gather(rendering(), members, 'later'), ['later']);
});
