import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { withIds, withoutKnown } from '../commit-tree.ts';
import { StoreFailure } from '../store-failure.ts';
import { temporaryDirectory } from '../testing/temporary-store.ts';
import { findCommit } from './commit.ts';
import { isAncestor, readHistory } from './history.ts';
import type { NewFile, TreeFile } from './object-id.ts';
import { blobId, treeId } from './object-id.ts';
import { maximalFileSize, withObjects } from './object-reader.ts';
import { readTree } from './read-tree.ts';
import { deleteRefs, listRefs, moveRef } from './refs.ts';
import { makeRepository } from './repository.ts';
import type { Repository } from './run-git.ts';
import { mustGit } from './run-git.ts';
import type { NewCommit } from './write-commit.ts';
import { writeCommit } from './write-commit.ts';

const time = new Date('2026-01-02T03:04:05Z');
const plain = { message: 'A message', trailers: new Map<string, string>(), time };

function file(content: string | Uint8Array, mode: NewFile['mode'] = '100644'): NewFile {
  return { mode, content };
}

async function commit(repository: Repository, change: Partial<NewCommit>): Promise<string> {
  const written = await writeCommit(repository, {
    ref: 'refs/heads/main',
    tree: new Map([['a', file('1')]]),
    parent: undefined,
    ...plain,
    ...change,
  });
  assert.notEqual(written, 'moved');
  return written;
}

/** Names with everything that could break a stream or a listing: quotes, newlines, spaces, beyond the basic plane. */
const name = fc
  .string({
    unit: fc.constantFrom('a', 'B', '0', '-', '.', ' ', '"', '\\', '\n', '\t', 'é', '\u{1F989}', "'"),
    minLength: 1,
    maxLength: 6,
  })
  .filter((each) => each !== '.' && each !== '..');
const content = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 300 }), fc.constant('data 3\nblob\ndone\n'));
const mode = fc.constantFrom<NewFile['mode']>('100644', '100755');
const paths = fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), content, mode), {
  minLength: 1,
  maxLength: 12,
});

/** Drops what would make a path both a file and a directory. */
function toTree(
  entries: readonly (readonly [readonly string[], string | Uint8Array, NewFile['mode']])[],
): Map<string, NewFile> {
  const files = new Map<string, NewFile>();
  for (const [parts, bytes, fileMode] of entries) {
    const path = parts.join('/');
    const clashes = [...files.keys()].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
    if (!clashes) files.set(path, file(bytes, fileMode));
  }
  return files;
}

function idsOf(tree: ReadonlyMap<string, NewFile>): ReadonlyMap<string, TreeFile> {
  return new Map([...tree].map(([path, each]) => [path, { mode: each.mode, id: blobId(each.content) }]));
}

test('a tree of any names and bytes is read back as it was written, and its id is the one that git gives', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  await fc.assert(
    fc.asyncProperty(paths, async (entries) => {
      const tree = toTree(entries);
      const id = await commit(repository, { tree, force: true });
      await withObjects(repository, async (objects) => {
        const found = await findCommit(objects, id);
        assert.ok(typeof found === 'object');
        assert.equal(found.tree, treeId(idsOf(tree)));
        const read = await readTree(objects, found.tree);
        assert.deepEqual([...read.keys()].sort(), [...tree.keys()].sort());
        for (const [path, each] of tree) {
          assert.equal(read.get(path)?.mode, each.mode);
          assert.deepEqual(read.get(path)?.content, Buffer.from(each.content));
        }
      });
    }),
    { numRuns: 25 },
  );
  assert.equal(
    execFileSync('git', ['-C', repository.path, 'fsck', '--strict', '--no-dangling'], {
      encoding: 'utf8',
      stdio: 'pipe',
    }),
    '',
  );
});

test('told only what differs, git makes the same tree', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  await fc.assert(
    fc.asyncProperty(paths, paths, async (before, after) => {
      const [old, fresh] = [toTree(before), toTree(after)];
      const parent = await commit(repository, { tree: old, force: true });
      const parentFiles = idsOf(old);
      const id = await commit(repository, {
        tree: withoutKnown(withIds(fresh), [parentFiles]),
        parent,
        parentFiles,
        force: true,
      });
      await withObjects(repository, async (objects) => {
        const found = await findCommit(objects, id);
        assert.ok(typeof found === 'object');
        assert.equal(found.tree, treeId(idsOf(fresh)));
      });
    }),
    { numRuns: 25 },
  );
});

test('a ref moves only from where the writer saw it', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const first = await commit(repository, {});
  const second = await commit(repository, { parent: first, tree: new Map([['a', file('2')]]) });
  const late = { ref: 'refs/heads/main', parent: first, tree: new Map([['a', file('3')]]), ...plain };
  assert.equal(await writeCommit(repository, late), 'moved');
  assert.equal(await writeCommit(repository, { ...late, parent: undefined }), 'moved');
  assert.deepEqual([...(await listRefs(repository, 'refs/'))], [['refs/heads/main', second]]);
  assert.equal(await moveRef(repository, 'refs/heads/main', first, first), false);
  assert.equal(await moveRef(repository, 'refs/heads/main', undefined, first), false);
  assert.equal(await moveRef(repository, 'refs/heads/new', first, second), false);
  assert.equal(await moveRef(repository, 'refs/heads/main', second, first), true);
});

test('of many writers of one ref each commits once, on top of the others', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const first = await commit(repository, {});
  const outcomes = await Promise.all(
    ['x', 'y', 'z'].map((text) =>
      writeCommit(repository, { ref: 'refs/heads/main', parent: first, tree: new Map([['a', file(text)]]), ...plain }),
    ),
  );
  assert.equal(outcomes.filter((each) => each !== 'moved').length, 1);
});

