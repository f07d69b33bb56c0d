import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionStarted, JournalEntry, JournalFact } from '@tyto/engine/event/journal-entry.ts';
import { plainStyle } from '../shell/style.ts';
import { progressLines } from './run-progress.ts';

const started: ActionStarted = {
  kind: 'action-started',
  action: 's/7/1/1',
  phase: 'forward',
  address: 'backend',
  instance: 'i1',
  verb: 'create',
  script: 0,
  node: 'localhost',
  tool: 'script',
};
const ended = { kind: 'action-ended', action: 's/7/1/1', address: 'backend', instance: 'i1' } as const;

function lines(fact: JournalFact): string {
  const entry: JournalEntry = { ...fact, formatVersion: 1, run: '7', sequence: 2, time: '2030-01-01T00:01:05.500Z' };
  const running = new Map([['s/7/1/1 backend', { started, time: '2030-01-01T00:00:00.000Z' }]]);
  return progressLines(entry, running, plainStyle).join('\n');
}

test('the start of an action says what is done and where', () => {
  assert.equal(lines(started), '  … backend: creating on localhost');
  assert.equal(
    lines({ ...started, verb: 'delete', phase: 'undo removal' }),
    '  … backend: deleting on localhost (undo)',
  );
});

test('the end of an action says how it went and how long it took', () => {
  assert.equal(lines({ ...ended, outcome: 'succeeded' }), '  ✓ backend: created (1 min 06 s)');
  assert.equal(
    lines({ ...ended, outcome: 'failed', reason: 'Exit status 3\nmore' }),
    '  ✗ backend: failed (1 min 06 s): Exit status 3',
  );
  assert.equal(lines({ ...ended, action: 's/7/9/1', outcome: 'absent' }), '  - backend: had not begun');
});

test('what a tool tells while it is at work stands below its action, on one line', () => {
  const event = {
    kind: 'action-progress',
    formatVersion: 1,
    run: '7',
    time: '',
    address: 'fleet/a',
    text: 'task ok\nmore',
  } as const;
  assert.deepEqual(progressLines(event, new Map(), plainStyle), ['    fleet/a: task ok']);
});

test('undo says why and where to', () => {
  assert.equal(
    lines({ kind: 'undo-started', reason: 'check failed\u001b[2J', revision: 'c0ffee00c0ffee00' }),
    'Undoing: check failed\\x1b[2J\nGoing back to revision c0ffee00c0ff',
  );
});
