import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { ParameterSchema } from '../hot/parameter.ts';
import { parametersToJsonSchema } from '../hot/parameter-json-schema.ts';
import type { Value } from '../hot/value.ts';
import type { Plan } from '../plan/plan.ts';
import { adoptPlan } from '../store/adopt-plan.ts';
import { type ExportedPlan, type ExportForm, exportPlan as exportStoredPlan } from '../store/export-plan.ts';
import { withFetchedPlan } from '../store/fetch-plan.ts';
import { parseGitSource } from '../store/git-source.ts';
import { checkName } from '../store/names.ts';
import type { PlanTree } from '../store/plan-tree.ts';
import {
  commitPlan,
  deletePlan as deleteStoredPlan,
  diffPlan as diffStoredPlan,
  findPlanVersion,
  listPlans as listStoredPlans,
  type PlanVersion,
  planExists,
  planRepositoryPath,
  planVersions,
} from '../store/plans.ts';
import { validatePlan } from '../validate/validate-plan.ts';
import { deploymentsOfPlans } from './deployment-reading.ts';
import type { Carry, Operation, OperationContext } from './operation.ts';
import { done, type Failed, failureOf, invalid, type Outcome, refused } from './outcome.ts';
import { describeTree, loadPlan, parsePlanReference, textOfPlan } from './plan-reading.ts';
import { rootTemplate } from './root-template.ts';

/** `plan import`: files become the newest version of a plan. Refused with every problem that the plan has by itself. */
export type ImportPlan = Operation<
  { readonly tree: PlanTree; readonly name?: string; readonly message?: string },
  { readonly name: string; readonly version: string; readonly isNew: boolean }
>;

export const importPlan: Carry<ImportPlan> = async ({ tree, name, message }, { store }) => {
  const wrong = name === undefined ? undefined : checkName('plan', name);
  if (wrong !== undefined) return invalid([wrong]);
  const checked = checkTree(name, tree);
  if (checked.kind !== 'checked') return checked;
  const { plan, problems } = checked;
  const committed = await commitPlan(store, plan.name, tree, message ?? `Import ${plan.name}`);
  if (committed.value === undefined) return invalid(committed.problems);
  return done({ name: plan.name, ...committed.value }, problems, textOfPlan(plan));
};

interface CheckedTree {
  readonly kind: 'checked';
  readonly plan: Plan;
  /** Warnings only. */
  readonly problems: readonly Diagnostic[];
}

/** Reads files as the plan that they are to become, with all that is wrong with it by itself. */
function checkTree(name: string | undefined, tree: PlanTree): CheckedTree | Failed {
  const described = describeTree(name, tree);
  const plan = described.value;
  if (plan === undefined) return invalid(described.problems);
  const problems = [...described.problems, ...validatePlan(plan)];
  return failureOf(problems, textOfPlan(plan)) ?? { kind: 'checked', plan, problems };
}

/** `plan import` of a repository elsewhere: the commit that is fetched becomes the newest version, history and all. */
export type FetchPlan = Operation<
  { readonly source: string; readonly name?: string; readonly message?: string },
  ImportPlan['result'] & {
    /** Where it came from, without a password, and the commit there. */
    readonly source: { readonly url: string; readonly commit: string };
  }
>;

export const fetchPlan: Carry<FetchPlan> = async (input, { store }) => {
  const wrong = input.name === undefined ? undefined : checkName('plan', input.name);
  const source = parseGitSource(input.source);
  if (wrong !== undefined || source.value === undefined) {
    return invalid(wrong === undefined ? source.problems : [wrong]);
  }
  return await withFetchedPlan(store, source.value, async (fetched) => {
    if (fetched.value === undefined) return invalid(fetched.problems);
    const checked = checkTree(input.name, fetched.value.tree);
    if (checked.kind !== 'checked') return checked;
    const { plan, problems } = checked;
    const { commit } = fetched.value;
    const { url, directory } = fetched.value.source;
    // A part of a repository has no history of its own there: it becomes a version like a directory does.
    const message = input.message ?? `Import ${plan.name} from ${directory} of ${url} at ${commit.id}`;
    const imported =
      directory === undefined
        ? await adoptPlan(store, plan.name, fetched.value)
        : await commitPlan(store, plan.name, fetched.value.tree, message);
    if (imported.value === undefined) return invalid(imported.problems);
    const result = { name: plan.name, ...imported.value, source: { url, commit: commit.id } };
    return done(result, problems, textOfPlan(plan));
  });
};

/** `plan export`: a version as files, or as an archive of them. */
export type ExportPlan = Operation<{ readonly plan: string; readonly form: ExportForm }, ExportedPlan>;

export const exportPlan: Carry<ExportPlan> = async (input, { store }) => {
  const { name, version } = parsePlanReference(input.plan);
  const exported = await exportStoredPlan(store, name, version, input.form);
  return exported.value === undefined ? invalid(exported.problems) : done(exported.value);
};

/** `plan list`. */
export type ListPlans = Operation<Record<string, never>, { readonly plans: readonly PlanSummary[] }>;

export interface PlanSummary {
  readonly name: string;
  /** The newest version; null while nothing was pushed into the plan. */
  readonly version: string | null;
  readonly time: string | null;
  readonly message: string | null;
  readonly deployments: readonly string[];
}

