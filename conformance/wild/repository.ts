import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** The files of a git repository at its newest commit. */
export interface Repository {
  readonly commit: string;
  readonly paths: readonly string[];
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined;
}

/** Opens a repository by its path, or by its address: then it is fetched, once, into the user's cache. */
export function openRepository(place: string): Repository {
  const folder = existsSync(place) ? place : fetched(place);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const paths = git('ls-tree', '-r', '--name-only', '-z', 'HEAD').split('\0').filter(Boolean);
  const known = new Set(paths);
  return {
    commit: git('rev-parse', '--short=12', 'HEAD').trim(),
    paths,
    read: (path) => (known.has(path) ? git('cat-file', 'blob', `HEAD:${path}`) : undefined),
  };
}

function fetched(address: string): string {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tyto-conformance');
  const folder = join(cache, basename(address));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--bare', '--depth', '1', address, folder], { stdio: 'inherit' });
  return folder;
}
