import type { Stats } from 'node:fs';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { checkKeyFile } from './key-file.ts';
import { storeProblem } from './store-failure.ts';

/** What is wrong with a path as a data directory. One that does not exist yet is right. */
export function checkDataDirectory(directory: string): readonly Diagnostic[] {
  let found: Stats | undefined;
  try {
    found = statSync(directory, { throwIfNoEntry: false });
  } catch (error) {
    const refused = storeProblem(error);
    if (refused === undefined) throw error;
    return [refused];
  }
  if (found === undefined) return checkAncestor(directory);
  if (!found.isDirectory()) return [notUsable(directory, 'is not a directory', 'Name a directory')];
  const user = process.getuid?.();
  if (user !== undefined && user !== 0 && found.uid !== user) {
    return [notUsable(directory, 'belongs to another user', 'Name a directory of your own, or run as its owner')];
  }
  if ((found.mode & 0o022) !== 0) {
    return [notUsable(directory, 'can be written by other users', `Run: chmod go-rwx '${directory}'`)];
  }
  const key = checkKeyFile(join(directory, 'key'));
  return key === undefined ? [] : [key];
}

/** What stands where the directory would be made. */
function checkAncestor(directory: string): readonly Diagnostic[] {
  let place = dirname(resolve(directory));
  while (!existsSync(place)) place = dirname(place);
  if (statSync(place).isDirectory()) return [];
  return [notUsable(directory, `cannot be made: '${place}' is not a directory`, 'Name a directory')];
}

/** Makes the data directory for its owner alone, and what leads to it. Throws what the file system says. */
export function makeDataDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}

function notUsable(directory: string, what: string, hint: string): Diagnostic {
  return problem('data-directory', `The data directory '${directory}' ${what}`, { hint });
}
