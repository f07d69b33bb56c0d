import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Signal } from '../event/signal.ts';
import { openJournal } from './journal.ts';
import { startRun } from './runs.ts';
import { clearHook, clearSignals, isHookCleared, putSignal, signalsOn } from './signals.ts';
import type { Store } from './store.ts';
import { temporaryStore } from './testing/temporary-store.ts';

function signal(id: string, reason: string, data: Signal['data'] = null): Signal {
  return { id, status: 'SUCCESS', reason, data };
}

function checked(value: Signal): Checked<Signal> {
  return { value, problems: [] };
}

function kept(store: Store, instance = 'i1'): readonly string[] {
  return signalsOn(store, 'web', instance).map(({ id, reason }) => `${id}: ${reason}`);
}

test('signals are kept by their ids in the order in which these came; a later one overwrites', (t) => {
  const store = temporaryStore(t);
  const counts: number[] = [];
  for (const each of [signal('b', 'first'), signal('a', 'second'), signal('b', 'third')]) {
    putSignal(store, 'web', 'i1', (received) => {
      counts.push(received);
      return checked(each);
    });
  }
  putSignal(store, 'web', 'i2', () => checked(signal('b', 'other')));
  assert.deepEqual(counts, [0, 1, 2]);
  assert.deepEqual(kept(store), ['b: third', 'a: second']);
  clearSignals(store, 'web', 'i1');
  assert.deepEqual([kept(store), kept(store, 'i2')], [[], ['b: other']]);
});

test('the data of a signal come out as they went in, and what is refused is not kept', (t) => {
  const store = temporaryStore(t);
  const data = new Map([['list', [1, 'two', null]]]);
  putSignal(store, 'web', 'i1', () => checked(signal('1', 'r', data)));
  putSignal(store, 'web', 'i1', () => ({ problems: [] }));
  assert.deepEqual(
    signalsOn(store, 'web', 'i1').map((each) => each.data),
    [data],
  );
});

test('signals go with the instance that they are on', (t) => {
  const store = temporaryStore(t);
  const started = startRun(store, { deployment: 'web', purpose: 'apply', base: null, target: null, options: {} });
  assert.ok(started.kind === 'started');
  putSignal(store, 'web', 'i1', () => checked(signal('1', 'r')));
  const fact = { kind: 'resources-recorded', addresses: ['handle'] } as const;
  openJournal(store, started.run.id).append([{ fact, step: { drop: ['i1'] } }]);
  assert.deepEqual(kept(store), []);
});

test('a hook that was cleared for one run is not for another', (t) => {
  const store = temporaryStore(t);
  const started = startRun(store, { deployment: 'web', purpose: 'apply', base: null, target: null, options: {} });
  assert.ok(started.kind === 'started');
  const wait = { phase: 'forward', address: 'a', moment: 'pre-create' } as const;
  clearHook(store, started.run.id, wait);
  clearHook(store, started.run.id, wait);
  assert.ok(isHookCleared(store, started.run.id, wait));
  assert.ok(!isHookCleared(store, 'r2', wait));
  assert.ok(!isHookCleared(store, started.run.id, { ...wait, moment: 'post-create' }));
});
