import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../event/journal-entry.ts';
import { Recorder } from './recorder.ts';
import type { RunOrder } from './run-store.ts';
import { Memory } from './testing/memory-store.ts';
import { Life } from './testing/simulated-node.ts';
import { type Wait, Waits } from './waits.ts';

const base = { revision: null, serial: 0 };
const changes = { kind: 'ChangeSet', formatVersion: 1, deployment: 'sim', base, target: 'c', forced: [], changes: [] };
const order: RunOrder = { changes: { ...changes, kind: 'ChangeSet', formatVersion: 1 }, rollback: true, parallel: 4 };

const seen: JournalEntry[] = [];

/** One life of a process that waits; the next one is made of the same memory. */
function life(memory: Memory, stop = new AbortController().signal, expired = false) {
  const store = memory.storeFor('r1', order, new Life(Number.POSITIVE_INFINITY));
  const recorder = new Recorder(store, () => undefined);
  return new Waits({ store, clock: memory.clock, stop, onEntry: (entry) => seen.push(entry) }, recorder, () => expired);
}

/** The journal as far as it is, a turn later: an end is written with what whoever waited makes of it. */
async function told(memory: Memory): Promise<readonly string[]> {
  await new Promise(setImmediate);
  return (memory.journals.get('r1') ?? []).map((each) => `${each.kind} ${text(each)} ${each.time.slice(14, 19)}`);
}

function text(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'wait-started':
      return entry.moment;
    case 'wait-advanced':
      return `${entry.received} of ${entry.count}`;
    case 'wait-ended':
      return entry.outcome;
    default:
      return '';
  }
}

const pause: Wait = {
  phase: 'forward',
  address: 'a',
  moment: 'pause 1',
  awaits: { kind: 'time', seconds: 30 },
  stopped: () => false,
};

test('time is waited for, and the journal says so', async () => {
  const memory = new Memory();
  assert.deepEqual(await life(memory).wait(pause), { kind: 'over' });
  assert.deepEqual(await told(memory), ['wait-started pause 1 00:00', 'wait-ended over 00:30']);
});

test('a process that takes up the run counts from when the wait began, and waits for nothing twice', async () => {
  const memory = new Memory();
  const stop = new AbortController();
  const first = life(memory, stop.signal);
  memory.clock.after(10, () => stop.abort());
  assert.deepEqual(await first.wait({ ...pause, stopped: () => stop.signal.aborted }), { kind: 'given up' });
  memory.clock.pass(5);
  const second = life(memory);
  assert.ok(second.isOpen(pause));
  seen.length = 0;
  assert.deepEqual(await second.wait(pause), { kind: 'over' });
  assert.deepEqual(
    seen.map((each) => `${each.sequence} ${each.kind}`),
    ['1 wait-started'],
    'whoever follows this process is told what it waits for',
  );
  assert.deepEqual(await told(memory), ['wait-started pause 1 00:00', 'wait-ended over 00:30']);
  assert.deepEqual(await life(memory).wait(pause), { kind: 'over' });
  assert.equal((await told(memory)).length, 2);
});

test('what else fails ends a wait for good, and so does the end of the time of the run', async () => {
  const memory = new Memory();
  let failed = false;
  memory.clock.after(3, () => {
    failed = true;
  });
  assert.deepEqual(await life(memory).wait({ ...pause, stopped: () => failed }), { kind: 'given up' });
  const late = await life(memory, undefined, true).wait({ ...pause, moment: 'pause 2' });
  assert.deepEqual(late, { kind: 'failed', reason: 'the run took longer than it may' });
  assert.deepEqual(
    (await told(memory)).map((each) => each.slice(0, -6)),
    ['wait-started pause 1', 'wait-ended given up', 'wait-started pause 2', 'wait-ended failed'],
  );
});

test('several wait for one thing, and each is told; a wait that begins later is looked at at once', async () => {
  const memory = new Memory();
  const waits = life(memory);
  const hook: Wait = { ...pause, moment: 'pre-create', awaits: { kind: 'hook', hook: 'pre-create' } };
  let cleared = false;
  const looking: Wait = { ...hook, look: () => (cleared ? { kind: 'over' } : { kind: 'waiting' }) };
  const both = [waits.wait(looking), waits.wait(looking)];
  await waits.wait(pause);
  cleared = true;
  assert.deepEqual(await Promise.all(both), [{ kind: 'over' }, { kind: 'over' }]);
  assert.equal((await told(memory)).filter((each) => each.startsWith('wait-started pre-create')).length, 1);
});

test('signals that come are told as they come', async () => {
  const memory = new Memory();
  let received = 0;
  for (const seconds of [4, 8]) {
    memory.clock.after(seconds, () => {
      received += 1;
    });
  }
  const end = await life(memory).wait({
    ...pause,
    moment: 'create',
    awaits: { kind: 'signals', handle: 'h', count: 2, seconds: 60 },
    look: () => (received === 2 ? { kind: 'over' } : { kind: 'waiting', received }),
  });
  assert.deepEqual(end, { kind: 'over' });
  assert.deepEqual(await told(memory), [
    'wait-started create 00:00',
    'wait-advanced 1 of 2 00:04',
    'wait-ended over 00:08',
  ]);
});

test('a bug in looking is told to whoever waits', async () => {
  const look = (): never => {
    throw new Error('a bug');
  };
  await assert.rejects(life(new Memory()).wait({ ...pause, look }), /a bug/);
});
