import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalValues } from '../hot/equal-values.ts';
import type { Value } from '../hot/value.ts';
import { writeInputs } from './inputs.ts';
import { openJournal } from './journal.ts';
import { deleteSecrets, listSecrets, putSecret, revealSecret, secretsOf } from './secrets.ts';
import type { Store } from './store.ts';
import { closeStore, openStore } from './store.ts';
import { StoreFailure } from './store-failure.ts';
import { anInstance, anyValue, startedRun, tainted } from './testing/state-samples.ts';
import { allBytes, expectValue, runInChild, temporaryStore } from './testing/temporary-store.ts';

function failsWith(code: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof StoreFailure && error.diagnostic.code === code && error.diagnostic.hint !== undefined;
}

/** The same directory, opened anew. */
function reopened(store: Store): Store {
  closeStore(store);
  return expectValue(openStore(store.directory));
}

test('any value comes back as it was put, from another process too', (t) => {
  const store = temporaryStore(t);
  fc.assert(
    fc.property(anyValue, (value) => {
      const { name, version } = putSecret(store, 'web-1/any', value);
      const again = secretsOf(store).reveal(name, version);
      assert.ok(again !== undefined && equalValues(again, value));
    }),
    { numRuns: 60 },
  );
  const { version } = putSecret(store, 'web-1/any', 'last');
  assert.equal(revealSecret(reopened(store), 'web-1/any', version), 'last');
});

test('an equal value makes no version, another does, and earlier ones stay', (t) => {
  const store = temporaryStore(t);
  const name = 'web-1/password';
  assert.deepEqual(putSecret(store, name, 'one'), { kind: 'secret', name, version: 1 });
  assert.equal(putSecret(store, name, tainted('one', 'other', 1)).version, 1);
  assert.equal(putSecret(store, name, 'two').version, 2);
  assert.equal(putSecret(store, name, 'one').version, 3);
  assert.deepEqual(
    [1, 2, 3, 4].map((version) => revealSecret(store, name, version)),
    ['one', 'two', 'one', undefined],
  );
  assert.equal(revealSecret(store, 'web-1/none', 1), undefined);
});

test('secrets go by prefix, taken literally', (t) => {
  const store = temporaryStore(t);
  for (const name of ['web-1/a', 'web-1/b', 'web-11/a', 'web%/a', 'WEB-1/a']) putSecret(store, name, 'x');
  deleteSecrets(store, 'web-1/');
  deleteSecrets(store, '%');
  assert.deepEqual(
    listSecrets(store, '').map((each) => each.name),
    ['WEB-1/a', 'web%/a', 'web-11/a'],
  );
});

test('a secret stands nowhere in the data directory in clear', async (t) => {
  const store = temporaryStore(t);
  const planted = 'planted-secret-Zx81';
  const secret = putSecret(store, 'web-1/password', planted);
  const hidden = tainted(planted, secret.name, secret.version);
  const properties = new Map<string, Value>([['password', hidden]]);
  const { id } = startedRun(store);
  openJournal(store, id).append([
    { fact: { kind: 'resources-recorded', addresses: [] }, step: { put: [anInstance('i', { properties })] } },
  ]);
  const files = new Map([['inputs', `!tyto/secret ${secret.name}@${secret.version}`]]);
  expectValue(await writeInputs(store, 'web-1', { files, message: 'Create', parent: null }));
  const look = (): void => {
    const bytes = allBytes(store.directory);
    assert.ok(bytes.includes('web-1/password'), 'the search looks at the right files');
    for (const form of [
      planted,
      Buffer.from(planted).toString('base64').slice(0, 20),
      Buffer.from(planted).toString('hex'),
    ]) {
      assert.equal(bytes.includes(form), false);
    }
  };
  look();
  deleteSecrets(store, 'web-1/');
  closeStore(store);
  assert.equal(allBytes(store.directory).includes(planted), false);
});

