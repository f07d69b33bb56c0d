import { createHash } from 'node:crypto';

/** How git writes what an entry of a tree is. */
export type FileMode = '100644' | '100755' | '120000';

/** A file to be written: its content, or for a link the path it leads to. */
export interface NewFile {
  readonly mode: FileMode;
  readonly content: string | Uint8Array;
}

/** The id that git gives to a file's content (SHA-1 of a header and the bytes), found without asking git. */
export function blobId(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return objectId('blob', bytes);
}

/** An entry of a flat listing of a tree. */
export interface TreeFile {
  readonly mode: string;
  readonly id: string;
}

/** The id that git gives to a whole tree, from its files by path. Directories come into being by their files. */
export function treeId(files: ReadonlyMap<string, TreeFile>): string {
  const root: Folder = new Map();
  for (const [path, file] of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) folder = enter(folder, part);
    folder.set(name, file);
  }
  return folderId(root);
}

type Folder = Map<string, Folder | TreeFile>;

function enter(folder: Folder, name: string): Folder {
  const present = folder.get(name);
  if (present instanceof Map) return present;
  const made: Folder = new Map();
  folder.set(name, made);
  return made;
}

function folderId(folder: Folder): string {
  const rows = [...folder].map(([name, entry]) =>
    entry instanceof Map
      ? { order: Buffer.from(`${name}/`), mode: '40000', name, id: folderId(entry) }
      : { order: Buffer.from(name), mode: entry.mode, name, id: entry.id },
  );
  // Git orders by bytes, a directory as if its name ended in a slash.
  rows.sort((a, b) => Buffer.compare(a.order, b.order));
  const parts = rows.flatMap((row) => [Buffer.from(`${row.mode} ${row.name}\0`), Buffer.from(row.id, 'hex')]);
  return objectId('tree', Buffer.concat(parts));
}

function objectId(type: string, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
