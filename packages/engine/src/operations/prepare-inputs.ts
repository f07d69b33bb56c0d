import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { Secret, Value } from '../hot/value.ts';
import { findInventorySecrets } from '../inventory/inventory-secrets.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import {
  type DeploymentInputs,
  type EnvironmentInput,
  inventoryFile,
  type SetValue,
} from '../plan/deployment-inputs.ts';
import { loadStack, type RevealSecret } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import { inputsPrefix, planFilesOf, withInputs } from '../plan/plan-files.ts';
import { hiddenParameters, hideInEnvironment, type KeepSecret, type TakenOut, takeOut } from './hidden-parameters.ts';
import { asGiven, type InputChanges } from './input-changes.ts';
import { uniqueProblems } from './unique-problems.ts';

export interface PrepareRequest {
  readonly deployment: string;
  readonly plan: Plan;
  /** The inputs that are changed; undefined where a deployment is created. */
  readonly present: DeploymentInputs | undefined;
  readonly changes: InputChanges;
  readonly reveal: RevealSecret;
}

/** Inputs that may be committed once their secrets are kept, with all that was found on the way. */
export interface PreparedInputs {
  /** Keeps the secrets and gives the inputs with the versions that they have. Absent where there are errors. */
  readonly build?: (keep: KeepSecret) => DeploymentInputs;
  readonly problems: readonly Diagnostic[];
}

/**
 * Puts a deployment's new inputs together and checks them. Nothing is kept or committed: where anything is wrong, all of
 * it is told and nothing changes. A parameter that still lacks its value is only a warning.
 */
export function prepareInputs(request: PrepareRequest): PreparedInputs {
  const { plan, changes } = request;
  const files = filesOf(request);
  const hidden = hiddenParameters(withInputs(plan.files, planFilesOf(files)));
  const problems = [...checkArguments(request, hidden), ...checkInventory(request)];
  const pending = new Map<string, Value>();
  const trial = buildInputs(request, files, hidden, (name, value) => {
    pending.set(name, value);
    return { kind: 'secret', name, version: 0 };
  });
  problems.push(...trial.problems);
  if (trial.inputs !== undefined) {
    const reveal: RevealSecret = (name, version) => (version === 0 ? pending.get(name) : request.reveal(name, version));
    const found = loadStack(plan, trial.inputs, reveal).problems;
    problems.push(...found.map((each) => withPlaceBefore(withoutMissing(each), trial.before)));
  }
  const named = asGiven(changes.environments ?? []);
  const told = uniqueProblems(problems).map((each) =>
    each.at === undefined ? each : { ...each, at: { ...each.at, file: named(each.at.file) } },
  );
  if (hasErrors(told) || trial.inputs === undefined) return { problems: told };
  return {
    problems: told,
    build: (keep) => {
      const built = buildInputs(request, files, hidden, keep).inputs;
      if (built === undefined) throw new Error('inputs that were sound are no longer');
      return built;
    },
  };
}

/** What is missing may be set later; only applying needs it. */
function withoutMissing(each: Diagnostic): Diagnostic {
  if (each.code !== 'parameter-missing') return each;
  return { ...each, severity: 'warning', hint: 'Set it before the deployment is applied' };
}

function withPlaceBefore(each: Diagnostic, before: Built['before']): Diagnostic {
  const placeOf = each.at === undefined ? undefined : before.get(each.at.file);
  return each.at === undefined || placeOf === undefined ? each : { ...each, at: placeOf(each.at) };
}

function filesOf({ present, changes }: PrepareRequest): ReadonlyMap<string, string> {
  if (changes.environments === undefined) return present?.files ?? new Map();
  const files = new Map<string, string>();
  for (const each of changes.environments) {
    if (each.kind === 'file') for (const [path, text] of each.collected.files) files.set(path, text);
  }
  return files;
}

function environmentsOf({ present, changes }: PrepareRequest): readonly EnvironmentInput[] {
  return (
    changes.environments?.map((each) => ({
      kind: each.kind,
      path: each.kind === 'plan' ? each.path : each.collected.path,
    })) ??
    present?.environments ??
    []
  );
}

