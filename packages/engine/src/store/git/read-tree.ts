import { StoreFailure } from '../store-failure.ts';
import type { TreeFile } from './object-id.ts';
import type { Found, GitObject, ObjectReader } from './object-reader.ts';

/** A file of a tree as it was read. Content is undefined where it is above the limit of the reader. */
export interface ReadFile extends TreeFile {
  readonly size: number;
  readonly content: Buffer | undefined;
}

/**
 * Lists all files of a tree by path, in git's order, links and submodules too. One request for each level of
 * directories. A tree that could lead out of itself (names like `..`) is a `StoreFailure`.
 */
export async function listTree(objects: ObjectReader, tree: string): Promise<ReadonlyMap<string, TreeFile>> {
  const files = new Map<string, TreeFile>();
  let level = [{ prefix: '', id: tree }];
  while (level.length > 0) {
    const found = await objects.readAll(level.map((folder) => folder.id));
    const next: typeof level = [];
    for (const [index, folder] of level.entries()) {
      for (const entry of parseTree(contentOf(found[index], folder.id))) {
        const path = folder.prefix + entry.name;
        if (entry.mode === '40000') next.push({ prefix: `${path}/`, id: entry.id });
        else files.set(path, { mode: entry.mode, id: entry.id });
      }
    }
    level = next;
  }
  return files;
}

/** Reads all files of a tree with their contents; what is no blob (a submodule) is not in it. */
export async function readTree(objects: ObjectReader, tree: string): Promise<ReadonlyMap<string, ReadFile>> {
  const listed = [...(await listTree(objects, tree))].filter(([, file]) => file.mode !== '160000');
  const found = await objects.readAll(listed.map(([, file]) => file.id));
  return new Map(
    listed.map(([path, file], index) => {
      const object = existing(found[index], file.id);
      return [path, { ...file, size: object.size, content: object.content }];
    }),
  );
}

interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** Reads git's binary tree: `MODE NAME`, a zero byte, twenty bytes of id. */
function* parseTree(content: Buffer): Generator<TreeEntry> {
  for (let at = 0; at < content.length; ) {
    const zero = content.indexOf(0, at);
    const space = content.indexOf(32, at);
    const mode = content.toString('latin1', at, space);
    const name = content.toString('utf8', space + 1, zero);
    if (name === '' || name === '.' || name === '..' || name.includes('/') || name.toLowerCase() === '.git') {
      throw new StoreFailure('data-git', `A tree in git holds a file named '${name}', which no tree may hold`);
    }
    yield { mode, name, id: content.toString('hex', zero + 1, zero + 21) };
    at = zero + 21;
  }
}

/** The object that must be there, since another names it; else the repository is damaged. */
function existing(found: Found | undefined, id: string): GitObject {
  if (typeof found === 'object') return found;
  throw new StoreFailure('data-git', `The object '${id}' is missing in git`, {
    hint: 'Check the repository with git fsck; restore the data directory from a backup',
  });
}

/** The content of an object that must be there and of a size that can be held. */
export function contentOf(found: Found | undefined, id: string): Buffer {
  const { content } = existing(found, id);
  if (content === undefined) throw new StoreFailure('data-git', `The object '${id}' in git is too large to be read`);
  return content;
}
