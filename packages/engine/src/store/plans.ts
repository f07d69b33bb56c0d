import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { commitTree } from './commit-tree.ts';
import { makeDataDirectory } from './data-directory.ts';
import { hasErrorCode } from './error-code.ts';
import type { Commit } from './git/commit.ts';
import { findCommit } from './git/commit.ts';
import { diffText, readHistory } from './git/history.ts';
import type { ObjectReader } from './git/object-reader.ts';
import { withObjects } from './git/object-reader.ts';
import { readTree } from './git/read-tree.ts';
import { findRepository, makeRepository } from './git/repository.ts';
import type { Repository } from './git/run-git.ts';
import { checkName, isName } from './names.ts';
import type { PlanTree } from './plan-tree.ts';
import type { PlanFiles } from './read-plan-files.ts';
import { readPlanFiles } from './read-plan-files.ts';
import type { Store } from './store.ts';

const branch = 'refs/heads/main';

/** A version of a plan: a commit. */
export interface PlanVersion {
  /** The whole id of the commit. */
  readonly version: string;
  readonly author: string;
  readonly time: string;
  readonly message: string;
}

/** A version of a plan, read. */
export interface StoredPlan extends PlanVersion, PlanFiles {
  readonly kind: 'StoredPlan';
  readonly name: string;
}

/** What an import came to. `isNew` is false where the plan's latest version has the same files: then none was made. */
export interface Imported {
  readonly version: string;
  readonly isNew: boolean;
}

/**
 * Makes files the latest version of a plan, and the plan if there is none of that name. Check them before; this only
 * checks the name.
 */
export async function commitPlan(
  store: Store,
  name: string,
  tree: PlanTree,
  message: string,
): Promise<Checked<Imported>> {
  const wrong = checkName('plan', name);
  if (wrong !== undefined) return { problems: [wrong] };
  makeDataDirectory(store.directory);
  const repository = await makeRepository(pathOf(store, name));
  const time = store.now();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const commit = { ref: branch, files: tree.files, message, trailers: new Map<string, string>(), time };
    const written = await commitTree(repository, commit);
    if (written !== 'moved') return { value: { version: written.commit, isNew: written.isNew }, problems: [] };
  }
  const hint = 'Import it again once the others are done';
  return { problems: [problem('changed-meanwhile', `The plan '${name}' keeps being changed by others`, { hint })] };
}