test('key and database are for their owner alone, whatever the mask', async (t) => {
  const store = temporaryStore(t);
  await runInChild(store.directory, './secrets.ts', "process.umask(0); room.putSecret(store, 'a', 'b');");
  assert.equal(statSync(store.directory).mode & 0o777, 0o700);
  assert.equal(statSync(join(store.directory, 'key')).mode & 0o777, 0o600);
  assert.equal(statSync(join(store.directory, 'key')).size, 32);
  assert.equal(statSync(join(store.directory, 'tyto.db')).mode & 0o777, 0o600);
});

test('a key file that others can read, or that is damaged, is refused and told', (t) => {
  const store = temporaryStore(t);
  putSecret(store, 'a', 'b');
  const path = join(store.directory, 'key');
  for (const mode of [0o640, 0o604, 0o660]) {
    chmodSync(path, mode);
    const { value, problems } = openStore(store.directory);
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map((each) => each.code),
      ['data-key'],
    );
    assert.match(problems[0]?.hint ?? '', /chmod 600/);
  }
  chmodSync(path, 0o600);
  writeFileSync(path, 'short');
  assert.deepEqual(
    openStore(store.directory).problems.map((each) => each.code),
    ['data-key'],
  );
});

test('a key that is lost or exchanged is told, and never made anew over old secrets', (t) => {
  const store = temporaryStore(t);
  putSecret(store, 'a', 'b');
  const path = join(store.directory, 'key');
  copyFileSync(path, `${path}.kept`);
  rmSync(path);
  for (const use of [(each: Store) => revealSecret(each, 'a', 1), (each: Store) => putSecret(each, 'a', 'c')]) {
    const opened = reopened(store);
    assert.throws(() => use(opened), failsWith('data-key'));
    closeStore(opened);
  }
  writeFileSync(path, Buffer.alloc(32, 7), { mode: 0o600 });
  const exchanged = reopened(store);
  assert.throws(() => revealSecret(exchanged, 'a', 1), failsWith('data-key'));
  assert.throws(() => putSecret(exchanged, 'new', 'c'), failsWith('data-key'));
  closeStore(exchanged);
  writeFileSync(path, readFileSync(`${path}.kept`));
  const right = reopened(store);
  assert.equal(revealSecret(right, 'a', 1), 'b');
  closeStore(right);
});

test('data that was tampered with, or moved to another name, is not taken for a secret', (t) => {
  const store = temporaryStore(t);
  putSecret(store, 'a', 'b');
  putSecret(store, 'b', 'c');
  const database = store.database();
  database.exec("UPDATE secret SET data = (SELECT data FROM secret WHERE name = 'a') WHERE name = 'b'");
  assert.throws(() => revealSecret(store, 'b', 1), failsWith('data-key'));
  database.exec("UPDATE secret SET data = substr(data, 1, 20) WHERE name = 'a'");
  assert.throws(() => revealSecret(store, 'a', 1), failsWith('data-key'));
});

test('several processes that use a fresh directory at once agree on one key and one store', async (t) => {
  const store = temporaryStore(t);
  const body = (who: number): string => `
    const { storeId } = await import(${JSON.stringify(new URL('./store.ts', import.meta.url).href)});
    room.putSecret(store, 'own-${who}', 'value ${who}');
    for (let number = 0; number < 20; number += 1) room.putSecret(store, 'shared', 'v ${who} ' + number);
    console.log(storeId(store));`;
  const ids = await Promise.all([1, 2, 3, 4].map((who) => runInChild(store.directory, './secrets.ts', body(who))));
  assert.equal(new Set(ids).size, 1);
  assert.match(ids[0]?.trim() ?? '', /^[a-z0-9]{10}$/);
  for (const who of [1, 2, 3, 4]) assert.equal(revealSecret(store, `own-${who}`, 1), `value ${who}`);
  assert.equal(listSecrets(store, 'shared').length, 80);
});
