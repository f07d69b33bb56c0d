import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listDeployments, readInputs } from './inputs.ts';
import { listPlans, readPlan } from './plans.ts';
import { readRevision } from './revisions.ts';
import { closeStore, openStore, storeId } from './store.ts';
import { StoreFailure, storeProblem } from './store-failure.ts';
import { expectCodes, expectValue, runInChild, temporaryDirectory, temporaryStore } from './testing/temporary-store.ts';

test('opening makes nothing, nor does looking for plans and deployments', async (t) => {
  const store = temporaryStore(t);
  assert.deepEqual(listPlans(store), []);
  assert.deepEqual(await listDeployments(store), []);
  expectCodes(await readPlan(store, 'web'));
  expectCodes(await readInputs(store, 'web-1'));
  expectCodes(await readRevision(store, 'web-1'));
  assert.equal(existsSync(store.directory), false);
});

test('a store keeps its id, and another has another', (t) => {
  const store = temporaryStore(t);
  const id = storeId(store);
  assert.match(id, /^[a-z0-9]{10}$/);
  closeStore(store);
  assert.equal(storeId(store), id);
  assert.notEqual(storeId(temporaryStore(t)), id);
});

test('the database waits for the disk, keeps a log ahead and holds references', (t) => {
  const database = temporaryStore(t).database();
  assert.equal(database.prepare('PRAGMA journal_mode').get()?.journal_mode, 'wal');
  assert.equal(database.prepare('PRAGMA synchronous').get()?.synchronous, 2);
  assert.equal(database.prepare('PRAGMA foreign_keys').get()?.foreign_keys, 1);
});

test('what can not be a data directory is told', (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'file'), '');
  mkdirSync(join(directory, 'open'));
  chmodSync(join(directory, 'open'), 0o777);
  for (const name of ['file', 'open', 'file/below']) {
    assert.deepEqual(expectCodes(openStore(join(directory, name))), ['data-directory'], name);
  }
});

test('a database that is damaged, or of a later version, is told', (t) => {
  const store = temporaryStore(t);
  store.database().exec('PRAGMA user_version = 1000');
  closeStore(store);
  assert.throws(
    () => store.database(),
    (error) => error instanceof StoreFailure && /later version/.test(error.message),
  );
  for (const name of readdirSync(store.directory))
    writeFileSync(join(store.directory, name), 'no database '.repeat(1000));
  assert.throws(
    () => store.database(),
    (error) => {
      assert.equal(storeProblem(error)?.code, 'data-database');
      assert.match(storeProblem(error)?.hint ?? '', /backup/);
      return true;
    },
  );
  assert.equal(storeProblem(new Error('a bug')), undefined);
});

/** Runs a body as a user without root's rights, for whom permissions count, in a directory of that user's. */
function asNobody(directory: string, module: string, body: string): string {
  const url = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
  const code = `
    const { openStore } = await import(${url('./store.ts')});
    const { storeProblem } = await import(${url('./store-failure.ts')});
    const room = await import(${url(module)});
    // The checkout may lie where nobody but its owner reads: all of it is loaded by now.
    process.setgid(65534); process.setuid(65534);
    const opened = openStore(${JSON.stringify(directory)});
    try {
      const store = opened.value;
      if (store === undefined) throw new Error(opened.problems[0].message);
      ${body}
    } catch (error) {
      const told = storeProblem(error);
      if (told === undefined) throw error;
      console.log(told.code + ': ' + told.hint);
    }`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}

const isRoot = process.getuid?.() === 0;

test('a directory that can not be written is told with the way out', {
  skip: isRoot ? false : 'needs root, to become another user',
}, (t) => {
  const directory = temporaryDirectory(t);
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o500 });
  chmodSync(directory, 0o755);
  execFileSync('chown', ['65534', data]);
  const tree = "{ kind: 'PlanTree', files: new Map([['a', { mode: '100644', content: 'x' }]]) }";
  const commit = `await room.commitPlan(store, 'web', ${tree}, 'm');`;
  assert.match(asNobody(data, './plans.ts', commit), /^data-directory: .*permission/);
  assert.match(asNobody(data, './secrets.ts', "room.putSecret(store, 'a', 'b');"), /^data-d.*: .*permission/);
  chmodSync(data, 0o700);
  assert.equal(asNobody(data, './plans.ts', commit), '');
  assert.equal(asNobody(data, './secrets.ts', "room.putSecret(store, 'a', 'b');"), '');
  execFileSync('chmod', ['-R', 'a-w', join(data, 'plans'), join(data, 'tyto.db')]);
  const other = commit.replace("'x'", "'y'");
  assert.match(asNobody(data, './plans.ts', other), /^data-git: .*permission/);
  assert.match(asNobody(data, './secrets.ts', "room.putSecret(store, 'a', 'c');"), /^data-d.*: .*permission/);
});

test('a full disk is told, and what was there stays whole', {
  skip: isRoot ? false : 'needs root, to mount a small disk',
}, async (t) => {
  const directory = temporaryDirectory(t);
  try {
    execFileSync('sh', ['-c', 'mount "$@"', 'mount', '-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', directory], {
      stdio: 'pipe',
    });
  } catch {
    t.skip('no file system can be mounted here');
    return;
  }
  try {
    await fillDisk(directory);
  } finally {
    execFileSync('sh', ['-c', 'umount -l "$0"', directory]);
  }
});

async function fillDisk(directory: string): Promise<void> {
  const data = join(directory, 'data');
  const body = (module: string, work: string): Promise<string> =>
    runInChild(
      data,
      module,
      `const { storeProblem } = await import(${JSON.stringify(new URL('./store-failure.ts', import.meta.url).href)});
       try { ${work} } catch (error) { const told = storeProblem(error); if (!told) throw error; console.log(told.hint); }`,
    );
  const files = (size: number): string =>
    `{ kind: 'PlanTree', files: new Map([['a', { mode: '100644', content: (await import('node:crypto')).randomBytes(${size}) }]]) }`;
  assert.equal(await body('./plans.ts', `await room.commitPlan(store, 'web', ${files(10)}, 'm');`), '');
  assert.equal(await body('./secrets.ts', "room.putSecret(store, 'kept', 'b');"), '');
  assert.match(
    await body('./plans.ts', `await room.commitPlan(store, 'web', ${files(3_000_000)}, 'm');`),
    /Free space/,
  );
  writeFileSync(join(directory, 'ballast'), Buffer.alloc(400_000));
  const fill = "for (let n = 0; n < 2000; n += 1) room.putSecret(store, 's' + n, 'x'.repeat(2000));";
  assert.match(await body('./secrets.ts', fill), /Free space/);
  const store = expectValue(openStore(data));
  assert.equal(
    expectValue(await readPlan(store, 'web')).binary.size + expectValue(await readPlan(store, 'web')).files.size,
    1,
  );
  assert.equal(await body('./secrets.ts', "console.log(room.revealSecret(store, 'kept', 1));"), 'b\n');
}