/** The names of all plans, in order. Asks no git process. */
export function listPlans(store: Store): readonly string[] {
  try {
    const names = readdirSync(join(store.directory, 'plans')).map((entry) => entry.replace(/\.git$/, ''));
    return names.filter((name) => planExists(store, name)).sort();
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Whether there is a plan of this name, with or without a version. */
export function planExists(store: Store, name: string): boolean {
  return isName(name) && findRepository(pathOf(store, name)) !== undefined;
}

/** The versions of a plan, the latest first. A plan into which nothing was pushed yet has none. */
export async function planVersions(
  store: Store,
  name: string,
  limit?: number,
): Promise<Checked<readonly PlanVersion[]>> {
  return await withPlan(store, name, async (repository) => {
    const head = await withObjects(repository, (objects) => findCommit(objects, branch));
    if (typeof head === 'string') return { value: [], problems: [] };
    const history = await readHistory(repository, head.id, limit);
    return { value: history.map(toVersion), problems: [] };
  });
}

/** Finds the version of a plan that a commit (short too), tag or branch names; without one, the latest. */
export async function findPlanVersion(store: Store, name: string, version?: string): Promise<Checked<PlanVersion>> {
  return await withPlan(store, name, async (repository) =>
    withObjects(repository, async (objects) => {
      const found = await findVersion(objects, name, version);
      return found.value === undefined ? { problems: found.problems } : { value: toVersion(found.value), problems: [] };
    }),
  );
}

/**
 * Reads a version of a plan (see `findPlanVersion`) with all its files. Links that lead nowhere or out of the plan are
 * problems beside what could be read.
 */
export async function readPlan(store: Store, name: string, version?: string): Promise<Checked<StoredPlan>> {
  return await withPlan(store, name, (repository) =>
    withObjects(repository, async (objects) => {
      const found = await findVersion(objects, name, version);
      if (found.value === undefined) return { problems: found.problems };
      const { plan, problems } = readPlanFiles(await readTree(objects, found.value.tree));
      return { value: { kind: 'StoredPlan', name, ...toVersion(found.value), ...plan }, problems };
    }),
  );
}

/** The difference of two versions of a plan as unified text. */
export async function diffPlan(store: Store, name: string, from: string, to?: string): Promise<Checked<string>> {
  return await withPlan(store, name, async (repository) => {
    const [old, fresh] = await withObjects(repository, async (objects) => [
      await findVersion(objects, name, from),
      await findVersion(objects, name, to),
    ]);
    if (old?.value === undefined || fresh?.value === undefined) {
      return { problems: [...(old?.problems ?? []), ...(fresh?.problems ?? [])] };
    }
    return { value: await diffText(repository, old.value.tree, fresh.value.tree), problems: [] };
  });
}

/** Deletes a plan with all its versions. Whether deployments still use it is for the caller to ask. */
export function deletePlan(store: Store, name: string): Checked<true> {
  if (!planExists(store, name)) return { problems: [unknownPlan(store, name)] };
  rmSync(pathOf(store, name), { recursive: true, force: true });
  return { value: true, problems: [] };
}

/** The path of a plan's bare repository, into which plain git may push. */
export function planRepositoryPath(store: Store, name: string): string {
  return pathOf(store, name);
}

function pathOf(store: Store, name: string): string {
  return join(store.directory, 'plans', `${name}.git`);
}

async function withPlan<T>(
  store: Store,
  name: string,
  use: (repository: Repository) => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const repository = isName(name) ? findRepository(pathOf(store, name)) : undefined;
  return repository === undefined ? { problems: [unknownPlan(store, name)] } : await use(repository);
}

function unknownPlan(store: Store, name: string): Diagnostic {
  const known = listPlans(store);
  return problem('plan-unknown', `There is no plan '${name}'`, {
    hint: known.length === 0 ? 'Import one first' : `Name one of: ${known.slice(0, 10).join(', ')}`,
  });
}

async function findVersion(objects: ObjectReader, name: string, version?: string): Promise<Checked<Commit>> {
  const names = version === undefined ? [branch] : versionNames(version);
  let ambiguous = false;
  for (const each of names) {
    const found = await findCommit(objects, each);
    if (typeof found === 'object') return { value: found, problems: [] };
    ambiguous ||= found === 'ambiguous';
  }
  if (version === undefined) {
    const hint = `Import one, or push to its branch 'main'`;
    return { problems: [problem('plan-version', `The plan '${name}' has no version yet`, { hint })] };
  }
  if (ambiguous) {
    const hint = 'Write more of the commit';
    return {
      problems: [problem('plan-version', `More than one thing in '${name}' begins with '${version}'`, { hint })],
    };
  }
  const expected = 'a commit, a tag or a branch of the plan';
  return { problems: [problem('plan-version', `The plan '${name}' has no version '${version}'`, { expected })] };
}

/** What a person's name of a version may mean, the first that exists counts; nothing of git's wider syntax. */
function versionNames(version: string): readonly string[] {
  if (/^[0-9a-f]{40}$/.test(version)) return [version];
  if (!/^[A-Za-z0-9_][A-Za-z0-9_./+-]{0,200}$/.test(version) || /\.\.|\/\/|\.lock$|\.$|\/$/.test(version)) return [];
  const named = [`refs/tags/${version}`, `refs/heads/${version}`];
  return /^[0-9a-f]{4,39}$/.test(version) ? [...named, version] : named;
}

function toVersion(commit: Commit): PlanVersion {
  return { version: commit.id, author: commit.author, time: commit.time, message: commit.message };
}
