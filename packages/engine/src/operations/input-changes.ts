import type { Checked } from '../diagnostics/diagnostic.ts';
import { type CollectedEnvironment, collectEnvironment } from '../plan/collect-environment.ts';
import { environmentsFolder } from '../plan/deployment-inputs.ts';
import { type FileContent, inputsPrefix } from '../plan/plan-files.ts';

/** What a person sets of a deployment's inputs; what is absent stays as it is. */
export interface InputChanges {
  /** `web`, at its newest version, or `web@VERSION`. */
  readonly plan?: string;
  /** Replaces the whole list. */
  readonly environments?: readonly GivenEnvironment[];
  /** `--set`: texts that stood in arguments, where others can see them. */
  readonly set?: readonly GivenText[];
  /** `--set-file`: texts from files, standard input or a terminal. */
  readonly setPrivately?: readonly GivenText[];
  readonly unset?: readonly string[];
  readonly inventory?: { readonly file: string; readonly text: string };
}

export interface GivenText {
  readonly parameter: string;
  readonly text: string;
}

/** An environment of the plan by its path there, or one from outside with all that it refers to. */
export type GivenEnvironment =
  | { readonly kind: 'plan'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly collected: CollectedEnvironment };

/**
 * Takes an environment as it is named by `-e`: `plan:PATH`, or a file (here by its absolute path), which is collected
 * with what it refers to. `index` is its place among those given.
 */
export function takeEnvironment(
  named: string,
  index: number,
  absolute: (path: string) => string,
  read: (path: string) => FileContent,
): Checked<GivenEnvironment> {
  if (named.startsWith('plan:')) return { value: { kind: 'plan', path: named.slice('plan:'.length) }, problems: [] };
  const path = absolute(named);
  const collected = collectEnvironment(index, path, read);
  if (collected.value === undefined) return { problems: collected.problems };
  return { value: { kind: 'file', path: named, collected: collected.value }, problems: collected.problems };
}

/**
 * Names files of the inputs the way they were given, for problems that are told while they are: as `-e` named the
 * environment, and what it refers to from there.
 */
export function asGiven(environments: readonly GivenEnvironment[]): (file: string) => string {
  const names = new Map<string, string>();
  for (const each of environments) {
    if (each.kind === 'plan') continue;
    const inside = each.collected.path.slice(environmentsFolder.length);
    const steps = inside.split('/').slice(1);
    const root = each.path.split('/').slice(0, -Math.max(1, steps.length));
    for (const file of each.collected.files.keys()) {
      const path = file.slice(environmentsFolder.length).split('/').slice(1);
      names.set(inputsPrefix + file, [...root, ...path].join('/'));
    }
    names.set(inputsPrefix + each.collected.path, each.path);
  }
  return (file) => names.get(file) ?? file;
}
