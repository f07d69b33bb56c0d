import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identical, needless, samePartsBy } from './same-parts.ts';

interface Thing {
  readonly name: string;
  readonly size?: number;
  readonly note: string;
}

test('records are the same where all parts are that count', () => {
  const same = samePartsBy<Thing>({ name: identical, size: identical, note: needless });
  const moved: ReadonlySet<string> = new Set();
  assert.ok(same({ name: 'a', note: 'x' }, { name: 'a', note: 'y' }, moved));
  assert.ok(!same({ name: 'a', note: 'x' }, { name: 'b', note: 'x' }, moved));
  assert.ok(!same({ name: 'a', note: 'x' }, { name: 'a', size: 1, note: 'x' }, moved));
});

test('each comparison is told what has moved', () => {
  const same = samePartsBy<Pick<Thing, 'name'>>({ name: (before, now, moved) => before === now && !moved.has(now) });
  assert.ok(same({ name: 'a' }, { name: 'a' }, new Set(['b'])));
  assert.ok(!same({ name: 'a' }, { name: 'a' }, new Set(['a'])));
});
