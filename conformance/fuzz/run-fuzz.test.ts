import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFuzz } from './run-fuzz.ts';

test('no input makes a reader crash, hang, use too much memory or report without a place', async () => {
  const failures = await runFuzz({
    ...{ seed: 7, from: 0, count: 10_000, folders: [], patience: 20_000, memory: 256 },
    onProgress: () => undefined,
  });
  assert.deepEqual(failures, []);
});
