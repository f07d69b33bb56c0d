import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureText, type Outcome, reportLines, summaryLine } from './outcome.ts';

const passed: Outcome = { kind: 'passed', name: 'a', place: 'x.test.ts:1', detail: '' };
const failed: Outcome = { kind: 'failed', name: 'b', place: 'x.test.ts:2', detail: 'Error: no\n\n  at x\n' };
const skipped: Outcome = { kind: 'skipped', name: 'c', place: 'x.test.ts:3', detail: 'no python' };

test('the closing line counts what passed and failed, and what was skipped if anything was', () => {
  assert.equal(summaryLine([]), '0 passed, 0 failed');
  assert.equal(summaryLine([passed, passed, failed]), '2 passed, 1 failed');
  assert.equal(summaryLine([passed, skipped]), '1 passed, 0 failed, 1 skipped');
});

test('a file is told in one line, and each skipped test in one more', () => {
  assert.deepEqual(reportLines('x.test.ts', [passed], 1234), ['ok    x.test.ts  1 test  1.23 s']);
  assert.deepEqual(reportLines('x.test.ts', [passed, failed, skipped], 0), [
    'FAIL  x.test.ts  3 tests, 1 failed  0.00 s',
    'skipped: c: no python',
  ]);
});

test('a failure is told with its place and its indented detail', () => {
  assert.equal(failureText(failed), '\nFAIL  x.test.ts:2  b\n    Error: no\n\n      at x');
});

test('a failure of many lines is cut', () => {
  const lines = failureText({ ...failed, detail: 'line\n'.repeat(1000) }).split('\n');
  assert.equal(lines.length, 203);
  assert.equal(lines.at(-1), '    … 800 more lines');
});
