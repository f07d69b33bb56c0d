import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import { type DeploymentInputs, inventoryFile } from '../plan/deployment-inputs.ts';
import { writeInputs as inputFiles } from '../plan/write-inputs.ts';
import { deleteDeployment as deleteStored } from '../store/delete-deployment.ts';
import { listDeployments as listStored, logInputs, writeInputs } from '../store/inputs.ts';
import { lockHolder } from '../store/locks.ts';
import { checkName } from '../store/names.ts';
import { logRevisions } from '../store/revisions.ts';
import { listRuns } from '../store/runs.ts';
import { putSecret, revealSecret } from '../store/secrets.ts';
import { loadState } from '../store/state-store.ts';
import { loadInputs, pinsOfDeployments } from './deployment-reading.ts';
import { describeInputChanges, type InputDifference } from './describe-input-changes.ts';
import type { InputChanges } from './input-changes.ts';
import type { Carry, Operation, OperationContext } from './operation.ts';
import { done, type Failed, invalid, type Outcome, refused } from './outcome.ts';
import { loadPlan, parsePlanReference, textOfPlan } from './plan-reading.ts';
import { prepareInputs } from './prepare-inputs.ts';
import { refusedWhileUnfinished } from './unfinished-run.ts';

/** What became of a deployment's inputs. */
export interface InputsWritten {
  readonly deployment: string;
  readonly plan: { readonly name: string; readonly version: string };
  /** The commit of the inputs. */
  readonly commit: string;
  /** Empty where all is as it was: then no commit was made. */
  readonly changes: readonly InputDifference[];
}

/** `deployment create`: needs a plan and an inventory. */
export type CreateDeployment = Operation<{ readonly name: string; readonly changes: InputChanges }, InputsWritten>;

export const createDeployment: Carry<CreateDeployment> = async ({ name, changes }, context) => {
  const problems: Diagnostic[] = [];
  const wrong = checkName('deployment', name);
  if (wrong !== undefined) problems.push(wrong);
  if (changes.plan === undefined) problems.push(lacks('plan', '--plan PLAN'));
  if (changes.inventory === undefined) problems.push(lacks('inventory', '--inventory FILE'));
  if (hasErrors(problems)) return invalid(problems);
  if ((await listStored(context.store)).includes(name)) {
    const hint = `'tyto deployment set ${name}' changes its inputs`;
    return invalid([problem('deployment-exists', `There is a deployment '${name}' already`, { hint })]);
  }
  return writeChanges({ name, changes, present: undefined, parent: null }, context);
};

function lacks(what: string, option: string): Diagnostic {
  return problem('usage', `A deployment needs ${what === 'inventory' ? 'an' : 'a'} ${what}`, {
    hint: `Give ${option}`,
  });
}

/** `deployment set`: changes inputs, and applies nothing. */
export type SetDeployment = Operation<{ readonly name: string; readonly changes: InputChanges }, InputsWritten>;

export const setDeployment: Carry<SetDeployment> = async ({ name, changes }, context) => {
  const loaded = await loadInputs(context.store, name);
  if (loaded.value === undefined) return invalid(loaded.problems);
  const { inputs, stored } = loaded.value;
  return writeChanges({ name, changes, present: inputs, parent: stored.commit }, context);
};

interface WriteRequest {
  readonly name: string;
  readonly changes: InputChanges;
  readonly present: DeploymentInputs | undefined;
  readonly parent: string | null;
}

async function writeChanges(request: WriteRequest, { store }: OperationContext): Promise<Outcome<InputsWritten>> {
  const { name, changes, present } = request;
  const reference = changes.plan === undefined ? present?.plan : parsePlanReference(changes.plan);
  if (reference === undefined) return invalid([lacks('plan', '--plan PLAN')]);
  const loaded = await loadPlan(store, reference.name, reference.version);
  if (loaded.value === undefined) return invalid(loaded.problems);
  const { plan } = loaded.value;
  const prepared = prepareInputs({
    deployment: name,
    plan,
    present,
    changes,
    reveal: (secret, version) => revealSecret(store, secret, version),
  });
  if (prepared.build === undefined) return invalid(prepared.problems, textOfPlan(plan));
  const inputs = prepared.build((secret, value) => putSecret(store, secret, value));
  const differences = describeInputChanges(present, inputs);
  const message = present === undefined ? `Create ${name}` : messageOf(name, differences);
  const written = await writeInputs(store, name, { files: inputFiles(inputs), message, parent: request.parent });
  if (written.value === undefined) return invalid(written.problems);
  const result = {
    deployment: name,
    plan: { name: plan.name, version: plan.version },
    commit: written.value.commit,
    changes: differences,
  };
  return done(result, prepared.problems, textOfPlan(plan));
}