function checkArguments({ changes, present }: PrepareRequest, hidden: ReadonlySet<string>): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const { parameter } of changes.set ?? []) {
    if (!hidden.has(parameter)) continue;
    problems.push(
      problem('secret-argument', `Parameter "${parameter}" is hidden and must not stand in an argument`, {
        path: formatPath(['parameters', parameter]),
        hint: `Arguments can be seen by others: use --set-file ${parameter}=FILE, or --set-file ${parameter}=- to type it or read it from standard input`,
      }),
    );
  }
  const given = [...(changes.set ?? []), ...(changes.setPrivately ?? [])].map((each) => each.parameter);
  for (const parameter of new Set(given.filter((each, index) => given.indexOf(each) !== index))) {
    problems.push(problem('usage', `Parameter "${parameter}" is set twice`, { hint: 'Set it once' }));
  }
  const known = present?.parameters ?? new Map<string, SetValue>();
  for (const parameter of changes.unset ?? []) {
    if (known.has(parameter) && !given.includes(parameter)) continue;
    const near = nearest(parameter, known.keys());
    problems.push(
      problem('parameter-unknown', `Parameter "${parameter}" is not set by name, so it can't be unset`, {
        ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
      }),
    );
  }
  return problems;
}

/** Told of the text as it was given, so that places are right. */
function checkInventory({ changes }: PrepareRequest): readonly Diagnostic[] {
  const { inventory } = changes;
  return inventory === undefined ? [] : parseInventory(inventory.text, inventory.file).problems;
}

interface Built {
  readonly inputs?: DeploymentInputs;
  readonly problems: readonly Diagnostic[];
  /** By file: the places that its parts had before secrets were taken out. */
  readonly before: ReadonlyMap<string, TakenOut['before']>;
}

function buildInputs(
  request: PrepareRequest,
  files: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
  keep: KeepSecret,
): Built {
  const { deployment, plan, present, changes } = request;
  const problems: Diagnostic[] = [];
  const environments = environmentsOf(request);
  const hiddenFiles = new Map(files);
  const before: Map<string, TakenOut['before']> = new Map();
  for (const { kind, path } of environments) {
    const text = kind === 'file' ? files.get(path) : undefined;
    if (text === undefined) continue;
    const place = path.replace(/^environments\//, '');
    const name = (keys: readonly string[]): string => secretName(deployment, place, keys);
    const written = hideInEnvironment(text, inputsPrefix + path, hidden, name, keep);
    problems.push(...written.problems);
    if (written.value === undefined) continue;
    hiddenFiles.set(path, written.value.text);
    before.set(inputsPrefix + path, written.value.before);
  }
  const inventory = inventoryOf(request, keep, problems);
  if (inventory === undefined || hasErrors(problems)) return { problems, before };
  const inputs: DeploymentInputs = {
    kind: 'DeploymentInputs',
    plan: { name: plan.name, version: plan.version },
    environments,
    parameters: parametersOf(deployment, present, changes, hidden, keep),
    inventory,
    files: hiddenFiles,
  };
  return { inputs, problems, before };
}

function inventoryOf(request: PrepareRequest, keep: KeepSecret, problems: Diagnostic[]): string | undefined {
  const given = request.changes.inventory;
  if (given === undefined) return request.present?.inventory;
  const name = (keys: readonly string[]): string => secretName(request.deployment, inventoryFile, keys);
  const found = findInventorySecrets(given.text, given.file);
  const written = takeOut(given.text, given.file, found, name, keep);
  problems.push(...written.problems);
  return written.value?.text;
}

function parametersOf(
  deployment: string,
  present: DeploymentInputs | undefined,
  changes: InputChanges,
  hidden: ReadonlySet<string>,
  keep: KeepSecret,
): ReadonlyMap<string, SetValue> {
  const parameters = new Map<string, SetValue>(present?.parameters);
  for (const parameter of changes.unset ?? []) parameters.delete(parameter);
  for (const { parameter, text } of changes.set ?? []) parameters.set(parameter, text);
  for (const { parameter, text } of changes.setPrivately ?? []) parameters.set(parameter, withoutLineEnd(text));
  for (const [parameter, value] of parameters) {
    if (typeof value !== 'string' || !hidden.has(parameter)) continue;
    parameters.set(parameter, secretOf(keep(secretName(deployment, 'parameters', [parameter]), value)));
  }
  return parameters;
}

function secretOf({ name, version }: Secret): Secret {
  return { kind: 'secret', name, version };
}

/** A text of one line loses the newline that editors and `echo` put behind it; one of several lines is kept as it is. */
function withoutLineEnd(text: string): string {
  return /^[^\n]*\n$/.test(text) ? text.replace(/\r?\n$/, '') : text;
}

/** Names a secret after the place that it was taken from. */
function secretName(deployment: string, place: string, keys: readonly string[]): string {
  return [deployment, place, ...keys].join('/').replaceAll(/[^A-Za-z0-9_./%:-]/g, '_');
}
