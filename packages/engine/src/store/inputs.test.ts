import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteInputs, listDeployments, logInputs, readAllInputs, readInputs, writeInputs } from './inputs.ts';
import { expectCodes, expectValue, runInChild, temporaryStore } from './testing/temporary-store.ts';

function inputs(content: string, parent: string | null): Parameters<typeof writeInputs>[2] {
  return { files: new Map([['parameters.json', content]]), message: `Set ${content}`, parent };
}

test('inputs are commits of a branch for each deployment', async (t) => {
  const store = temporaryStore(t);
  assert.deepEqual(await listDeployments(store), []);
  assert.equal((await readAllInputs(store)).size, 0);
  const first = expectValue(await writeInputs(store, 'web-1', inputs('1', null)));
  const trailers = new Map([['Tyto-Plan', 'web@12']]);
  const second = expectValue(await writeInputs(store, 'web-1', { ...inputs('2', first.commit), trailers }));
  expectValue(await writeInputs(store, 'db', inputs('x', null)));
  assert.deepEqual(await listDeployments(store), ['db', 'web-1']);
  const all = await readAllInputs(store);
  assert.deepEqual([...all.keys()], ['db', 'web-1']);
  assert.deepEqual(all.get('web-1'), expectValue(await readInputs(store, 'web-1')));
  const present = expectValue(await readInputs(store, 'web-1'));
  assert.equal(present.commit, second.commit);
  assert.deepEqual([...present.files], [['parameters.json', '2']]);
  assert.deepEqual(present.trailers, trailers);
  assert.equal(expectValue(await readInputs(store, 'web-1', first.commit)).files.get('parameters.json'), '1');
  const log = expectValue(await logInputs(store, 'web-1'));
  assert.deepEqual(
    log.map((each) => each.message),
    ['Set 2', 'Set 1'],
  );
});

test('equal inputs make no commit', async (t) => {
  const store = temporaryStore(t);
  const first = expectValue(await writeInputs(store, 'web-1', inputs('1', null)));
  assert.deepEqual(expectValue(await writeInputs(store, 'web-1', inputs('1', first.commit))), {
    ...first,
    isNew: false,
  });
});

test('what was changed meanwhile is not overwritten, and a deployment is made once', async (t) => {
  const store = temporaryStore(t);
  const first = expectValue(await writeInputs(store, 'web-1', inputs('1', null)));
  expectValue(await writeInputs(store, 'web-1', inputs('2', first.commit)));
  assert.deepEqual(expectCodes(await writeInputs(store, 'web-1', inputs('3', first.commit))), ['changed-meanwhile']);
  assert.deepEqual(expectCodes(await writeInputs(store, 'web-1', inputs('2', null))), ['changed-meanwhile']);
  assert.deepEqual(expectCodes(await writeInputs(store, 'web-2', inputs('1', first.commit))), ['changed-meanwhile']);
  assert.equal(expectValue(await readInputs(store, 'web-1')).files.get('parameters.json'), '2');
});

test('a deployment that does not exist is told, whatever its name', async (t) => {
  const store = temporaryStore(t);
  for (const name of ['web-1', '', '../web', 'Web', 'a'.repeat(64)]) {
    assert.deepEqual(expectCodes(await readInputs(store, name)), ['deployment-unknown']);
    assert.deepEqual(expectCodes(await logInputs(store, name)), ['deployment-unknown']);
    await deleteInputs(store, name);
  }
  assert.deepEqual(expectCodes(await writeInputs(store, '../web', inputs('1', null))), ['name-form']);
  expectValue(await writeInputs(store, 'web-1', inputs('1', null)));
  await deleteInputs(store, 'web-1');
  assert.deepEqual(await listDeployments(store), []);
  assert.deepEqual(expectCodes(await readInputs(store, 'web-1')), ['deployment-unknown']);
  expectValue(await writeInputs(store, 'web-1', inputs('1', null)));
});

test('of several processes that create a deployment at once, one does', async (t) => {
  const store = temporaryStore(t);
  const body = (who: number): string => `
    const files = new Map([['who', '${who}']]);
    const written = await room.writeInputs(store, 'web-1', { files, message: 'Create', parent: null });
    console.log(written.value?.isNew ?? written.problems[0].code);`;
  const outcomes = await Promise.all([1, 2, 3].map((who) => runInChild(store.directory, './inputs.ts', body(who))));
  assert.deepEqual(outcomes.map((each) => each.trim()).sort(), ['changed-meanwhile', 'changed-meanwhile', 'true']);
});
