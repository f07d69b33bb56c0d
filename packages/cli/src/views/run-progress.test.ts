import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionStarted, JournalEntry, JournalFact } from '@tyto/engine/event/journal-entry.ts';
import { plainStyle } from '../shell/style.ts';
import { progressLines, waitingLine } from './run-progress.ts';

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

test('a wait says for what, and while it goes on what has come and how much time is left', () => {
  const name = { phase: 'forward', address: 'ready', moment: 'create' } as const;
  const signals = { kind: 'signals', handle: 'handle', count: 3, seconds: 60 } as const;
  const wait = { kind: 'wait-started', ...name, awaits: signals } as const;
  assert.equal(lines(wait), '  … ready: waiting for 3 signals to handle, for at most 1 min 00 s');
  assert.equal(waitingLine(wait, 2, 36_000, plainStyle), '  … ready: waiting for 2 of 3 signals, 24 s left');
  const hook = { ...wait, moment: 'pre-create', awaits: { kind: 'hook', hook: 'pre-create' } } as const;
  assert.match(
    waitingLine(hook, 0, 5000, plainStyle),
    /ready: stopped at pre-create until 'tyto hook clear'.* 5\.0 s$/,
  );
  const pause = { ...wait, phase: 'undo removal', awaits: { kind: 'time', seconds: 20 } } as const;
  assert.equal(waitingLine(pause, 0, 5000, plainStyle), '  … ready: waiting (undo), 15 s left');
  assert.equal(lines({ kind: 'wait-advanced', ...name, received: 2, count: 3 }), '  … ready: 2 of 3 signals received');
});

test('the end of a wait says how it went', () => {
  const ended = { kind: 'wait-ended', phase: 'forward', address: 'ready', moment: 'create' } as const;
  assert.equal(lines({ ...ended, outcome: 'over' }), '  ✓ ready: waited (create)');
  assert.equal(lines({ ...ended, moment: 'pre-create', outcome: 'over' }), '  ✓ ready: pre-create cleared');
  assert.equal(lines({ ...ended, outcome: 'failed', reason: 'no\nmore' }), '  ✗ ready: waited in vain (create): no');
  assert.equal(lines({ ...ended, outcome: 'given up' }), '  - ready: waits no more (create)');
});
