import type { Secret } from '../hot/value.ts';

/** What a person has set for one deployment: the files of its branch in the inputs' repository, read. */
export interface DeploymentInputs {
  readonly kind: 'DeploymentInputs';
  readonly plan: { readonly name: string; readonly version: string };
  /** In the order in which they are merged, after the plan's own. */
  readonly environments: readonly EnvironmentInput[];
  /** What `--set` and `--set-file` gave, by parameter: text that the parameter's type reads. It wins over environments. */
  readonly parameters: ReadonlyMap<string, SetValue>;
  /** The text of `inventory.yaml`. */
  readonly inventory: string;
  /** The texts of environments that came from outside and of what they refer to, by path (below `environments/`). */
  readonly files: ReadonlyMap<string, string>;
}

/** An environment of the plan, or one that came with the inputs; by its path in the one tree or the other. */
export type EnvironmentInput =
  | { readonly kind: 'plan'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string };

/** Text, or the secret of the store that holds the text. */
export type SetValue = string | Secret;

export const inputsFile = 'deployment.yaml';
export const inventoryFile = 'inventory.yaml';
export const environmentsFolder = 'environments/';
/** Values of several lines lie in files of their own, so that their changes can be read. */
export const valuesFolder = 'values/';
