import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JournalFact } from '../event/journal-entry.ts';
import type { Value } from '../hot/value.ts';
import { configDigest } from '../resource/config-value.ts';
import { emptyState, type Instance, type StateStep } from '../state/state.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { openJournal, readJournal } from './journal.ts';
import { findRun } from './runs.ts';
import { putSecret } from './secrets.ts';
import { loadState } from './state-store.ts';
import { closeStore, openStore } from './store.ts';
import { aConfig, anInstance, anyStep, startedRun, tainted } from './testing/state-samples.ts';
import { expectValue, firstOutput, startInChild, temporaryStore } from './testing/temporary-store.ts';

const fact: JournalFact = { kind: 'resources-recorded', addresses: ['a'] };
const ended: JournalFact = { kind: 'run-ended', status: 'done', leftovers: [], notUndone: [] };

/** What a state comes to by its steps, told plainly. */
function fold(steps: readonly StateStep[]): { instances: Map<string, Instance>; revision: string | undefined } {
  const instances = new Map<string, Instance>();
  let revision: string | undefined;
  for (const step of steps) {
    for (const id of step.drop ?? []) instances.delete(id);
    for (const each of step.put ?? []) instances.set(each.id, each);
    if (step.revision !== undefined) revision = step.revision ?? undefined;
  }
  return { instances, revision };
}

test('the state is what the journal tells, whatever the steps were', async (t) => {
  const store = temporaryStore(t);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.option(anyStep, { nil: undefined })), { maxLength: 6 }), async (batches) => {
      await deleteDeployment(store, 'web-1');
      const { id } = startedRun(store);
      const journal = openJournal(store, id);
      for (const steps of batches)
        journal.append(steps.map((step) => (step === undefined ? { fact } : { fact, step })));
      const state = loadState(store, 'web-1');
      const read = readJournal(store, id).flatMap((entry) => (entry.step === undefined ? [] : [entry.step]));
      const all = batches.flat().filter((step) => step !== undefined);
      assert.deepEqual(read, all);
      const { instances, revision } = fold(read);
      assert.deepEqual(new Map([...state.instances].sort()), new Map([...instances].sort()));
      assert.equal(state.revision, revision);
      assert.equal(state.serial, batches.filter((steps) => steps.some((step) => step !== undefined)).length);
      for (const each of state.instances.values()) {
        if (each.config !== undefined) assert.ok(state.configs.has(each.config));
      }
    }),
    { numRuns: 60 },
  );
});

test('entries are given as they are read later, numbered from 1', (t) => {
  const store = temporaryStore(t);
  const { id } = startedRun(store);
  const config = aConfig('#!/bin/sh');
  const step = { put: [anInstance('i')], configs: new Map([[configDigest(config), config]]), revision: 'abc' };
  const first = openJournal(store, id).append([{ fact }, { fact, step }]);
  const later = openJournal(store, id).append([{ fact: ended }]);
  assert.deepEqual(readJournal(store, id), [...first, ...later]);
  assert.deepEqual(
    [...first, ...later].map((each) => [each.run, each.sequence]),
    [
      [id, 1],
      [id, 2],
      [id, 3],
    ],
  );
  assert.deepEqual(openJournal(store, id).append([]), []);
  assert.deepEqual(readJournal(store, 'r99'), []);
});

test('a state that holds secrets keeps them as expressions and gives their values back', (t) => {
  const store = temporaryStore(t);
  const { name, version } = putSecret(store, 'web-1/password', 'correct horse');
  const properties = new Map<string, Value>([['password', tainted('correct horse', name, version)]]);
  const config = aConfig(tainted('correct horse', name, version));
  const digest = configDigest(config);
  const instance = anInstance('i', { properties, inputs: properties, config: digest });
  const { id } = startedRun(store);
  openJournal(store, id).append([{ fact, step: { put: [instance], configs: new Map([[digest, config]]) } }]);
  const state = loadState(store, 'web-1');
  assert.deepEqual(state.instances.get('i'), instance);
  assert.deepEqual(state.configs.get(digest), config);
  assert.deepEqual(readJournal(store, id)[0]?.step?.put, [instance]);
});

