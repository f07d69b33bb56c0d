import { join } from 'node:path';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { noFiles, withIds, withoutKnown } from './commit-tree.ts';
import { makeDataDirectory } from './data-directory.ts';
import type { Commit } from './git/commit.ts';
import { findCommit } from './git/commit.ts';
import { diffText, isAncestor, readHistory } from './git/history.ts';
import { treeId } from './git/object-id.ts';
import type { ObjectReader } from './git/object-reader.ts';
import { withObjects } from './git/object-reader.ts';
import { contentOf, listTree, readTree } from './git/read-tree.ts';
import { deleteRefs, moveRef } from './git/refs.ts';
import { findRepository, makeRepository } from './git/repository.ts';
import type { Repository } from './git/run-git.ts';
import type { NewCommit } from './git/write-commit.ts';
import { writeCommit } from './git/write-commit.ts';
import { checkName, isName } from './names.ts';
import type { Store } from './store.ts';
import { textFiles } from './text-files.ts';

/** A revision as it is kept: a commit, and the tree that was rendered. */
export interface StoredRevision {
  readonly kind: 'StoredRevision';
  readonly deployment: string;
  readonly commit: string;
  readonly parent: string | undefined;
  readonly time: string;
  readonly message: string;
  readonly trailers: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

export interface WrittenRevision {
  readonly commit: string;
  /** False where the tree is the applied revision's, or the last rendered one's: then no commit was made. */
  readonly isNew: boolean;
}

/** Every commit of a revision says whose it is, so that none is taken for another deployment's. */
const owner = 'Tyto-Deployment';
const restores = 'Tyto-Restores';

/**
 * Keeps a rendered tree as the deployment's last rendered revision; its parent is the revision that is applied. A tree
 * equal to the applied one's, or to the last rendered one's while that still has the applied one as its parent, makes
 * no commit: that one is given.
 */
export async function writeRendered(
  store: Store,
  name: string,
  files: ReadonlyMap<string, string>,
  trailers: ReadonlyMap<string, string>,
  message = `Render ${name}`,
): Promise<Checked<WrittenRevision>> {
  const wrong = checkName('deployment', name);
  if (wrong !== undefined) return { problems: [wrong] };
  makeDataDirectory(store.directory);
  const repository = await makeRepository(pathOf(store));
  const ids = withIds(new Map([...files].map(([path, content]) => [path, { mode: '100644' as const, content }])));
  const tree = treeId(ids);
  return await untilWritten(async () => {
    const present = await withObjects(repository, async (objects) => {
      const heads = await readHeads(objects, name);
      const same = sameTree(heads, tree);
      if (same !== undefined) return { heads, same, applied: noFiles, rendered: noFiles };
      const applied = heads.applied === undefined ? noFiles : await listTree(objects, heads.applied.tree);
      const rendered = heads.rendered === undefined ? noFiles : await listTree(objects, heads.rendered.tree);
      return { heads, same, applied, rendered };
    });
    if (present.same !== undefined) return { value: { commit: present.same.id, isNew: false }, problems: [] };
    const commit = await writeHead(store, repository, name, {
      tree: withoutKnown(ids, [present.applied, present.rendered]),
      parent: present.heads.applied?.id,
      parentFiles: present.applied,
      message,
      trailers: new Map([...trailers, [owner, name]]),
    });
    return commit === 'moved' ? commit : { value: { commit, isNew: true }, problems: [] };
  });
}

/**
 * Makes an earlier revision the last rendered one again: a new commit with its tree, on top of the applied one, with the
 * trailer `Tyto-Restores`. Where the applied or the last rendered one has that tree already, that one is given.
 */
export async function restoreRevision(store: Store, name: string, revision: string): Promise<Checked<WrittenRevision>> {
  return await withRevisions<WrittenRevision>(store, name, (repository) =>
    untilWritten(async () => {
      const found = await withObjects(repository, async (objects) => ({
        heads: await readHeads(objects, name),
        earlier: await findRevision(objects, name, revision),
      }));
      const earlier = found.earlier.value;
      if (earlier === undefined) return { problems: found.earlier.problems };
      const same = sameTree(found.heads, earlier.tree);
      if (same !== undefined) return { value: { commit: same.id, isNew: false }, problems: [] };
      const kept = [...earlier.trailers].filter(([key]) => key !== restores);
      const commit = await writeHead(store, repository, name, {
        tree: earlier.tree,
        parent: found.heads.applied?.id,
        message: `Restore ${earlier.id.slice(0, 12)} of ${name}`,
        trailers: new Map([...kept, [owner, name], [restores, earlier.id]]),
      });
      return commit === 'moved' ? commit : { value: { commit, isNew: true }, problems: [] };
    }),
  );
}

/**
 * Makes a rendered revision the applied one. May be repeated. `changed-meanwhile` where what is applied now does not come
 * before it: heads only move forward.
 */
export async function moveHead(store: Store, name: string, commit: string): Promise<Checked<true>> {
  return await withRevisions(store, name, async (repository) => {
    const { heads, target } = await withObjects(repository, async (objects) => ({
      heads: await readHeads(objects, name),
      target: await findRevision(objects, name, commit),
    }));
    if (target.value === undefined) return { problems: target.problems };
    const from = heads.applied?.id;
    const to = target.value.id;
    if (from === to) return { value: true, problems: [] };
    const isForward =
      from === undefined || target.value.parents.includes(from) || (await isAncestor(repository, from, to));
    if (isForward && (await moveRef(repository, appliedRef(name), from, to))) return { value: true, problems: [] };
    const message = `The applied revision of '${name}' is no longer the one that '${to.slice(0, 12)}' was made from`;
    return { problems: [problem('changed-meanwhile', message, { hint: 'Preview again and apply that' })] };
  });
}

/** The commit of the revision that is applied; undefined where none is. */
export async function appliedRevision(store: Store, name: string): Promise<string | undefined> {
  const repository = isName(name) ? findRepository(pathOf(store)) : undefined;
  if (repository === undefined) return undefined;
  const found = await withObjects(repository, (objects) => findCommit(objects, appliedRef(name)));
  return typeof found === 'string' ? undefined : found.id;
}

/**
 * Reads a revision with its files: a commit (short too), `HEAD` for the one that is applied, `rendered` for the last
 * rendered, and `~N` after any of them for the Nth before it. Another deployment's is a problem.
 */
export async function readRevision(store: Store, name: string, revision = 'HEAD'): Promise<Checked<StoredRevision>> {
  return await withRevisions(store, name, (repository) =>
    withObjects(repository, async (objects) => {
      const found = await findRevision(objects, name, revision);
      if (found.value === undefined) return { problems: found.problems };
      const { id, parents, time, message, trailers, tree } = found.value;
      const files = textFiles(await readTree(objects, tree));
      const parent = parents[0];
      const value = { kind: 'StoredRevision' as const, deployment: name, commit: id, parent, time, message, trailers };
      return { value: { ...value, files }, problems: [] };
    }),
  );
}

/** Reads one file of a revision (see `readRevision`), and what its commit says of it. */
export async function readRevisionFile(
  store: Store,
  name: string,
  revision: string,
  path: string,
): Promise<Checked<Pick<StoredRevision, 'trailers'> & { readonly text: string }>> {
  return await withRevisions(store, name, (repository) =>
    withObjects(repository, async (objects) => {
      const found = await findRevision(objects, name, revision);
      if (found.value === undefined) return { problems: found.problems };
      const { trailers, tree } = found.value;
      const text = contentOf(await objects.read(`${tree}:${path}`), path).toString('utf8');
      return { value: { trailers, text }, problems: [] };
    }),
  );
}

/** The difference of two revisions (see `readRevision`) as unified text. */
export async function diffRevisions(store: Store, name: string, from: string, to: string): Promise<Checked<string>> {
  return await withRevisions(store, name, async (repository) => {
    const found = await withObjects(repository, async (objects) => ({
      from: await findRevision(objects, name, from),
      to: await findRevision(objects, name, to),
    }));
    if (found.from.value === undefined || found.to.value === undefined) {
      return { problems: [...found.from.problems, ...found.to.problems] };
    }
    return { value: await diffText(repository, found.from.value.tree, found.to.value.tree), problems: [] };
  });
}

/** The revisions that were applied, the present one first; none where none ever was. */
export async function logRevisions(store: Store, name: string, limit?: number): Promise<readonly Commit[]> {
  const head = await appliedRevision(store, name);
  if (head === undefined) return [];
  return await readHistory({ kind: 'Repository', path: pathOf(store) }, head, limit);
}

/** Forgets a deployment's revisions. None there is no problem: a deletion may be repeated. */
export async function deleteRevisions(store: Store, name: string): Promise<void> {
  const repository = isName(name) ? findRepository(pathOf(store)) : undefined;
  if (repository !== undefined) await deleteRefs(repository, [appliedRef(name), renderedRef(name)]);
}

/** The last revision applied and the last rendered. */
interface Heads {
  readonly applied: Commit | undefined;
  readonly rendered: Commit | undefined;
}

async function readHeads(objects: ObjectReader, name: string): Promise<Heads> {
  const applied = await findCommit(objects, appliedRef(name));
  const rendered = await findCommit(objects, renderedRef(name));
  return {
    applied: typeof applied === 'string' ? undefined : applied,
    rendered: typeof rendered === 'string' ? undefined : rendered,
  };
}

function sameTree(heads: Heads, tree: string): Commit | undefined {
  if (heads.applied?.tree === tree) return heads.applied;
  const isOnTop = heads.rendered?.parents[0] === heads.applied?.id;
  return isOnTop && heads.rendered?.tree === tree ? heads.rendered : undefined;
}

/** Moves the last rendered one to a new commit; `moved` where another rendered in the same moment. */
function writeHead(
  store: Store,
  repository: Repository,
  name: string,
  commit: Pick<NewCommit, 'tree' | 'parent' | 'parentFiles' | 'message' | 'trailers'>,
): Promise<string | 'moved'> {
  return writeCommit(repository, { ...commit, ref: renderedRef(name), time: store.now(), force: true });
}

/** More than could ever meet. */
const mostTries = 100;

/**
 * Of several that render at once each looks again after another was quicker: it may have made the same tree. The last
 * one stays the last rendered; all are revisions.
 */
async function untilWritten(
  write: () => Promise<Checked<WrittenRevision> | 'moved'>,
): Promise<Checked<WrittenRevision>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const written = await write();
    if (written !== 'moved') return written;
  }
  throw new Error('the last rendered revision never stood still');
}

