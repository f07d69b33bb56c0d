import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Environment } from './environment.ts';
import { emptyEnvironment } from './parse-environment.ts';

/** Merges several environments, later ones win. */
export function mergeEnvironments(environments: readonly Environment[]): Checked<Environment> {
  let merged = emptyEnvironment;
  for (const each of environments) {
    merged = {
      ...merged,
      parameters: new Map([...merged.parameters, ...each.parameters]),
      parameterDefaults: new Map([...merged.parameterDefaults, ...each.parameterDefaults]),
      registry: {
        entries: [...merged.registry.entries, ...each.registry.entries],
        resources: new Map([...merged.registry.resources, ...each.registry.resources]),
      },
    };
  }
  return { value: merged, problems: [] };
}
