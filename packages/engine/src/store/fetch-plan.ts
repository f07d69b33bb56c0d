import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { makeDataDirectory } from './data-directory.ts';
import { askRemote } from './git/ask-remote.ts';
import { type Commit, findCommit } from './git/commit.ts';
import type { NewFile } from './git/object-id.ts';
import { withObjects } from './git/object-reader.ts';
import { type ReadFile, readTree } from './git/read-tree.ts';
import { makeRepository } from './git/repository.ts';
import type { Repository } from './git/run-git.ts';
import type { GitSource } from './git-source.ts';
import type { PlanTree } from './plan-tree.ts';
import type { Store } from './store.ts';

/** A plan fetched from elsewhere into a repository of its own, until it is found right and taken over. */
export interface FetchedPlan {
  readonly source: GitSource;
  readonly repository: Repository;
  readonly commit: Commit;
  /** The name of the tag that was asked for, if it was one. */
  readonly tag: string | undefined;
  /** The plan's files; of the source's directory, where it has one. */
  readonly tree: PlanTree;
}

/** Where the commit that was asked for stands in the repository that it was fetched into. */
export const fetchedRef = 'refs/tyto/fetched';

/**
 * Fetches what a source names, lends it to `use`, and clears it away. Problems: nobody answers, or has no such branch,
 * tag or commit; the directory does not exist; a file is too large for a plan.
 */
export async function withFetchedPlan<T>(
  store: Store,
  source: GitSource,
  use: (fetched: Checked<FetchedPlan>) => Promise<T>,
): Promise<T> {
  makeDataDirectory(store.directory);
  const place = join(store.directory, 'plans');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  sweep(place);
  const directory = mkdtempSync(join(place, prefix));
  try {
    const repository = await makeRepository(join(directory, 'fetched.git'));
    return await use(await fetchPlan(repository, source));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const prefix = '.fetch-';
const staleAfter = 24 * 60 * 60 * 1000;

/** Clears away what imports that were killed have left. */
function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const path = join(place, name);
    const found = name.startsWith(prefix) ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (found !== undefined && Date.now() - found.mtimeMs > staleAfter) rmSync(path, { recursive: true, force: true });
  }
}

async function fetchPlan(repository: Repository, source: GitSource): Promise<Checked<FetchedPlan>> {
  const found = await fetchRef(repository, source);
  if (found.value === undefined) return { problems: found.problems };
  const { name, tag } = found.value;
  return await withObjects(repository, async (objects) => {
    const commit = await findCommit(objects, name);
    if (typeof commit === 'string') return { problems: [noSuchRef(source)] };
    const tree = planTree(await readTree(objects, commit.tree), source);
    if (tree.value === undefined) return { problems: tree.problems };
    return { value: { source, repository, commit, tag, tree: tree.value }, problems: tree.problems };
  });
}

interface Found {
  /** What the fetched commit is found by. */
  readonly name: string;
  readonly tag: string | undefined;
}

async function fetchRef(repository: Repository, source: GitSource): Promise<Checked<Found>> {
  const { ref } = source;
  const names = ref === undefined ? ['HEAD'] : [`refs/tags/${ref}`, `refs/heads/${ref}`];
  const listed = await askRemote(repository, source, ['ls-remote', '--', source.url, ...names]);
  if (listed.status !== 0) return { problems: [unreachable(source, listed.stderr)] };
  const there = new Set(
    listed.stdout
      .toString('utf8')
      .split('\n')
      .map((line) => line.slice(line.indexOf('\t') + 1)),
  );
  const name = names.find((each) => there.has(each));
  const isCommit = ref !== undefined && /^[0-9a-f]{4,40}$/.test(ref);
  if (name === undefined && !isCommit) return { problems: [noSuchRef(source)] };
  const wanted =
    name === undefined ? ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'] : [`+${name}:${fetchedRef}`];
  const options = ['--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--quiet'];
  const fetched = await askRemote(repository, source, ['fetch', ...options, '--', source.url, ...wanted]);
  if (fetched.status !== 0) return { problems: [unreachable(source, fetched.stderr)] };
  const tag = name?.startsWith('refs/tags/') ? ref : undefined;
  return { value: { name: name === undefined ? (ref ?? '') : fetchedRef, tag }, problems: [] };
}

function planTree(all: ReadonlyMap<string, ReadFile>, source: GitSource): Checked<PlanTree> {
  const inside = source.directory === undefined ? '' : `${source.directory}/`;
  const files = new Map<string, NewFile>();
  const problems: Diagnostic[] = [];
  for (const [path, { mode, content }] of all) {
    if (!path.startsWith(inside)) continue;
    const kept = mode === '100755' || mode === '120000' ? mode : '100644';
    if (content !== undefined) files.set(path.slice(inside.length), { mode: kept, content });
    else problems.push(problem('plan-source', `The file '${path}' is too large for a plan`, { path }));
  }
  if (files.size === 0 && problems.length === 0) {
    const where = source.directory === undefined ? 'The repository' : `The directory '${source.directory}'`;
    problems.push(problem('plan-source', `${where} holds no files at ${source.ref ?? 'HEAD'}`));
  }
  return problems.length > 0 ? { problems } : { value: { kind: 'PlanTree', files }, problems };
}

function noSuchRef({ url, ref }: GitSource): Diagnostic {
  if (ref === undefined) return problem('plan-version', `The repository '${url}' has no commit yet`);
  return problem('plan-version', `The repository '${url}' has no '${ref}'`, {
    expected: 'a branch, a tag or a commit of it',
    hint: `git ls-remote ${url} shows them`,
  });
}

/** What git said, without its advice, and without the password if it should have said that. */
function unreachable({ url, login }: GitSource, stderr: string): Diagnostic {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^(hint|warning):/.test(line));
  const clean = (line: string): string =>
    login === undefined || login.password === ''
      ? line
      : line.replaceAll(login.password, '***').replaceAll(encodeURIComponent(login.password), '***');
  const said = clean(lines.map((line) => line.replace(/^(fatal|error|remote): */, '')).join('; '));
  const needsLogin = /terminal prompts disabled|could not read (Username|Password)|Authentication failed/.test(stderr);
  const hint = needsLogin
    ? 'Set up a credential helper of git for it, or an ssh key; Tyto asks for no password'
    : `See whether 'git ls-remote ${url}' answers`;
  return problem('plan-source', `The repository '${url}' cannot be fetched: ${said || 'git gave no reason'}`, { hint });
}
