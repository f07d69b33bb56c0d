import type { Commit } from './commit.ts';
import type { Repository } from './run-git.ts';
import { gitFailure, mustGit, runGit } from './run-git.ts';
import { parseTrailers } from './trailers.ts';

/** The commits that lead to one, newest first; at most `limit` of them. */
export async function readHistory(
  repository: Repository,
  from: string,
  limit: number = Number.MAX_SAFE_INTEGER,
): Promise<readonly Commit[]> {
  const format = '--format=%H%n%T%n%P%n%an <%ae>%n%ct%n%B';
  const count = limit < Number.MAX_SAFE_INTEGER ? [`--max-count=${limit}`] : [];
  const out = await mustGit(repository, ['log', '-z', '--no-show-signature', format, ...count, from, '--']);
  const records = out.toString('utf8').split('\0');
  return records.filter((record) => record !== '').map(parseRecord);
}

function parseRecord(record: string): Commit {
  const [id = '', tree = '', parents = '', author = '', seconds = '0', ...body] = record.split('\n');
  return {
    id,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author,
    time: new Date(Number(seconds) * 1000).toISOString(),
    ...parseTrailers(body.join('\n')),
  };
}

/** The difference of two commits or trees as unified text; empty where there is none. */
export async function diffText(repository: Repository, from: string, to: string): Promise<string> {
  const options = [
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ];
  const out = await mustGit(repository, ['diff', ...options, from, to, '--']);
  return out.toString('utf8');
}

/** Whether the history of one commit holds another; a commit holds itself. */
export async function isAncestor(repository: Repository, ancestor: string, commit: string): Promise<boolean> {
  const result = await runGit(repository, ['merge-base', '--is-ancestor', ancestor, commit]);
  if (result.status > 1) throw gitFailure(repository, 'merge-base', result);
  return result.status === 0;
}
