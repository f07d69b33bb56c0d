import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Environment, Given } from '../hot/environment.ts';
import { emptyEnvironment } from '../hot/parse-environment.ts';
import type { Override } from '../hot/resolve-parameters.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { assembleStack, type LoadedStack } from '../plan/load-stack.ts';
import type { PlanFiles } from '../plan/plan-files.ts';

/** A template with all that decides what it comes to, without a plan or a deployment around it. */
export interface LooseStack {
  /** The path of the root template among the files. */
  readonly template: string;
  /** The paths of the environments, in the order in which they are merged. */
  readonly environments: readonly string[];
  /** Values of parameters, by name. */
  readonly parameters: ValueMap;
  /** The file that the values came from, for their problems. */
  readonly parametersFile?: string;
  /**
   * Whether the values are merged before the environments, so that these win over them. Heat does so with what a request
   * gives beside files of environments: `service.py`, merge_environments into `params`; 19.0.
   */
  readonly environmentsWin: boolean;
  readonly files: PlanFiles;
}

/** Reads a loose template with its environments and values. Problems and failure are as for `loadStack`. */
export function loadLooseStack(loose: LooseStack): Checked<LoadedStack> {
  const { template, environments, parameters, environmentsWin, files } = loose;
  const plan = { kind: 'Plan', name: 'stack', version: '', template, environments, files } as const;
  const at = { file: loose.parametersFile ?? 'parameters', line: 1, column: 1 };
  const placed = new Map([...parameters].map(([name, value]): [string, Given] => [name, { value, at }]));
  const base: Environment = { ...emptyEnvironment, parameters: withoutNulls(placed) };
  const given: ReadonlyMap<string, Override> = environmentsWin ? new Map() : placed;
  const parts = { plan, files, paths: environments, given, reveal: (): Value | undefined => undefined };
  return assembleStack(environmentsWin ? { ...parts, base } : parts);
}

function withoutNulls(given: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  return new Map([...given].filter(([, { value }]) => value !== null));
}
