import { findCommit } from './git/commit.ts';
import type { NewFile } from './git/object-id.ts';
import { blobId, treeId } from './git/object-id.ts';
import { withObjects } from './git/object-reader.ts';
import { listTree } from './git/read-tree.ts';
import type { Repository } from './git/run-git.ts';
import type { ExistingFile } from './git/write-commit.ts';
import { writeCommit } from './git/write-commit.ts';

/** A version of a tree on a branch that only moves forward. */
export interface TreeCommit {
  readonly ref: string;
  readonly files: ReadonlyMap<string, NewFile>;
  readonly message: string;
  readonly trailers: ReadonlyMap<string, string>;
  readonly time: Date;
}

export interface Committed {
  readonly commit: string;
  /** False where the branch's head has the same tree already: that is then the commit. */
  readonly isNew: boolean;
}

/**
 * Commits files onto where a branch stands. `moved` where another was quicker; or, where `parent` is given (null: the
 * branch must not exist), where the branch does not stand there.
 */
export async function commitTree(
  repository: Repository,
  commit: TreeCommit,
  parent?: string | null,
): Promise<Committed | 'moved'> {
  const ids = withIds(commit.files);
  const found = await withObjects(repository, async (objects) => {
    const head = await findCommit(objects, commit.ref);
    if (typeof head === 'string') return undefined;
    const isSame = head.tree === treeId(ids);
    return { head: head.id, isSame, files: isSame ? noFiles : await listTree(objects, head.tree) };
  });
  if (parent !== undefined && (parent ?? undefined) !== found?.head) return 'moved';
  if (found?.isSame === true) return { commit: found.head, isNew: false };
  const parentFiles = found?.files ?? noFiles;
  const { ref, message, trailers, time } = commit;
  const tree = withoutKnown(ids, [parentFiles]);
  const written = await writeCommit(repository, {
    ref,
    tree,
    parent: found?.head,
    parentFiles,
    message,
    trailers,
    time,
  });
  return written === 'moved' ? 'moved' : { commit: written, isNew: true };
}

export const noFiles: ReadonlyMap<string, ExistingFile> = new Map();

/** Files with the ids that git gives their contents. */
export function withIds(files: ReadonlyMap<string, NewFile>): ReadonlyMap<string, NewFile & ExistingFile> {
  return new Map([...files].map(([path, file]) => [path, { ...file, id: blobId(file.content) }]));
}

/** The same files, those whose contents git already has in one of these listings by their ids alone. */
export function withoutKnown(
  files: ReadonlyMap<string, NewFile & ExistingFile>,
  listings: readonly ReadonlyMap<string, ExistingFile>[],
): ReadonlyMap<string, NewFile | ExistingFile> {
  const known = new Set<string>();
  for (const listing of listings) for (const file of listing.values()) known.add(file.id);
  return new Map(
    [...files].map(([path, { mode, content, id }]) => [path, known.has(id) ? { mode, id } : { mode, content }]),
  );
}
