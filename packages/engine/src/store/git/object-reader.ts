import type { ChildProcess } from 'node:child_process';
import type { Repository } from './run-git.ts';
import { cannotStart, gitFailure, startGit } from './run-git.ts';

/** What git has under a name. Content above the reader's limit is passed over and undefined. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly content: Buffer | undefined;
}

/** `ambiguous`: a short id that several objects begin with. */
export type Found = GitObject | 'missing' | 'ambiguous';

/** One `git cat-file --batch`, asked as often as wanted. Close it, else it keeps the process from ending. */
export interface ObjectReader {
  /** Objects by ids or revision expressions (no newline in them), in the order asked. */
  readAll(names: readonly string[]): Promise<readonly Found[]>;
  read(name: string): Promise<Found>;
  close(): void;
}

/** What is refused to be held in memory as one object. */
export const maximalFileSize = 16 * 1024 * 1024;

/**
 * Opens a reader on a repository. Reading rejects with a `StoreFailure` where git fails; a name that git does not know
 * is a result.
 */
function openObjects(repository: Repository): ObjectReader {
  const child = startGit(repository, ['cat-file', '--batch']);
  const waiting: { resolve: (found: Found) => void; reject: (error: Error) => void }[] = [];
  const stderr: Buffer[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const each of waiting.splice(0)) each.reject(failure);
  };
  const parse = batchParser((found) => waiting.shift()?.resolve(found));
  child.stdout?.on('data', parse);
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin?.on('error', () => undefined);
  child.on('error', (error) => fail(cannotStart(error)));
  child.on('close', (status) =>
    fail(gitFailure(repository, 'cat-file', { status: status ?? 128, stderr: Buffer.concat(stderr).toString() })),
  );
  const ask = (name: string): Promise<Found> => {
    if (name.includes('\n')) throw new Error('a name of an object holds a newline');
    return new Promise((resolve, reject) => {
      if (failure !== undefined) reject(failure);
      else waiting.push({ resolve, reject });
    });
  };
  const readAll = async (names: readonly string[]): Promise<readonly Found[]> => {
    if (names.length === 0) return [];
    const asked = names.map(ask);
    child.stdin?.write(`${names.join('\n')}\n`);
    return await Promise.all(asked);
  };
  return {
    readAll,
    read: async (name) => (await readAll([name]))[0] ?? 'missing',
    close: () => closeReader(child),
  };
}

/** Opens a reader, lets it be used, and closes it whatever happens. */
export async function withObjects<T>(repository: Repository, use: (objects: ObjectReader) => Promise<T>): Promise<T> {
  const objects = openObjects(repository);
  try {
    return await use(objects);
  } finally {
    objects.close();
  }
}

function closeReader(child: ChildProcess): void {
  child.stdin?.end();
}

/** Reads the answers of `cat-file --batch`: `ID TYPE SIZE`, newline, that many bytes, newline; or `NAME missing`. */
function batchParser(give: (found: Found) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let object: { id: string; type: string; size: number; left: number; parts: Buffer[] } | undefined;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (object === undefined) {
        const end = rest.indexOf(10);
        if (end === -1) return;
        const line = rest.toString('utf8', 0, end);
        rest = rest.subarray(end + 1);
        const header = /^([0-9a-f]{40,64}) (\S+) (\d+)$/.exec(line);
        if (header === null) {
          give(line.endsWith(' ambiguous') ? 'ambiguous' : 'missing');
          continue;
        }
        const [, id = '', type = '', size = '0'] = header;
        object = { id, type, size: Number(size), left: Number(size) + 1, parts: [] };
      }
      const taken = rest.subarray(0, object.left);
      rest = rest.subarray(taken.length);
      object.left -= taken.length;
      if (object.size <= maximalFileSize && taken.length > 0) object.parts.push(taken);
      if (object.left > 0) return;
      const { id, type, size, parts } = object;
      object = undefined;
      const content = size <= maximalFileSize ? Buffer.concat(parts).subarray(0, size) : undefined;
      give({ id, type, size, content });
    }
  };
}
