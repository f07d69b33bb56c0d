import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { leftoverActions } from './leftover-actions.ts';

test('what was kept of a node is taken once, and of that node alone', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-leftovers-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const leftovers = leftoverActions(join(directory, 'new'));
  assert.deepEqual(leftovers.take('a'), []);
  leftovers.keep('a', ['s/r/1/1', 's/r/2/1']);
  leftovers.keep('b', ['s/r/3/1']);
  leftovers.keep('a', ['s/r/4/1']);
  leftovers.keep('a', []);
  assert.deepEqual(leftovers.take('a').toSorted(), ['s/r/1/1', 's/r/2/1', 's/r/4/1']);
  assert.deepEqual(leftovers.take('a'), []);
  assert.deepEqual(leftovers.take('b'), ['s/r/3/1']);
  assert.deepEqual(readdirSync(join(directory, 'new')), []);
});
