import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameValue } from './same-value.ts';
import { Float, Tainted, Unknown, type Value } from './value.ts';

const none = new Set<string>();
const secret = { kind: 'secret', name: 's', version: 1 } as const;
const reference = { kind: 'reference', address: 'a' } as const;
const call = { kind: 'call', function: 'list_join', version: '2018-08-31', argument: reference } as const;

/** Each differs from all others in what can be seen of it. */
const different: readonly Value[] = [
  null,
  0,
  1,
  new Float(1),
  new Float(-0),
  new Float(Number.NaN),
  2n ** 60n,
  true,
  '1',
  [],
  [1],
  [1, 1],
  new Map(),
  new Map([['a', null]]),
  new Map<string, Value>([
    ['a', 1],
    ['b', 2],
  ]),
  new Map<string, Value>([
    ['b', 2],
    ['a', 1],
  ]),
  new Tainted('1', secret),
  new Tainted('1', { ...secret, version: 2 }),
  new Tainted('2', secret),
  new Unknown(reference),
  new Unknown({ ...reference, address: 'b' }),
  new Unknown({ kind: 'attribute', address: 'a', path: ['x'] }),
  new Unknown({ kind: 'attribute', address: 'a', path: ['x', 0] }),
  new Unknown(call),
  new Unknown({ ...call, function: 'str_split' }),
  new Unknown({ kind: 'list', items: [call] }),
  new Unknown({ kind: 'map', entries: new Map([['a', call]]) }),
];

test('a value is the same as its copy, and as nothing that can be told from it', () => {
  for (const [index, one] of different.entries()) {
    for (const [other, another] of structure(different).entries()) {
      assert.equal(sameValue(one, another, none), index === other, `${index} and ${other}`);
    }
  }
});

test('what refers to a place that has moved is not even the same as itself', () => {
  const moved = new Set(['a']);
  const referring = new Map([['deep', [new Unknown(call)]]]);
  assert.equal(sameValue(referring, referring, none), true);
  assert.equal(sameValue(referring, referring, moved), false);
  assert.equal(sameValue(referring, referring, new Set(['b'])), true);
  assert.equal(sameValue(null, null, moved), true);
});

/** Values made anew, so that none is the same object. */
function structure(values: readonly Value[]): readonly Value[] {
  return values.map((value): Value => {
    if (value instanceof Float) return new Float(value.value);
    if (value instanceof Unknown) return new Unknown(structuredClone(value.expression));
    if (value instanceof Tainted) return new Tainted(value.value, structuredClone(value.expression));
    if (Array.isArray(value)) return [...value];
    return value instanceof Map ? new Map(value) : value;
  });
}
