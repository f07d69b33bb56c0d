import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import type { LocalFiles } from '@tyto/engine/operations/local-files.ts';
import type { FileContent } from '@tyto/engine/plan/plan-files.ts';

/** How many bytes of a file are taken at most. */
export const inputLimit = 16 * 1024 * 1024;

/** Links are followed. */
function readLocalFile(path: string): FileContent {
  let bytes: Uint8Array;
  try {
    const found = statSync(path);
    if (found.isDirectory()) return { kind: 'directory' };
    if (found.isFile() && found.size > inputLimit) return { kind: 'too-large' };
    bytes = found.isFile() ? readFileSync(path) : readPipe(path);
  } catch (error) {
    return { kind: isDenied(error) ? 'denied' : 'missing' };
  }
  return textContent(bytes);
}

/** What came as bytes, as a file that holds them. */
export function textContent(bytes: Uint8Array): FileContent {
  if (bytes.length > inputLimit) return { kind: 'too-large' };
  const text = decodeText(bytes);
  return text === undefined ? { kind: 'binary' } : { kind: 'text', text };
}

/** The files of the person who runs the command. */
export const localFiles: LocalFiles = {
  read: readLocalFile,
  isFolder: (path) => {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  },
  list: (folder) => {
    try {
      return readdirSync(folder).sort();
    } catch {
      return [];
    }
  },
};

/** What a pipe or device gives, but no more of it than tells that it is too much. */
function readPipe(path: string): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (length <= inputLimit) {
      const chunk = new Uint8Array(65_536);
      const count = readSync(descriptor, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

/** Bytes as text; undefined where they are not UTF-8. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
