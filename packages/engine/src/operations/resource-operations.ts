import { nearest } from '../diagnostics/nearest.ts';
import { Failure } from '../hot/scope.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { unfoldMeans } from '../preview/preview-changes.ts';
import { unfoldByState } from '../preview/unfold-by-state.ts';
import type { Instance } from '../state/state.ts';
import { listDeployments } from '../store/inputs.ts';
import { secretsOf } from '../store/secrets.ts';
import { loadState } from '../store/state-store.ts';
import { loadInputs } from './deployment-reading.ts';
import type { Carry, Operation, OperationContext } from './operation.ts';
import { done, type Failed, invalid, invalidBecause } from './outcome.ts';
import { readStoredGraph } from './revision-reading.ts';

/** `resource list`: what is deployed. */
export type ListResources = Operation<
  { readonly name: string },
  { readonly deployment: string; readonly resources: readonly ResourceSummary[] }
>;

export interface ResourceSummary {
  readonly address: string;
  readonly type: string;
  readonly instance: string;
  readonly role: Instance['role'];
  readonly status: Instance['status'];
  readonly node: string | null;
}

export const listResources: Carry<ListResources> = async ({ name }, context) => {
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  const { instances } = loadState(context.store, name);
  return done({ deployment: name, resources: [...instances.values()].map(summarize) });
};

/** What lists tell of an instance. */
export function summarize({ address, type, id, role, status, node }: Instance): ResourceSummary {
  return { address, type, instance: id, role, status, node: node ?? null };
}

/** `resource show`: all instances at an address, with the values that they have. */
export type ShowResource = Operation<
  { readonly name: string; readonly address: string },
  { readonly deployment: string; readonly instances: readonly ShownInstance[] }
>;

export interface ShownInstance extends ResourceSummary {
  readonly requires: readonly string[];
  readonly createdBy: string;
  readonly properties: ValueMap;
  readonly inputs: ValueMap | null;
  readonly attributes: ValueMap;
}

export const showResource: Carry<ShowResource> = async ({ name, address }, context) => {
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  const all = [...loadState(context.store, name).instances.values()];
  const found = all.filter((each) => each.address === address);
  if (found.length === 0) {
    const near = nearest(address, new Set(all.map((each) => each.address)));
    const hint = near === undefined ? `'tyto resource list ${name}' shows them` : `Did you mean '${near}'?`;
    return invalidBecause('address-unknown', `Nothing is deployed at '${address}' in '${name}'`, hint);
  }
  return done({
    deployment: name,
    instances: found.map((each) => ({
      ...summarize(each),
      requires: each.requires,
      createdBy: each.createdBy,
      properties: each.properties,
      inputs: each.inputs ?? null,
      attributes: each.attributes,
    })),
  });
};

/** `outputs`: of the revision that is applied, worked out from what is deployed. */
export type ReadOutputs = Operation<
  { readonly name: string; readonly output?: string },
  { readonly deployment: string; readonly outputs: readonly DeploymentOutput[] }
>;

export interface DeploymentOutput {
  readonly name: string;
  readonly description: string | null;
  readonly value: Value;
}

export const readOutputs: Carry<ReadOutputs> = async ({ name, output }, context) => {
  const { store } = context;
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  const state = loadState(store, name);
  if (state.revision === undefined) {
    return invalidBecause('output-unknown', `Nothing of '${name}' is applied`, `Run 'tyto apply ${name}' first`);
  }
  const stored = await readStoredGraph(store, name, state.revision);
  if (stored.value === undefined) return invalid(stored.problems);
  const declared = stored.value.graph.outputs;
  if (output !== undefined && !declared.has(output)) {
    const near = nearest(output, declared.keys());
    const hint = near === undefined ? `One of: ${[...declared.keys()].join(', ')}` : `Did you mean '${near}'?`;
    return invalidBecause('output-unknown', `'${name}' has no output '${output}'`, hint);
  }
  const means = unfoldMeans({ deployment: name, reveal: secretsOf(store).reveal });
  const { known } = unfoldByState(stored.value.graph, state, means);
  const outputs = [...declared].filter(([each]) => output === undefined || each === output);
  return done({
    deployment: name,
    outputs: outputs.map(([each, { value, description }]) => {
      const resolved = known.resolve(value);
      return { name: each, description: description ?? null, value: resolved instanceof Failure ? null : resolved };
    }),
  });
};

/** What is deployed may outlive damaged inputs, so a deployment is known by its name alone. */
export async function unknownDeployment(name: string, { store }: OperationContext): Promise<Failed | undefined> {
  if ((await listDeployments(store)).includes(name)) return undefined;
  return invalid((await loadInputs(store, name)).problems);
}