test('nothing deployed is the empty state', (t) => {
  assert.deepEqual(loadState(temporaryStore(t), 'web-1'), emptyState('web-1'));
});

test('what was written into a journal is never changed or taken away, but with its deployment', async (t) => {
  const store = temporaryStore(t);
  const { id } = startedRun(store);
  openJournal(store, id).append([{ fact, step: { put: [anInstance('i')] } }]);
  const other = startedRun(store, 'web-2');
  openJournal(store, other.id).append([{ fact }]);
  const database = store.database();
  for (const sql of ["UPDATE journal SET kind = 'x'", 'DELETE FROM journal', 'DELETE FROM run']) {
    assert.throws(() => database.exec(sql), /append-only|only with its deployment/);
  }
  assert.equal(readJournal(store, id).length, 1);
  await deleteDeployment(store, 'web-1');
  assert.deepEqual(loadState(store, 'web-1'), emptyState('web-1'));
  assert.equal(findRun(store, id), undefined);
  assert.equal(database.prepare('SELECT count(*) AS rows FROM journal').get()?.rows, 1);
  assert.throws(() => database.exec('DELETE FROM journal'));
  // An id is part of ids of actions on nodes, which must never be given twice.
  assert.notEqual(startedRun(store).id, id);
});

test('a transaction that fails in its midst leaves nothing', (t) => {
  const store = temporaryStore(t);
  const { id } = startedRun(store);
  const journal = openJournal(store, id);
  journal.append([{ fact, step: { put: [anInstance('before')] } }]);
  store
    .database()
    .exec("CREATE TRIGGER full BEFORE INSERT ON instance WHEN NEW.id = 'b' BEGIN SELECT RAISE(ABORT, 'full'); END");
  assert.throws(() => journal.append([{ fact, step: { put: [anInstance('a'), anInstance('b')] } }]), /full/);
  assert.deepEqual([...loadState(store, 'web-1').instances.keys()], ['before']);
  assert.equal(loadState(store, 'web-1').serial, 1);
  assert.equal(readJournal(store, id).length, 1);
  journal.append([{ fact, step: { put: [anInstance('c')] } }]);
  assert.deepEqual(
    readJournal(store, id).map((each) => each.sequence),
    [1, 2],
  );
});

test('a process killed at any instant loses nothing that it was told is written, and tears nothing', async (t) => {
  const store = temporaryStore(t);
  for (const delay of [0, 5, 20, 50, 90]) {
    const child = startInChild(
      store.directory,
      './journal.ts',
      `const { startRun } = await import(${JSON.stringify(new URL('./runs.ts', import.meta.url).href)});
       const { writeSync } = await import('node:fs');
       const { run } = startRun(store, { deployment: 'w${delay}', purpose: 'apply', base: null, target: null, options: {} });
       const journal = room.openJournal(store, run.id);
       const instance = (id) => ({ id, address: id, type: 't', role: 'current', createdBy: 'r1', requires: [],
         status: { action: 'create', outcome: 'begun' }, properties: new Map(), attributes: new Map() });
       for (let number = 1; ; number += 1) {
         const fact = { kind: 'resources-recorded', addresses: ['a'] };
         journal.append([
           { fact, step: { put: [instance('a' + number)] } },
           { fact, step: { put: [instance('b' + number)] } },
         ]);
         writeSync(1, number + '\\n');
       }`,
    );
    let told = await firstOutput(child);
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const sure = told.trimEnd().split('\n').length;
    const reopened = expectValue(openStore(store.directory));
    const state = loadState(reopened, `w${delay}`);
    const [run] = reopened.database().prepare('SELECT number FROM run ORDER BY number DESC').all();
    const id = `r${run?.number}`;
    assert.ok(state.serial === sure || state.serial === sure + 1);
    assert.equal(state.instances.size, 2 * state.serial);
    assert.equal(readJournal(reopened, id).length, 2 * state.serial);
    assert.equal(findRun(reopened, id)?.status, 'interrupted');
    assert.deepEqual(
      reopened
        .database()
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => row.integrity_check),
      ['ok'],
    );
    closeStore(reopened);
  }
});
