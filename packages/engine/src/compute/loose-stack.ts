import type { Environment, Given } from '../hot/environment.ts';
import type { EnvironmentMerge } from '../hot/merge-environments.ts';
import { emptyEnvironment } from '../hot/parse-environment.ts';
import { assembleStack } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { templateCache } from '../plan/template-cache.ts';

/** A template with all that decides what it comes to, without a plan or a deployment around it. */
export interface LooseStack {
  /** The path of the root template among the files. */
  readonly template: string;
  /** The paths of the environments, in the order in which they are merged. */
  readonly environments: readonly string[];
  /** Values of parameters, by name. */
  readonly parameters: ReadonlyMap<string, Given>;
  readonly merge?: EnvironmentMerge;
  /**
   * Whether the values are merged before the environments, so that these win over them. Heat does so with what a request
   * gives beside files of environments: `service.py`, merge_environments into `params`; 19.0.
   */
  readonly environmentsWin: boolean;
  readonly files: PlanFiles;
}

/** Reads a loose template with its environments and values. Problems and failure are as for `loadStack`. */
export function loadLooseStack(loose: LooseStack): ReturnType<typeof assembleStack> {
  const { environments, parameters, environmentsWin, files } = loose;
  const base: Environment = { ...emptyEnvironment, parameters: withoutNulls(parameters) };
  const isKnown = knownParameters(loose);
  return assembleStack({
    plan: planOf(loose),
    files,
    paths: environments,
    merging: environmentsWin ? { base, isKnown } : { isKnown },
    given: environmentsWin ? new Map() : parameters,
    reveal: () => undefined,
  });
}

/** Whether any of the files is a template with a parameter. Heat: `template.py`, all_param_schemata; 19.0. */
function knownParameters({ template, files }: LooseStack): (name: string) => boolean {
  const templates = templateCache(files);
  let nested: ReadonlySet<string> | undefined;
  return (name) => {
    if (templates.template(template)?.parameters.has(name) === true) return true;
    nested ??= new Set(files.paths.flatMap((path) => [...(templates.template(path)?.parameters.keys() ?? [])]));
    return nested.has(name);
  };
}

/** What stands for a plan where there is none. */
export function planOf({ template, environments, files, merge = 'server' }: LooseStack): Plan {
  return { kind: 'Plan', name: 'stack', version: '', template, environments, merge, files };
}

function withoutNulls(given: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  return new Map([...given].filter(([, { value }]) => value !== null));
}
