import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { hasErrorCode } from '../error-code.ts';
import type { Repository } from './run-git.ts';

/** A lock or a half-written pack lives for seconds; one as old as this was left behind by a git that was killed. */
const staleAfter = 10 * 60 * 1000;

/** Removes what killed or failed writers left behind: reports of crashes and half-written packs. */
export function sweepRepository(repository: Repository): void {
  for (const name of readdirSync(repository.path)) {
    if (name.startsWith('fast_import_crash_')) removeIfStale(join(repository.path, name));
  }
  const packs = join(repository.path, 'objects', 'pack');
  for (const name of readdirSync(packs)) {
    if (name.startsWith('tmp_') || name.startsWith('.tmp-')) removeIfStale(join(packs, name));
  }
}

/** Removes what a writer that just failed says that it left behind; on a full disk it would take the last of the space. */
export function sweepAfterFailure(repository: Repository, stderr: string): void {
  for (const [, name = ''] of stderr.matchAll(/(fast_import_crash_\d+)/g)) {
    rmSync(join(repository.path, name), { force: true });
  }
  for (const [, name = ''] of stderr.matchAll(/(tmp_(?:pack|obj|idx)_\w+)/g)) {
    rmSync(join(repository.path, 'objects', 'pack', name), { force: true });
  }
}

/** Whether a git command failed for a lock that nobody holds any more; then it is gone, and the command may be repeated. */
export function removedStaleLock(repository: Repository, stderr: string): boolean {
  const [, lock] = /Unable to create '([^\n]*\.lock)': File exists/.exec(stderr) ?? [];
  if (lock === undefined || !resolve(lock).startsWith(resolve(repository.path) + sep)) return false;
  return removeIfStale(lock);
}

function removeIfStale(path: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs < staleAfter) return false;
    rmSync(path, { force: true });
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return true;
    throw error;
  }
}
