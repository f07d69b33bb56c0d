import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Diagnostic, problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { PlanTree } from '@tyto/engine/store/plan-tree.ts';

/** Writes a tree of files into a directory that is new or empty; gives the problem where that can't be done. */
export function writeTree(directory: string, files: ReadonlyMap<string, string>): Diagnostic | undefined {
  return writePlanTree(directory, new Map([...files].map(([path, content]) => [path, { mode: '100644', content }])));
}

/** The same with links, and files that can be run, as a plan has them. */
export function writePlanTree(directory: string, files: PlanTree['files']): Diagnostic | undefined {
  try {
    mkdirSync(directory, { recursive: true });
    if (readdirSync(directory).length > 0) {
      return problem('input-file', `The directory '${directory}' is not empty`, {
        hint: 'Name one that is new or empty',
      });
    }
    for (const [path, { mode, content }] of files) {
      const place = join(directory, path);
      mkdirSync(dirname(place), { recursive: true });
      if (mode === '120000') symlinkSync(content.toString(), place);
      else writeFileSync(place, content, { flag: 'wx', mode: mode === '100755' ? 0o777 : 0o666 });
    }
    return undefined;
  } catch (error) {
    return unwritable(directory, error);
  }
}

/** Writes one file that is to be there whole or not at all for who reads it later. */
export function writeNamedFile(path: string, text: string): Diagnostic | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return unwritable(path, error);
  }
}

/** Writes a file that must not be there yet. */
export function writeNewFile(path: string, content: Uint8Array): Diagnostic | undefined {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return undefined;
  } catch (error) {
    return unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): Diagnostic {
  const reason =
    error instanceof Error ? error.message.replace(/^[A-Z]+: /, '').replace(/, \w+ '.*$/s, '') : String(error);
  return problem('input-file', `'${path}' cannot be written: ${reason}`);
}
