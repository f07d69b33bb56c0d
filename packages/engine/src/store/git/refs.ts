import type { Repository } from './run-git.ts';
import { gitFailure, mustGit } from './run-git.ts';
import { runWriter } from './run-writer.ts';

const nothing = '0'.repeat(40);

/**
 * Moves a ref from one commit to another; `undefined` stands for no ref. Gives false, and changes nothing, where it does
 * not stand at `from` any more.
 */
export async function moveRef(
  repository: Repository,
  ref: string,
  from: string | undefined,
  to: string | undefined,
): Promise<boolean> {
  const move = `update ${ref}\0${to ?? nothing}\0${from ?? nothing}\0`;
  const result = await runWriter(repository, ['update-ref', '--no-deref', '-z', '--stdin'], [move]);
  if (result.status === 0) return true;
  if (/is at [0-9a-f]+ but expected|unable to resolve reference|reference already exists/.test(result.stderr))
    return false;
  throw gitFailure(repository, 'update-ref', result);
}

/** Removes refs wherever they stand, all or none; one that does not exist is no error. */
export async function deleteRefs(repository: Repository, refs: readonly string[]): Promise<void> {
  const deletions = refs.map((ref) => `delete ${ref}\0\0`).join('');
  const result = await runWriter(repository, ['update-ref', '--no-deref', '-z', '--stdin'], [deletions]);
  if (result.status !== 0) throw gitFailure(repository, 'update-ref', result);
}

/** Refs below a prefix and the commits they stand at, in order of their names. */
export async function listRefs(repository: Repository, prefix: string): Promise<ReadonlyMap<string, string>> {
  const out = await mustGit(repository, ['for-each-ref', '--format=%(objectname) %(refname)', prefix]);
  const lines = out
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}