async function findRevision(objects: ObjectReader, name: string, revision: string): Promise<Checked<Commit>> {
  const parts = /^(HEAD|rendered|[0-9a-f]{4,64})((?:~\d{0,6}|\^)*)$/.exec(revision);
  const [, base = '', steps = ''] = parts ?? [];
  const start = base === 'HEAD' ? appliedRef(name) : base === 'rendered' ? renderedRef(name) : base;
  const found = parts === null ? 'missing' : await findCommit(objects, `${start}${steps}`);
  if (typeof found === 'object' && found.trailers.get(owner) === name) return { value: found, problems: [] };
  return { problems: [unknownRevision(name, revision, found === 'ambiguous')] };
}

function unknownRevision(name: string, revision: string, isAmbiguous: boolean): Diagnostic {
  if (isAmbiguous) {
    const hint = 'Write more of the commit';
    return problem('deployment-revision', `More than one thing in git begins with '${revision}'`, { hint });
  }
  if (revision === 'HEAD') {
    return problem('deployment-revision', `Nothing of '${name}' is applied`, { hint: 'Apply it first' });
  }
  return problem('deployment-revision', `The deployment '${name}' has no revision '${revision}'`, {
    expected: "a commit of one of its revisions, or 'HEAD' or 'HEAD~1'",
  });
}

function appliedRef(name: string): string {
  return `refs/heads/${name}`;
}

function renderedRef(name: string): string {
  return `refs/tyto/rendered/${name}`;
}

function pathOf(store: Store): string {
  return join(store.directory, 'revisions.git');
}

async function withRevisions<T>(
  store: Store,
  name: string,
  use: (repository: Repository) => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const repository = isName(name) ? findRepository(pathOf(store)) : undefined;
  if (repository !== undefined) return await use(repository);
  const hint = 'Render the deployment first';
  return { problems: [problem('deployment-revision', `There is no revision of '${name}'`, { hint })] };
}
