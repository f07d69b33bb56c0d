import type { Checked } from '../diagnostics/diagnostic.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import { readInputs as parseInputs } from '../plan/read-inputs.ts';
import { type Inputs, listDeployments, readInputs as readStoredInputs } from '../store/inputs.ts';
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

/** The deployments of each plan that has any. Deployments whose inputs can't be read are passed over. */
export async function deploymentsOfPlans(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const users = new Map<string, string[]>();
  for (const name of await listDeployments(store)) {
    const plan = (await loadInputs(store, name)).value?.inputs.plan.name;
    if (plan !== undefined) users.set(plan, [...(users.get(plan) ?? []), name]);
  }
  return users;
}
