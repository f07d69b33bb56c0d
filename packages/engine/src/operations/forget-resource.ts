import { forgetInstance } from '../apply/forget-instance.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Instance } from '../state/state.ts';
import { transaction } from '../store/database.ts';
import { loadState } from '../store/state-store.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalidBecause, type Outcome } from './outcome.ts';
import { type ResourceSummary, summarize, unknownDeployment } from './resource-operations.ts';
import { refusedByHolder, refusedWhileUnfinished } from './unfinished-run.ts';

/**
 * `resource forget`: lets go of what is deployed at an address, or of one instance by its id, as it is: what can't be
 * removed, or is somebody else's from now on. Refused while a run is unfinished. `look` changes nothing.
 */
export type ForgetResource = Operation<
  { readonly name: string; readonly resource: string; readonly look?: boolean },
  ForgottenResource
>;

export interface ForgottenResource {
  readonly deployment: string;
  readonly resource: ResourceSummary;
  /** Addresses of what is deployed and came after it. */
  readonly requiredBy: readonly string[];
  /** The node on which an action whose end is not known may still run for it. */
  readonly mayStillRun: string | null;
  /** The run that tells of it; null where it was only looked at. */
  readonly run: string | null;
}

export const forgetResource: Carry<ForgetResource> = async ({ name, resource, look = false }, context) => {
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  const { store } = context;
  return transaction(store.database(), (): Outcome<ForgottenResource> => {
    const unfinished = refusedWhileUnfinished(store, name);
    if (unfinished !== undefined) return unfinished;
    const all = [...loadState(store, name).instances.values()];
    const found = choose(all, name, resource);
    if ('problems' in found) return found;
    const forgotten = look ? undefined : forgetInstance(store, name, found.id);
    if (forgotten?.kind === 'held') return refusedByHolder(name, forgotten.holder);
    if (forgotten?.kind === 'gone') return nothingAt(all, name, resource);
    const after = all.filter(({ id, requires }) => id !== found.id && requires.includes(found.address));
    return done({
      deployment: name,
      resource: summarize(found),
      requiredBy: [...new Set(after.map(({ address }) => address))],
      mayStillRun: found.unended?.node ?? null,
      run: forgotten?.run ?? null,
    });
  });
};

function choose(all: readonly Instance[], name: string, resource: string): Instance | Failed {
  const found = all.filter(({ id, address }) => id === resource || address === resource);
  const [one, other] = found;
  if (one === undefined) return nothingAt(all, name, resource);
  if (other === undefined) return one;
  const ids = found.map(({ id, role }) => `'${id}' (${role})`).join(', ');
  return invalidBecause(
    'address-ambiguous',
    `'${resource}' of '${name}' has ${found.length} instances: ${ids}`,
    `Name one by its id; 'tyto resource show ${name} ${resource}' tells of them`,
  );
}

function nothingAt(all: readonly Instance[], name: string, resource: string): Failed {
  const near = nearest(resource, new Set(all.map(({ address }) => address)));
  const hint = near === undefined ? `'tyto resource list ${name}' shows what is` : `Did you mean '${near}'?`;
  return invalidBecause('address-unknown', `Nothing is deployed at '${resource}' in '${name}'`, hint);
}
