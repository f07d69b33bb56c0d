import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasErrorCode } from '../error-code.ts';
import { syncDirectory } from '../sync-directory.ts';
import type { Repository } from './run-git.ts';
import { mustGit } from './run-git.ts';

/** What holds for plain git too, when it pushes into the repository. */
const config = `[receive]
\tdenyDeletes = true
\tdenyNonFastForwards = true
\tfsckObjects = true
\tautogc = false
[gc]
\tauto = 0
\tpruneExpire = never
[core]
\tfsync = committed,loose-object,reference
[uploadpack]
\tallowReachableSHA1InWant = true
`;

/** The repository at a path, if there is one. Asks no git process. */
export function findRepository(path: string): Repository | undefined {
  return existsSync(`${path}/HEAD`) ? { kind: 'Repository', path } : undefined;
}

/**
 * The bare repository at a path, made if it is not there. It is made aside and then put in place, so that two processes
 * that both make it get the same, and one killed midway leaves none. Plain git may push into it and clone it; what
 * was once pushed stays: no history is rewritten, nothing is thrown away.
 */
export async function makeRepository(path: string): Promise<Repository> {
  const present = findRepository(path);
  if (present !== undefined) return present;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    mkdirSync(aside, { mode: 0o700 });
    await mustGit(undefined, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', aside]);
    appendFileSync(`${aside}/config`, config);
    renameSync(aside, path);
    syncDirectory(dirname(path));
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    const other = hasErrorCode(error, 'ENOTEMPTY', 'EEXIST') ? findRepository(path) : undefined;
    if (other === undefined) throw error;
    return other;
  }
  return { kind: 'Repository', path };
}
