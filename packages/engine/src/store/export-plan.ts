import { mkdirSync, writeFileSync } from 'node:fs';
import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import type { NewFile } from './git/object-id.ts';
import { withObjects } from './git/object-reader.ts';
import { readTree } from './git/read-tree.ts';
import { mustGit, type Repository } from './git/run-git.ts';
import { findPlanVersion, planRepositoryPath } from './plans.ts';
import type { Store } from './store.ts';

/** A version of a plan, to be taken elsewhere. */
export interface ExportedPlan {
  readonly name: string;
  readonly version: string;
  readonly content: ExportedContent;
}

export type ExportForm = 'files' | 'tar' | 'tar.gz';

export type ExportedContent =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, NewFile> }
  | { readonly kind: 'archive'; readonly bytes: Uint8Array };

/** Reads a version of a plan as files, byte for byte, or as an archive of them. */
export async function exportPlan(
  store: Store,
  name: string,
  version: string | undefined,
  form: ExportForm,
): Promise<Checked<ExportedPlan>> {
  const found = await findPlanVersion(store, name, version);
  if (found.value === undefined) return { problems: found.problems };
  const id = found.value.version;
  const repository: Repository = { kind: 'Repository', path: planRepositoryPath(store, name) };
  const content = form === 'files' ? await readFiles(repository, id) : await archive(repository, id, form);
  if (content.value === undefined) return { problems: content.problems };
  return { value: { name, version: id, content: content.value }, problems: content.problems };
}

async function readFiles(repository: Repository, commit: string): Promise<Checked<ExportedContent>> {
  const tree = await withObjects(repository, (objects) => readTree(objects, `${commit}^{tree}`));
  const files = new Map<string, NewFile>();
  for (const [path, { mode, content }] of tree) {
    if (content === undefined) {
      const hint = 'Export the plan as a .tar file';
      return { problems: [problem('plan-source', `The file '${path}' of the plan is too large`, { hint })] };
    }
    files.set(path, { mode: mode === '100755' || mode === '120000' ? mode : '100644', content });
  }
  return { value: { kind: 'files', files }, problems: [] };
}

async function archive(repository: Repository, commit: string, form: string): Promise<Checked<ExportedContent>> {
  // Attributes in the plan would leave files out of the archive or rewrite them; these come before those.
  mkdirSync(`${repository.path}/info`, { recursive: true });
  writeFileSync(`${repository.path}/info/attributes`, '* -export-ignore -export-subst -text -eol -ident\n');
  const bytes = await mustGit(repository, ['archive', `--format=${form}`, commit]);
  return { value: { kind: 'archive', bytes }, problems: [] };
}
