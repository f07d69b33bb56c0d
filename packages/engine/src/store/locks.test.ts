import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJournal } from './journal.ts';
import { acquireLock, lockHolder, releaseLock, takeOverLock } from './locks.ts';
import { findRun, interruptedRun, listRuns, startRun } from './runs.ts';
import type { Store } from './store.ts';
import { startedRun } from './testing/state-samples.ts';
import { firstOutput, runInChild, startInChild, temporaryStore } from './testing/temporary-store.ts';

const order = { deployment: 'web-1', purpose: 'apply', base: null, target: null, options: { parallel: 4 } } as const;

/** A process that holds the lock of `web-1` until it is killed. */
async function holderOf(store: Store): Promise<{ run: string; kill: () => Promise<void> }> {
  const child = startInChild(
    store.directory,
    './runs.ts',
    `console.log(room.startRun(store, ${JSON.stringify(order)}).run.id); setInterval(() => {}, 1000);`,
  );
  const run = (await firstOutput(child)).trim();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
  };
  return { run, kill };
}

test('a second run is refused while the first lives, and told who holds it', async (t) => {
  const store = temporaryStore(t);
  const holder = await holderOf(store);
  t.after(holder.kill);
  const second = startRun(store, order);
  assert.ok(second.kind === 'held');
  assert.equal(second.life, 'alive');
  assert.equal(second.holder.run, holder.run);
  assert.match(second.holder.since, /^\d{4}-\d\d-\d\dT/);
  assert.equal(takeOverLock(store, 'web-1', holder.run).kind, 'held');
  assert.equal(releaseLock(store, 'web-1', holder.run), false);
  assert.equal(findRun(store, holder.run)?.status, 'running');
  assert.equal(listRuns(store).length, 1);
  assert.equal(startedRun(store, 'web-2').deployment, 'web-2');
});

test('a dead holder is found out; only taking over gets its lock', async (t) => {
  const store = temporaryStore(t);
  const holder = await holderOf(store);
  await holder.kill();
  assert.equal(interruptedRun(store, 'web-1')?.id, holder.run);
  const second = startRun(store, order);
  assert.ok(second.kind === 'held' && second.life === 'dead');
  assert.equal(acquireLock(store, 'web-1', 'r9').kind, 'held');
  assert.equal(acquireLock(store, 'web-1', holder.run).kind, 'held');
  assert.deepEqual(takeOverLock(store, 'web-1', holder.run), { kind: 'acquired' });
  assert.equal(lockHolder(store, 'web-1')?.holder.pid, process.pid);
  assert.equal(acquireLock(store, 'web-1', holder.run).kind, 'acquired');
  assert.equal(findRun(store, holder.run)?.status, 'running');
  assert.equal(releaseLock(store, 'web-1', holder.run), true);
  assert.equal(releaseLock(store, 'web-1', holder.run), false);
});

test('a pid that came round again is not the holder', (t) => {
  const store = temporaryStore(t);
  const { id } = startedRun(store);
  assert.equal(lockHolder(store, 'web-1')?.life, 'alive');
  store.database().exec("UPDATE lock SET start_time = '1'");
  assert.equal(lockHolder(store, 'web-1')?.life, 'dead');
  assert.equal(findRun(store, id)?.status, 'interrupted');
});

test('a holder before the last boot is dead; one on another machine or in another container can not be judged', (t) => {
  const store = temporaryStore(t);
  const { id } = startedRun(store);
  const database = store.database();
  const bootId = lockHolder(store, 'web-1')?.holder.bootId ?? '';
  const set = (column: string, value: string): void => {
    database.prepare(`UPDATE lock SET ${column} = ?`).run(value);
  };
  set('boot_id', `other/${bootId.split('/')[1]}`);
  assert.equal(lockHolder(store, 'web-1')?.life, 'dead');
  set('boot_id', `${bootId.split('/')[0]}/pid:[1]`);
  assert.equal(lockHolder(store, 'web-1')?.life, 'unknown');
  set('boot_id', bootId);
  set('host', 'elsewhere');
  assert.equal(lockHolder(store, 'web-1')?.life, 'unknown');
  assert.equal(findRun(store, id)?.status, 'running');
  assert.equal(takeOverLock(store, 'web-1', id).kind, 'held');
  assert.equal(takeOverLock(store, 'web-1', id, true).kind, 'acquired');
});

test('of many processes one gets the lock', async (t) => {
  const store = temporaryStore(t);
  const body = `const started = room.startRun(store, ${JSON.stringify(order)}); console.log(started.kind);`;
  const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => runInChild(store.directory, './runs.ts', body)));
  assert.deepEqual(outcomes.map((each) => each.trim()).sort(), ['held', 'held', 'held', 'held', 'started']);
  assert.equal(listRuns(store).length, 1);
});

test('a run that ends or stops gives its lock back with its last entry', (t) => {
  const store = temporaryStore(t);
  const first = startedRun(store);
  assert.equal(first.id, 'r1');
  openJournal(store, first.id).append([{ fact: { kind: 'run-interrupted', reason: 'asked' } }]);
  assert.equal(interruptedRun(store, 'web-1')?.id, first.id);
  assert.equal(lockHolder(store, 'web-1'), undefined);
  assert.equal(takeOverLock(store, 'web-1', first.id).kind, 'acquired');
  const journal = openJournal(store, first.id);
  journal.append([{ fact: { kind: 'run-resumed', mode: 'resume' } }]);
  assert.equal(findRun(store, first.id)?.status, 'running');
  journal.append([{ fact: { kind: 'run-ended', status: 'rolled back', leftovers: [], notUndone: [] } }]);
  const ended = findRun(store, first.id);
  assert.equal(ended?.status, 'rolled back');
  assert.ok(ended?.ended !== undefined);
  assert.equal(interruptedRun(store, 'web-1'), undefined);
  const second = startedRun(store);
  assert.deepEqual(
    listRuns(store, 'web-1').map((each) => each.id),
    [second.id, first.id],
  );
  assert.deepEqual(
    listRuns(store, 'web-1', 1).map((each) => each.id),
    [second.id],
  );
  assert.deepEqual(findRun(store, second.id), second);
  for (const id of ['r0', 'r3', 'x1', '1', 'r1;']) assert.equal(findRun(store, id), undefined);
});