function messageOf(name: string, differences: readonly InputDifference[]): string {
  const named = differences.map((each) => each.what);
  const more = named.length > 3 ? ` and ${named.length - 3} more` : '';
  return `Set ${named.slice(0, 3).join(', ')}${more} of ${name}`;
}

/** `deployment list`. */
export type ListDeployments = Operation<Record<string, never>, { readonly deployments: readonly DeploymentSummary[] }>;

export interface DeploymentSummary {
  readonly name: string;
  readonly plan: { readonly name: string; readonly version: string } | null;
  /** The revision that is applied. */
  readonly revision: string | null;
  readonly resources: number;
  /** The latest run. */
  readonly run: { readonly id: string; readonly status: string } | null;
}

export const listDeployments: Carry<ListDeployments> = async (_input, context) => {
  const pins = await pinsOfDeployments(context.store);
  return done({ deployments: [...pins].map(([name, plan]) => summarize(name, plan ?? null, context)) });
};

function summarize(name: string, plan: DeploymentSummary['plan'], { store }: OperationContext): DeploymentSummary {
  const state = loadState(store, name);
  const [run] = listRuns(store, name, 1);
  return {
    name,
    plan,
    revision: state.revision ?? null,
    resources: [...state.instances.values()].filter((each) => each.role === 'current').length,
    run: run === undefined ? null : { id: run.id, status: run.status },
  };
}

/** `deployment show`: inputs, and what is deployed. */
export type ShowDeployment = Operation<{ readonly name: string }, ShownDeployment>;

export interface ShownDeployment extends DeploymentSummary {
  readonly inputs: string;
  readonly time: string;
  readonly environments: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly secret: string | null;
  }[];
  readonly nodes: readonly string[];
  readonly lock: { readonly run: string; readonly since: string; readonly pid: number; readonly host: string } | null;
}

export const showDeployment: Carry<ShowDeployment> = async ({ name }, context) => {
  const loaded = await loadInputs(context.store, name);
  if (loaded.value === undefined) return invalid(loaded.problems);
  const { inputs, stored } = loaded.value;
  const inventory = parseInventory(inputs.inventory, inventoryFile);
  const holder = lockHolder(context.store, name)?.holder;
  return done({
    ...summarize(name, inputs.plan, context),
    inputs: stored.commit,
    time: stored.time,
    environments: inputs.environments.map(({ kind, path }) => (kind === 'plan' ? `plan:${path}` : path)),
    parameters: [...inputs.parameters].map(([parameter, value]) =>
      typeof value === 'string'
        ? { name: parameter, value, secret: null }
        : { name: parameter, value: null, secret: `${value.name}@${value.version}` },
    ),
    nodes: [...(inventory.value?.nodes.keys() ?? [])],
    lock: holder === undefined ? null : { run: holder.run, since: holder.since, pid: holder.pid, host: holder.host },
  });
};

/** `deployment log`: commits of the inputs and revisions that were applied, newest first. */
export type LogDeployment = Operation<
  { readonly name: string },
  { readonly name: string; readonly entries: readonly DeploymentLogEntry[] }
>;

export interface DeploymentLogEntry {
  readonly what: 'inputs' | 'revision';
  readonly commit: string;
  readonly time: string;
  readonly message: string;
}

export const logDeployment: Carry<LogDeployment> = async ({ name }, { store }) => {
  const inputs = await logInputs(store, name);
  if (inputs.value === undefined) return invalid(inputs.problems);
  const revisions = await logRevisions(store, name);
  const entries = [
    ...inputs.value.map(({ id, time, message }) => ({ what: 'inputs' as const, commit: id, time, message })),
    ...revisions.map(({ id, time, message }) => ({ what: 'revision' as const, commit: id, time, message })),
  ];
  return done({ name, entries: entries.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0)) });
};

/** `deployment delete`: refused while anything is deployed or a run is not finished. */
export type DeleteDeployment = Operation<{ readonly name: string }, { readonly name: string }>;

export const deleteDeployment: Carry<DeleteDeployment> = async ({ name }, context) => {
  const { store } = context;
  const loaded = await loadInputs(store, name);
  if (loaded.value === undefined && !(await listStored(store)).includes(name)) return invalid(loaded.problems);
  const failure = refusedWhileUnfinished(store, name) ?? refusedWhileDeployed(name, context);
  if (failure !== undefined) return failure;
  await deleteStored(store, name);
  return done({ name });
};

function refusedWhileDeployed(name: string, { store }: OperationContext): Failed | undefined {
  const number = loadState(store, name).instances.size;
  if (number === 0) return undefined;
  const what = number === 1 ? '1 resource' : `${number} resources`;
  return refused([
    problem('deployment-deployed', `${what} of '${name}' ${number === 1 ? 'is' : 'are'} still deployed`, {
      hint: `Run 'tyto remove ${name}' first`,
    }),
  ]);
}