export const listPlans: Carry<ListPlans> = async (_input, context) => {
  const users = await deploymentsOfPlans(context.store);
  const plans: PlanSummary[] = [];
  for (const name of listStoredPlans(context.store)) {
    const newest = (await planVersions(context.store, name, 1)).value?.[0];
    plans.push({
      name,
      version: newest?.version ?? null,
      time: newest?.time ?? null,
      message: newest?.message ?? null,
      deployments: users.get(name) ?? [],
    });
  }
  return done({ plans });
};

/** `plan show`: what a plan says of itself at a version. */
export type ShowPlan = Operation<
  { readonly plan: string },
  {
    readonly name: string;
    readonly version: string;
    readonly time: string;
    readonly message: string;
    readonly description: string | null;
    readonly template: string;
    readonly environments: readonly string[];
    readonly parameters: readonly ParameterSummary[];
    readonly outputs: readonly { readonly name: string; readonly description: string | null }[];
    readonly files: readonly string[];
    /** The bare repository that plain git may push into. */
    readonly repository: string;
    readonly deployments: readonly string[];
  }
>;

export interface ParameterSummary {
  readonly name: string;
  readonly type: string;
  readonly description: string | null;
  readonly hidden: boolean;
  readonly required: boolean;
  readonly default?: Value;
}

export const showPlan: Carry<ShowPlan> = async (input, { store }) => {
  const { name, version } = parsePlanReference(input.plan);
  const loaded = await loadPlan(store, name, version);
  if (loaded.value === undefined) return invalid(loaded.problems);
  const { plan, time, message } = loaded.value;
  const template = rootTemplate(plan);
  const parameters = [...(template.value?.parameters.values() ?? [])];
  const outputs = [...(template.value?.outputs.values() ?? [])];
  return done(
    {
      name,
      version: plan.version,
      time,
      message,
      description: plan.description ?? template.value?.description ?? null,
      template: plan.template,
      environments: plan.environments,
      parameters: parameters.map(summarizeParameter),
      outputs: outputs.map((output) => ({ name: output.name, description: output.description ?? null })),
      files: plan.files.paths,
      repository: planRepositoryPath(store, name),
      deployments: (await deploymentsOfPlans(store)).get(name) ?? [],
    },
    [...loaded.problems, ...template.problems],
    textOfPlan(plan),
  );
};

function summarizeParameter(schema: ParameterSchema): ParameterSummary {
  return {
    name: schema.name,
    type: schema.type,
    description: schema.description ?? schema.label ?? null,
    hidden: schema.hidden,
    required: schema.default === undefined,
    // What is hidden is no better shown because it is a default.
    ...(schema.default === undefined || schema.hidden ? {} : { default: schema.default }),
  };
}

/** `plan log`. */
export type LogPlan = Operation<
  { readonly name: string },
  { readonly name: string; readonly versions: readonly PlanVersion[] }
>;

export const logPlan: Carry<LogPlan> = async ({ name }, { store }) => {
  const versions = await planVersions(store, name);
  return versions.value === undefined ? invalid(versions.problems) : done({ name, versions: versions.value });
};

/** `plan diff`: from one version to another, or to the newest. */
export type DiffPlan = Operation<
  { readonly name: string; readonly from: string; readonly to?: string },
  { readonly name: string; readonly from: string; readonly to: string; readonly diff: string }
>;

export const diffPlan: Carry<DiffPlan> = async ({ name, from, to }, { store }) => {
  const [old, fresh] = [await findPlanVersion(store, name, from), await findPlanVersion(store, name, to)];
  if (old.value === undefined || fresh.value === undefined) {
    return invalid(old.value === undefined ? old.problems : fresh.problems);
  }
  const diff = await diffStoredPlan(store, name, old.value.version, fresh.value.version);
  if (diff.value === undefined) return invalid(diff.problems);
  return done({ name, from: old.value.version, to: fresh.value.version, diff: diff.value });
};

/** `plan schema`: the JSON Schema of the parameters, as a JSON text. */
export type SchemaOfPlan = Operation<
  { readonly plan: string },
  { readonly name: string; readonly version: string; readonly schema: string }
>;

export const schemaOfPlan: Carry<SchemaOfPlan> = async (input, { store }) => {
  const { name, version } = parsePlanReference(input.plan);
  const loaded = await loadPlan(store, name, version);
  if (loaded.value === undefined) return invalid(loaded.problems);
  const template = rootTemplate(loaded.value.plan);
  if (template.value === undefined) return invalid(template.problems, textOfPlan(loaded.value.plan));
  const schema = JSON.stringify(parametersToJsonSchema(template.value), null, 2);
  return done({ name, version: loaded.value.plan.version, schema });
};

/** `plan delete`: refused while deployments use it. */
export type DeletePlan = Operation<{ readonly name: string }, { readonly name: string }>;

export const deletePlan: Carry<DeletePlan> = async ({ name }, context) => {
  if (!planExists(context.store, name)) return unknownPlan(name, context);
  const users = (await deploymentsOfPlans(context.store)).get(name) ?? [];
  if (users.length > 0) {
    const hint = `Delete them first, or set them to another plan: ${users.slice(0, 10).join(', ')}`;
    return refused([
      problem('plan-used', `The plan '${name}' is used by ${count(users.length, 'deployment')}`, { hint }),
    ]);
  }
  const deleted = deleteStoredPlan(context.store, name);
  return deleted.value === undefined ? invalid(deleted.problems) : done({ name });
};

function unknownPlan(name: string, { store }: OperationContext): Outcome<never> {
  const near = nearest(name, listStoredPlans(store));
  const hint = near === undefined ? "'tyto plan list' shows them" : `Did you mean '${near}'?`;
  return invalid([problem('plan-unknown', `There is no plan '${name}'`, { hint })]);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
