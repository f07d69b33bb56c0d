import type { Checked } from '../diagnostics/diagnostic.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import { readInputs as parseInputs } from '../plan/read-inputs.ts';
import { type Inputs, readAllInputs, readInputs as readStoredInputs } from '../store/inputs.ts';
import type { Store } from '../store/store.ts';

/** A deployment's inputs at one commit. */
export interface LoadedInputs {
  readonly stored: Inputs;
  readonly inputs: DeploymentInputs;
}

/** Reads a deployment's present inputs, or those at an earlier commit. */
export async function loadInputs(store: Store, name: string, commit?: string): Promise<Checked<LoadedInputs>> {
  const stored = await readStoredInputs(store, name, commit);
  if (stored.value === undefined) return { problems: stored.problems };
  const inputs = parseInputs(stored.value.files);
  if (inputs.value === undefined) return { problems: inputs.problems };
  return { value: { stored: stored.value, inputs: inputs.value }, problems: inputs.problems };
}

/** The plan that each deployment has pinned, by the deployment's name. Those whose inputs can't be read have none. */
export async function pinsOfDeployments(
  store: Store,
): Promise<ReadonlyMap<string, DeploymentInputs['plan'] | undefined>> {
  const all = await readAllInputs(store);
  return new Map([...all].map(([name, { files }]) => [name, parseInputs(files).value?.plan]));
}

/** The deployments of each plan that has any. */
export async function deploymentsOfPlans(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const users = new Map<string, string[]>();
  for (const [name, plan] of await pinsOfDeployments(store)) {
    if (plan !== undefined) users.set(plan.name, [...(users.get(plan.name) ?? []), name]);
  }
  return users;
}
