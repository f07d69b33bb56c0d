import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appliedRevision,
  deleteRevisions,
  diffRevisions,
  logRevisions,
  moveHead,
  readRevision,
  restoreRevision,
  writeRendered,
} from './revisions.ts';
import type { Store } from './store.ts';
import { expectCodes, expectValue, runInChild, temporaryStore } from './testing/temporary-store.ts';

const trailers = new Map([['Tyto-Plan', 'web@1234']]);

async function render(store: Store, content: string, name = 'web-1'): Promise<{ commit: string; isNew: boolean }> {
  const files = new Map([
    ['inventory.yaml', 'all: {}\n'],
    ['tyto/graph.json', content],
  ]);
  return expectValue(await writeRendered(store, name, files, trailers));
}

async function apply(store: Store, commit: string, name = 'web-1'): Promise<void> {
  expectValue(await moveHead(store, name, commit));
}

test('rendering the same again makes no commit, before it is applied and after', async (t) => {
  const store = temporaryStore(t);
  const first = await render(store, '1');
  assert.equal(first.isNew, true);
  assert.deepEqual(await render(store, '1'), { ...first, isNew: false });
  await apply(store, first.commit);
  assert.deepEqual(await render(store, '1'), { ...first, isNew: false });
  const second = await render(store, '2');
  assert.equal(expectValue(await readRevision(store, 'web-1', second.commit)).parent, first.commit);
  // What is applied is wanted again, though something else was rendered in between.
  assert.deepEqual(await render(store, '1'), { ...first, isNew: false });
  assert.deepEqual(await render(store, '2'), { ...second, isNew: false });
});

test('a rendered revision whose parent is no longer applied is rendered anew', async (t) => {
  const store = temporaryStore(t);
  const base = await render(store, '0');
  await apply(store, base.commit);
  const first = await render(store, '1');
  const second = await render(store, '2');
  await apply(store, first.commit);
  const again = await render(store, '2');
  assert.equal(again.isNew, true);
  assert.equal(expectValue(await readRevision(store, 'web-1', again.commit)).parent, first.commit);
  assert.deepEqual(expectCodes(await moveHead(store, 'web-1', second.commit)), ['changed-meanwhile']);
});

test('heads move forward only, and moving may be repeated', async (t) => {
  const store = temporaryStore(t);
  const first = await render(store, '1');
  assert.equal(await appliedRevision(store, 'web-1'), undefined);
  await apply(store, first.commit);
  await apply(store, first.commit);
  const second = await render(store, '2');
  await apply(store, second.commit);
  assert.equal(await appliedRevision(store, 'web-1'), second.commit);
  assert.deepEqual(expectCodes(await moveHead(store, 'web-1', first.commit)), ['changed-meanwhile']);
  assert.deepEqual(
    (await logRevisions(store, 'web-1')).map((each) => each.id),
    [second.commit, first.commit],
  );
});

test('going back makes a commit that says what it restores', async (t) => {
  const store = temporaryStore(t);
  const first = await render(store, '1');
  await apply(store, first.commit);
  const second = await render(store, '2');
  await apply(store, second.commit);
  const back = expectValue(await restoreRevision(store, 'web-1', 'HEAD~1'));
  const revision = expectValue(await readRevision(store, 'web-1', back.commit));
  assert.equal(revision.files.get('tyto/graph.json'), '1');
  assert.equal(revision.parent, second.commit);
  assert.equal(revision.trailers.get('Tyto-Restores'), first.commit);
  assert.equal(revision.trailers.get('Tyto-Plan'), 'web@1234');
  assert.deepEqual(await restoreRevision(store, 'web-1', first.commit), {
    value: { ...back, isNew: false },
    problems: [],
  });
  await apply(store, back.commit);
  assert.deepEqual(expectValue(await restoreRevision(store, 'web-1', first.commit)), { ...back, isNew: false });
  assert.deepEqual(expectCodes(await restoreRevision(store, 'web-1', 'HEAD~7')), ['deployment-revision']);
});

test('a revision is named by a commit, HEAD, rendered and steps back, and is never another deployment’s', async (t) => {
  const store = temporaryStore(t);
  const first = await render(store, '1');
  assert.deepEqual(expectCodes(await readRevision(store, 'web-1')), ['deployment-revision']);
  await apply(store, first.commit);
  const second = await render(store, '2');
  await apply(store, second.commit);
  const third = await render(store, '3');
  const other = await render(store, '4', 'web-2');
  const names: [string, string][] = [
    ['HEAD', second.commit],
    ['HEAD~1', first.commit],
    ['HEAD~', first.commit],
    ['HEAD^', first.commit],
    ['rendered', third.commit],
    ['rendered~2', first.commit],
    [first.commit.slice(0, 10), first.commit],
  ];
  for (const [name, commit] of names)
    assert.equal(expectValue(await readRevision(store, 'web-1', name)).commit, commit, name);
  for (const name of [
    other.commit,
    'HEAD~2',
    'refs/heads/web-2',
    'web-2',
    '',
    'HEAD:inventory.yaml',
    '-p',
    'HEAD\nHEAD',
  ]) {
    assert.deepEqual(expectCodes(await readRevision(store, 'web-1', name)), ['deployment-revision'], name);
  }
  assert.deepEqual(expectCodes(await moveHead(store, 'web-1', other.commit)), ['deployment-revision']);
  assert.match(expectValue(await diffRevisions(store, 'web-1', 'HEAD~1', 'HEAD')), /^-1\n(.*\n)*\+2$/m);
  assert.deepEqual(expectCodes(await diffRevisions(store, 'web-1', 'HEAD~8', 'HEAD')), ['deployment-revision']);
});

test('deleting forgets the applied and the rendered, and may be repeated', async (t) => {
  const store = temporaryStore(t);
  await deleteRevisions(store, 'web-1');
  await apply(store, (await render(store, '1')).commit);
  await deleteRevisions(store, 'web-1');
  await deleteRevisions(store, 'web-1');
  assert.equal(await appliedRevision(store, 'web-1'), undefined);
  assert.deepEqual(await logRevisions(store, 'web-1'), []);
  assert.equal((await render(store, '1')).isNew, true);
});

test('several processes render different deployments into one fresh repository at once', async (t) => {
  const store = temporaryStore(t);
  const body = (who: number): string => `
    for (let number = 0; number < 5; number += 1) {
      const files = new Map([['a', '${who} ' + number], ['same', 'for all ' + number]]);
      const rendered = await room.writeRendered(store, 'web-${who}', files, new Map());
      const moved = await room.moveHead(store, 'web-${who}', rendered.value.commit);
      if (moved.value === undefined) throw new Error(moved.problems[0].message);
    }`;
  await Promise.all([1, 2, 3].map((who) => runInChild(store.directory, './revisions.ts', body(who))));
  for (const who of [1, 2, 3]) {
    assert.equal((await logRevisions(store, `web-${who}`)).length, 5);
    assert.equal(expectValue(await readRevision(store, `web-${who}`)).files.get('a'), `${who} 4`);
  }
});

test('several that render one deployment at once all have a revision of it, on what is applied', async (t) => {
  const store = temporaryStore(t);
  const base = await render(store, '0');
  await apply(store, base.commit);
  const contents = ['1', '2', '1', '3', '2', '1'];
  const rendered = await Promise.all(contents.map((content) => render(store, content)));
  for (const [index, { commit }] of rendered.entries()) {
    const revision = expectValue(await readRevision(store, 'web-1', commit));
    assert.equal(revision.files.get('tyto/graph.json'), contents[index]);
    assert.equal(revision.parent, base.commit);
  }
});
