import { join } from 'node:path';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { commitTree } from './commit-tree.ts';
import { makeDataDirectory } from './data-directory.ts';
import type { Commit } from './git/commit.ts';
import { findCommit } from './git/commit.ts';
import { readHistory } from './git/history.ts';
import type { ObjectReader } from './git/object-reader.ts';
import { withObjects } from './git/object-reader.ts';
import { readTree } from './git/read-tree.ts';
import { deleteRefs, listRefs } from './git/refs.ts';
import { findRepository, makeRepository } from './git/repository.ts';
import type { Repository } from './git/run-git.ts';
import { checkName, isName } from './names.ts';
import type { Store } from './store.ts';
import { textFiles } from './text-files.ts';

/** The inputs of a deployment at one commit: files, whose meaning is the plan room's. */
export interface Inputs {
  readonly kind: 'Inputs';
  readonly deployment: string;
  readonly commit: string;
  readonly time: string;
  readonly message: string;
  readonly trailers: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

/** Inputs that are to be written. */
export interface NewInputs {
  readonly files: ReadonlyMap<string, string>;
  readonly message: string;
  readonly trailers?: ReadonlyMap<string, string>;
  /** The commit that they were made from; null makes a deployment. */
  readonly parent: string | null;
}

export interface WrittenInputs {
  readonly commit: string;
  /** False where the files are as they were: then no commit was made. */
  readonly isNew: boolean;
}

/**
 * Writes a deployment's inputs as a commit on its own branch. `changed-meanwhile` where its inputs no longer stand at
 * `parent`: read them again. With `parent` null it makes the deployment, unless there is one.
 */
export async function writeInputs(store: Store, name: string, inputs: NewInputs): Promise<Checked<WrittenInputs>> {
  const wrong = checkName('deployment', name);
  if (wrong !== undefined) return { problems: [wrong] };
  makeDataDirectory(store.directory);
  const repository = await makeRepository(pathOf(store));
  const files = new Map([...inputs.files].map(([path, content]) => [path, { mode: '100644' as const, content }]));
  const { message, trailers = new Map<string, string>() } = inputs;
  const commit = { ref: branchOf(name), files, message, trailers, time: store.now() };
  const written = await commitTree(repository, commit, inputs.parent);
  return written === 'moved' ? { problems: [moved(name, inputs.parent)] } : { value: written, problems: [] };
}

/** The names of all deployments, in order. */
export async function listDeployments(store: Store): Promise<readonly string[]> {
  const repository = findRepository(pathOf(store));
  if (repository === undefined) return [];
  const refs = await listRefs(repository, 'refs/heads/');
  return [...refs.keys()].map((ref) => ref.slice('refs/heads/'.length));
}

/** Reads a deployment's inputs: the present ones, or those at an earlier commit of its branch. */
export async function readInputs(store: Store, name: string, commit?: string): Promise<Checked<Inputs>> {
  return await withInputs(store, name, (repository) =>
    withObjects(repository, async (objects) => {
      const found = await readAt(objects, name, commit ?? branchOf(name));
      return found === undefined ? { problems: [unknownDeployment(name)] } : { value: found, problems: [] };
    }),
  );
}

/** Reads the present inputs of all deployments by name, in order: two processes of git, however many there are. */
export async function readAllInputs(store: Store): Promise<ReadonlyMap<string, Inputs>> {
  const all = new Map<string, Inputs>();
  const names = await listDeployments(store);
  const repository = names.length === 0 ? undefined : findRepository(pathOf(store));
  if (repository === undefined) return all;
  return await withObjects(repository, async (objects) => {
    for (const name of names) {
      const found = await readAt(objects, name, branchOf(name));
      if (found !== undefined) all.set(name, found);
    }
    return all;
  });
}

async function readAt(objects: ObjectReader, name: string, revision: string): Promise<Inputs | undefined> {
  const found = await findCommit(objects, revision);
  if (typeof found === 'string') return undefined;
  const { id, time, message, trailers, tree } = found;
  const files = textFiles(await readTree(objects, tree));
  return { kind: 'Inputs', deployment: name, commit: id, time, message, trailers, files };
}

/** The commits of a deployment's inputs, newest first. */
export async function logInputs(store: Store, name: string, limit?: number): Promise<Checked<readonly Commit[]>> {
  return await withInputs(store, name, async (repository) => {
    const head = await withObjects(repository, (objects) => findCommit(objects, branchOf(name)));
    if (typeof head === 'string') return { problems: [unknownDeployment(name)] };
    return { value: await readHistory(repository, head.id, limit), problems: [] };
  });
}

/** Deletes a deployment's inputs, and with them its name. None there is no problem: a deletion may be repeated. */
export async function deleteInputs(store: Store, name: string): Promise<void> {
  const repository = isName(name) ? findRepository(pathOf(store)) : undefined;
  if (repository !== undefined) await deleteRefs(repository, [branchOf(name)]);
}

function pathOf(store: Store): string {
  return join(store.directory, 'inputs.git');
}

function branchOf(name: string): string {
  return `refs/heads/${name}`;
}

async function withInputs<T>(
  store: Store,
  name: string,
  use: (repository: Repository) => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const repository = isName(name) ? findRepository(pathOf(store)) : undefined;
  return repository === undefined ? { problems: [unknownDeployment(name)] } : await use(repository);
}

/** The problem of a deployment that does not exist. */
function unknownDeployment(name: string): Diagnostic {
  const hint = 'Create it first, or list the deployments that exist';
  return problem('deployment-unknown', `There is no deployment '${name}'`, { hint });
}

function moved(name: string, parent: string | null): Diagnostic {
  return parent === null
    ? problem('changed-meanwhile', `There is a deployment '${name}' already`, {
        hint: 'Take another name, or set its inputs',
      })
    : problem('changed-meanwhile', `The inputs of '${name}' were changed by somebody else meanwhile`, {
        hint: 'Run the command again',
      });
}
