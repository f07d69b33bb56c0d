import { isDeepStrictEqual } from 'node:util';
import { formatPath } from '../diagnostics/path.ts';
import type { DeploymentInputs, SetValue } from '../plan/deployment-inputs.ts';

/** One difference of a deployment's inputs, for a person. A side that does not exist is null. Holds no secret. */
export interface InputDifference {
  readonly what: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** What differs between two inputs of a deployment, in the order of their layers. */
export function describeInputChanges(
  old: DeploymentInputs | undefined,
  now: DeploymentInputs,
): readonly InputDifference[] {
  const differences: InputDifference[] = [];
  const compare = (what: string, before: string | null, after: string | null): void => {
    if (before !== after) differences.push({ what, old: before, new: after });
  };
  compare('plan', old === undefined ? null : pinText(old), pinText(now));
  compare('environments', old === undefined || old.environments.length === 0 ? null : listText(old), listText(now));
  for (const path of new Set([...(old?.files.keys() ?? []), ...now.files.keys()])) {
    if (old?.files.get(path) === now.files.get(path)) continue;
    compare(
      path,
      old?.files.has(path) ? 'as it was' : null,
      now.files.has(path) ? (old?.files.has(path) ? 'changed' : 'added') : null,
    );
  }
  for (const name of new Set([...(old?.parameters.keys() ?? []), ...now.parameters.keys()])) {
    const [before, after] = [old?.parameters.get(name), now.parameters.get(name)];
    if (isDeepStrictEqual(before, after)) continue;
    compare(formatPath(['parameters', name]), valueText(before), valueText(after));
  }
  if (old?.inventory !== now.inventory) {
    compare('inventory', old === undefined ? null : 'as it was', old === undefined ? 'given' : 'changed');
  }
  return differences;
}

function pinText({ plan }: DeploymentInputs): string {
  return `${plan.name}@${plan.version.slice(0, 12)}`;
}

function listText({ environments }: DeploymentInputs): string | null {
  if (environments.length === 0) return null;
  return environments.map(({ kind, path }) => (kind === 'plan' ? `plan:${path}` : path)).join(', ');
}

function valueText(value: SetValue | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? JSON.stringify(value) : `(secret, version ${value.version})`;
}
