import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry, JournalFact } from '@tyto/engine/event/journal-entry.ts';
import type { Shell } from '../shell/shell.ts';
import { plainStyle } from '../shell/style.ts';
import { followRun } from './live-progress.ts';

function follow(options: { json: boolean; terminal: boolean; columns?: number }, facts: readonly JournalFact[]) {
  const written = { out: '', err: '' };
  const shell: Shell = {
    json: options.json,
    data: '/nowhere',
    out: (text) => {
      written.out += text;
    },
    outJson: (json) => {
      written.out += `${json}\n`;
    },
    err: (text) => {
      written.err += text;
    },
    style: plainStyle,
    errStyle: plainStyle,
    unread: new AbortController().signal,
    interactive: { in: false, out: false, err: options.terminal },
    columns: () => options.columns ?? 80,
    readInput: async () => new Uint8Array(),
    inputLines: async function* () {},
    ask: async () => undefined,
  };
  const progress = followRun(shell);
  facts.forEach((fact, index) => {
    progress.follow({
      ...fact,
      formatVersion: 1,
      run: 'r1',
      sequence: index + 1,
      time: new Date().toISOString(),
    } satisfies JournalEntry);
  });
  progress.end();
  return written;
}

const facts: readonly JournalFact[] = [
  {
    kind: 'action-started',
    action: 's/r1/1/1',
    phase: 'forward',
    address: 'backend-with-a-long-name',
    instance: 'i',
    verb: 'create',
    script: 0,
    node: 'here',
    tool: 'script',
  },
  {
    kind: 'action-ended',
    action: 's/r1/1/1',
    address: 'backend-with-a-long-name',
    instance: 'i',
    outcome: 'succeeded',
  },
];

test('without a terminal starts and ends are plain lines', () => {
  assert.equal(
    follow({ json: false, terminal: false }, facts).err,
    '  … backend-with-a-long-name: creating on here\n  ✓ backend-with-a-long-name: created (0.0 s)\n',
  );
});

test('on a terminal what runs is one line, cut to its width, and erased when it ends', () => {
  const { err } = follow({ json: false, terminal: true, columns: 20 }, facts);
  assert.equal(err, '  … backend-with-a-\n\u001b[1A\u001b[J  ✓ backend-with-a-long-name: created (0.0 s)\n');
});

test('on a terminal what waits stands below with what has come, until it ends', () => {
  const name = { phase: 'forward', address: 'ready', moment: 'create' } as const;
  const awaits = { kind: 'signals', handle: 'handle', count: 2, seconds: 60 } as const;
  const { err } = follow({ json: false, terminal: true }, [
    { kind: 'wait-started', ...name, awaits },
    { kind: 'wait-advanced', ...name, received: 1, count: 2 },
    { kind: 'wait-ended', ...name, outcome: 'over' },
  ]);
  const shown = err.split('\u001b[1A\u001b[J');
  assert.deepEqual(shown, [
    '  … ready: waiting for 0 of 2 signals, 1 min 00 s left\n',
    '  … ready: waiting for 1 of 2 signals, 1 min 00 s left\n',
    '  ✓ ready: waited (create)\n',
  ]);
});

test('as JSON each entry is one line, without the step of the state', () => {
  const { out } = follow({ json: true, terminal: true }, [{ kind: 'committed' }]);
  const event = JSON.parse(out);
  assert.deepEqual([event.kind, event.sequence, 'step' in event], ['committed', 1, false]);
});
