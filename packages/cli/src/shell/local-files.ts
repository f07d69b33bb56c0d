import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Checked } from '@tyto/engine/diagnostics/diagnostic.ts';
import { problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { LocalFiles } from '@tyto/engine/operations/loose-input.ts';
import type { FileContent } from '@tyto/engine/plan/plan-files.ts';

const limit = 16 * 1024 * 1024;

/** Reads a file of the person who runs the command, as collecting an environment asks for it. Links are followed. */
export function readLocalFile(path: string): FileContent {
  const read = readText(path);
  if (read.value !== undefined) return { kind: 'text', text: read.value };
  return { kind: read.kind };
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

/** Reads a file that was named in an argument, in UTF-8. */
export function readNamedFile(path: string): Checked<string> {
  const read = readText(path);
  if (read.value !== undefined) return { value: read.value, problems: [] };
  return { problems: [problem('input-file', `The file '${path}' ${whys[read.kind]}`)] };
}

const whys = {
  missing: 'cannot be read',
  directory: 'is a directory',
  denied: 'may not be read: permission denied',
  binary: 'is not text in UTF-8',
  'too-large': 'is larger than 16 MB',
} as const;

type Read = { readonly value: string } | { readonly value?: undefined; readonly kind: keyof typeof whys };

function readText(path: string): Read {
  let bytes: Uint8Array;
  try {
    const found = statSync(path);
    if (found.isDirectory()) return { kind: 'directory' };
    if (found.isFile() && found.size > limit) return { kind: 'too-large' };
    bytes = found.isFile() ? readFileSync(path) : readPipe(path);
  } catch (error) {
    return { kind: isDenied(error) ? 'denied' : 'missing' };
  }
  if (bytes.length > limit) return { kind: 'too-large' };
  const value = decodeText(bytes);
  return value === undefined ? { kind: 'binary' } : { value };
}

/** What a pipe or device gives, but no more of it than tells that it is too much. */
function readPipe(path: string): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (length <= limit) {
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
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
