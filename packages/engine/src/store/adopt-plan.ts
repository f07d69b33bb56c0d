import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { type FetchedPlan, fetchedRef } from './fetch-plan.ts';
import { findCommit } from './git/commit.ts';
import { isAncestor } from './git/history.ts';
import { withObjects } from './git/object-reader.ts';
import { deleteRefs, moveRef } from './git/refs.ts';
import { makeRepository } from './git/repository.ts';
import { mustGit, type Repository } from './git/run-git.ts';
import { checkName } from './names.ts';
import { type Imported, planRepositoryPath } from './plans.ts';
import type { Store } from './store.ts';

const branch = 'refs/heads/main';

/**
 * Makes a fetched commit itself the latest version of a plan, with the history that leads to it, and the plan if there is
 * none of that name. Versions are never rewritten: a history that does not contain the latest version is refused. A
 * commit that is a version already stays the version that it is.
 */
export async function adoptPlan(store: Store, name: string, fetched: FetchedPlan): Promise<Checked<Imported>> {
  const wrong = checkName('plan', name);
  if (wrong !== undefined) return { problems: [wrong] };
  const repository = await makeRepository(planRepositoryPath(store, name));
  const { commit, tag } = fetched;
  const incoming = `refs/tyto/incoming/${commit.id}`;
  await mustGit(fetched.repository, ['update-ref', fetchedRef, commit.id]);
  const options = ['--no-tags', '--no-write-fetch-head', '--quiet'];
  await mustGit(repository, ['fetch', ...options, fetched.repository.path, `+${fetchedRef}:${incoming}`]);
  try {
    const [head, tagged] = await withObjects(repository, async (objects) => [
      await findCommit(objects, branch),
      await findCommit(objects, `refs/tags/${tag}`),
    ]);
    if (tag !== undefined && typeof tagged === 'object' && tagged.id !== commit.id) return movedTag(name, tag);
    const before = typeof head === 'object' ? head.id : undefined;
    const imported = await moveForward(repository, name, before, commit.id);
    const isTagNew = imported.value !== undefined && tag !== undefined && typeof tagged !== 'object';
    if (isTagNew) await moveRef(repository, `refs/tags/${tag}`, undefined, commit.id);
    return imported;
  } finally {
    await deleteRefs(repository, [incoming]);
  }
}

async function moveForward(
  repository: Repository,
  name: string,
  from: string | undefined,
  to: string,
): Promise<Checked<Imported>> {
  if (from !== undefined && (await isAncestor(repository, to, from))) {
    return { value: { version: to, isNew: false }, problems: [] };
  }
  if (from !== undefined && !(await isAncestor(repository, from, to))) {
    const hint = 'Import it under another --name; versions of a plan are never rewritten';
    const message = `The history of '${to.slice(0, 12)}' does not contain the latest version of '${name}'`;
    return { problems: [problem('plan-source', message, { hint })] };
  }
  if (await moveRef(repository, branch, from, to)) return { value: { version: to, isNew: true }, problems: [] };
  return {
    problems: [problem('changed-meanwhile', `The plan '${name}' was changed by another`, { hint: 'Import it again' })],
  };
}

function movedTag(name: string, tag: string): Checked<never> {
  const hint = 'Import the commit itself, or the plan under another --name';
  return { problems: [problem('plan-source', `The tag '${tag}' of '${name}' is another commit now`, { hint })] };
}
