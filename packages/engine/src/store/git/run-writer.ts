import type { GitResult, Repository } from './run-git.ts';
import { runGit } from './run-git.ts';
import { removedStaleLock } from './sweep.ts';

/** Runs a git command that writes; once more where only a lock stood in its way that a killed git left behind. */
export async function runWriter(
  repository: Repository,
  args: readonly string[],
  input: readonly (string | Uint8Array)[],
): Promise<GitResult> {
  const result = await runGit(repository, args, input);
  if (result.status === 0 || !removedStaleLock(repository, result.stderr)) return result;
  return await runGit(repository, args, input);
}