test('history tells message, trailers and time, newest first', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const first = await commit(repository, {
    message: 'One\n\nWith: more text\nand more',
    trailers: new Map([['Tyto-Plan', 'a\nb']]),
  });
  const second = await commit(repository, { parent: first, tree: new Map([['a', file('2')]]), message: '' });
  const [latest, earliest] = await readHistory(repository, 'refs/heads/main');
  assert.equal(latest?.id, second);
  assert.equal(latest?.message, '');
  assert.deepEqual(latest?.parents, [first]);
  assert.deepEqual(
    { ...earliest, tree: '' },
    {
      id: first,
      tree: '',
      parents: [],
      author: 'Tyto <tyto@localhost>',
      time: time.toISOString(),
      message: 'One\n\nWith: more text\nand more',
      trailers: new Map([['Tyto-Plan', 'a b']]),
    },
  );
  assert.deepEqual(await withObjects(repository, (objects) => findCommit(objects, first)), earliest);
  assert.equal((await readHistory(repository, 'refs/heads/main', 1)).length, 1);
  assert.equal(await isAncestor(repository, first, second), true);
  assert.equal(await isAncestor(repository, second, first), false);
});

test('a short id that several objects begin with is ambiguous, an unknown one missing', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const seen = new Map<string, string>();
  const texts: string[] = [];
  let shared: string | undefined;
  for (let number = 0; shared === undefined; number += 1) {
    const text = String(number);
    const start = blobId(text).slice(0, 4);
    if (seen.has(start)) shared = start;
    texts.push(text);
    seen.set(start, text);
  }
  const tree = new Map(texts.map((text) => [text, file(text)]));
  await commit(repository, { tree });
  await withObjects(repository, async (objects) => {
    assert.equal(await findCommit(objects, shared), 'ambiguous');
    assert.equal(await findCommit(objects, 'f'.repeat(40)), 'missing');
    assert.equal(await findCommit(objects, 'refs/heads/none'), 'missing');
  });
});

test('a file above the limit is passed over and what follows is still read', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const large = Buffer.alloc(maximalFileSize + 1, 'x');
  const id = await commit(repository, {
    tree: new Map([
      ['a', file(large)],
      ['b', file('small')],
    ]),
  });
  await withObjects(repository, async (objects) => {
    const found = await findCommit(objects, id);
    assert.ok(typeof found === 'object');
    const read = await readTree(objects, found.tree);
    assert.equal(read.get('a')?.content, undefined);
    assert.equal(read.get('a')?.size, large.length);
    assert.equal(read.get('b')?.content?.toString(), 'small');
  });
});

test('neither hooks nor the configuration of the machine or its environment have a say', async (t) => {
  const directory = temporaryDirectory(t);
  const repository = await makeRepository(join(directory, 'r.git'));
  const hook = join(directory, 'reference-transaction');
  writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  execFileSync('git', ['-C', repository.path, 'config', 'core.hooksPath', directory]);
  const before = { ...process.env };
  t.after(() => {
    for (const name of ['GIT_DIR', 'GIT_COMMITTER_NAME', 'GIT_CONFIG_PARAMETERS']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });
  process.env.GIT_DIR = '/nowhere';
  process.env.GIT_COMMITTER_NAME = 'Mallory';
  process.env.GIT_CONFIG_PARAMETERS = "'nonsense";
  await commit(repository, {});
  const [made] = await readHistory(repository, 'refs/heads/main');
  assert.equal(made?.author, 'Tyto <tyto@localhost>');
});

test('a damaged object and a git that fails are told as such', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const id = await commit(repository, {});
  const place = join(repository.path, 'objects', id.slice(0, 2), id.slice(2));
  execFileSync('chmod', ['u+w', place]);
  writeFileSync(place, 'no object');
  await assert.rejects(
    withObjects(repository, (objects) => findCommit(objects, id)),
    (error) => error instanceof StoreFailure && error.diagnostic.code === 'data-git',
  );
  await assert.rejects(mustGit({ kind: 'Repository', path: '/nowhere' }, ['log']), StoreFailure);
});

test('several refs are removed at once, and again', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  await commit(repository, {});
  await deleteRefs(repository, ['refs/heads/main', 'refs/heads/none']);
  await deleteRefs(repository, ['refs/heads/main', 'refs/heads/none']);
  assert.equal((await listRefs(repository, 'refs/')).size, 0);
});

test('what a killed git left behind stands in nobody’s way', async (t) => {
  const repository = await makeRepository(join(temporaryDirectory(t), 'r.git'));
  const first = await commit(repository, {});
  const lock = join(repository.path, 'refs', 'heads', 'main.lock');
  const pack = join(repository.path, 'objects', 'pack', 'tmp_pack_abc');
  const old = new Date(Date.now() - 3_600_000);
  for (const path of [lock, pack]) {
    writeFileSync(path, '');
    utimesSync(path, old, old);
  }
  const second = await commit(repository, { parent: first, tree: new Map([['a', file('2')]]) });
  assert.deepEqual([...(await listRefs(repository, 'refs/'))], [['refs/heads/main', second]]);
  assert.equal(existsSync(pack), false);
  // One that is young is held, for all that we know.
  writeFileSync(lock, '');
  await assert.rejects(moveRef(repository, 'refs/heads/main', second, first), /Remove that lock file/);
  assert.equal(existsSync(lock), true);
});
