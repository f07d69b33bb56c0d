import { type Checked, type Diagnostic, hasErrors, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { Environment, Given } from '../hot/environment.ts';
import { mergeAsClient } from '../hot/merge-as-client.ts';
import { type MergeOptions, mergeEnvironments } from '../hot/merge-environments.ts';
import { emptyEnvironment, parseEnvironment } from '../hot/parse-environment.ts';
import { type Override, type ResolvedParameter, resolveParameters } from '../hot/resolve-parameters.ts';
import { resolveValue } from '../hot/resolve-value.ts';
import { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import { type Secret, Unknown, type Value } from '../hot/value.ts';
import { type DeploymentInputs, inputsFile } from './deployment-inputs.ts';
import type { Plan } from './plan.ts';
import { inputsPrefix, type PlanFiles, planFilesOf, withInputs } from './plan-files.ts';
import { readTextFile } from './read-text-file.ts';
import { type TemplateCache, templateCache } from './template-cache.ts';

/** A plan with its inputs: all that decides what is rendered. */
export interface LoadedStack {
  readonly kind: 'LoadedStack';
  readonly plan: Plan;
  /** The files of the plan and, under `inputs:`, of the inputs. */
  readonly files: PlanFiles;
  readonly template: Template;
  /** The environments in the order in which they are merged; secrets that they name are not put in. */
  readonly layers: readonly EnvironmentLayer[];
  /** All environments merged; secrets that its values name are in it as `Tainted`. */
  readonly environment: Environment;
  /** The parameters of the root template. Hidden ones are as they were given. */
  readonly parameters: ReadonlyMap<string, ResolvedParameter>;
  readonly templates: TemplateCache;
}

/** One environment, by its path among the stack's files. */
export interface EnvironmentLayer {
  readonly path: string;
  readonly environment: Environment;
}

/** Gives the value of a secret; undefined where there is none. */
export type RevealSecret = (name: string, version: number) => Value | undefined;

/**
 * Puts a plan and a deployment's inputs together: parses the root template, merges the plan's environments and then
 * those of the inputs in their order, and gives every parameter its value; what was set by name wins. Gives all problems
 * at once, and no stack where there is no root template to go on with.
 */
export function loadStack(plan: Plan, inputs: DeploymentInputs, reveal: RevealSecret): CheckedStack {
  const problems: Diagnostic[] = [];
  const paths = [
    ...plan.environments,
    ...inputs.environments.map(({ kind, path }) => (kind === 'plan' ? path : inputsPrefix + path)),
  ];
  const files = withInputs(plan.files, planFilesOf(inputs.files));
  const loaded = assembleStack({ plan, files, paths, given: overrides(inputs, reveal, problems), reveal });
  return { ...loaded, problems: [...loaded.problems, ...problems] };
}

/** What there is of a stack whose root template has errors, and what is wrong with the values of its parameters. */
export interface BrokenStack {
  readonly stack: LoadedStack;
  readonly problems: readonly Diagnostic[];
}

type CheckedStack = Checked<LoadedStack> & { readonly broken?: BrokenStack };

/** What a stack is made of. */
export interface StackParts {
  /** Its template is the root. */
  readonly plan: Plan;
  readonly files: PlanFiles;
  /** The environments among the files, in the order in which they are merged. */
  readonly paths: readonly string[];
  /** How Heat itself merges them. */
  readonly merging?: MergeOptions;
  /** What wins over all of them. */
  readonly given: ReadonlyMap<string, Override>;
  readonly reveal: RevealSecret;
}

/** Parses the root template, merges the environments and gives every parameter its value; else as `loadStack`. */
export function assembleStack({ plan, files, paths, merging, given, reveal }: StackParts): CheckedStack {
  const templates = templateCache(files);
  const problems: Diagnostic[] = [];
  const template = templates.template(plan.template);
  const layers = paths.flatMap((path) => {
    const environment = readEnvironment(files, path, problems);
    return environment === undefined ? [] : [{ path, environment }];
  });
  const environments = layers.map((layer) => layer.environment);
  const types = new Map([...(template?.parameters ?? [])].map(([name, { type }]) => [name, type]));
  const merged =
    plan.merge === 'client' ? mergeAsClient(environments) : mergeEnvironments(environments, types, merging);
  for (const each of merged.problems) problems.push(each);
  const environment = revealEnvironment(merged.value ?? emptyEnvironment, reveal, problems);
  const read = template ?? templates.broken(plan.template);
  if (read === undefined) return { problems: [...templates.problems, ...problems] };
  const resolved = resolveParameters(read, environment, given);
  // What an environment that can't be read gives is not missing.
  const isWhole = layers.length === paths.length;
  const ofValues = resolved.problems.filter(({ code }) => isWhole || code !== 'parameter-missing');
  const parameters = resolved.value ?? new Map();
  const loaded = { plan, files, template: read, layers, environment, parameters, templates };
  const value: LoadedStack = { kind: 'LoadedStack', ...loaded };
  if (template !== undefined) return { value, problems: [...templates.problems, ...problems, ...ofValues] };
  return { problems: [...templates.problems, ...problems], broken: { stack: value, problems: ofValues } };
}

function readEnvironment(files: PlanFiles, path: string, problems: Diagnostic[]): Environment | undefined {
  const text = readTextFile(files, path, undefined);
  if (typeof text !== 'string') {
    problems.push(text);
    return undefined;
  }
  const read = parseEnvironment(text, path);
  for (const each of read.problems) problems.push(each);
  return hasErrors(read.problems) ? undefined : read.value;
}

/** The values that were set by name. A secret among them that is not in the store is told. */
export function overrides(
  inputs: DeploymentInputs,
  reveal: RevealSecret,
  problems: Diagnostic[],
): ReadonlyMap<string, Override> {
  const given = new Map<string, Override>();
  for (const [name, value] of inputs.parameters) {
    const revealed = revealValue(
      typeof value === 'string' ? value : new Unknown(value),
      name,
      reveal,
      undefined,
      problems,
    );
    given.set(name, { value: revealed });
  }
  return given;
}

function revealEnvironment(environment: Environment, reveal: RevealSecret, problems: Diagnostic[]): Environment {
  const revealAll = (all: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> =>
    new Map(
      [...all].map(([name, given]) => [
        name,
        { ...given, value: revealValue(given.value, name, reveal, given.at, problems) },
      ]),
    );
  return {
    ...environment,
    parameters: revealAll(environment.parameters),
    parameterDefaults: revealAll(environment.parameterDefaults),
  };
}

/** The value with the secrets that it names put in, tainted. A secret that is not in the store is told. */
function revealValue(
  value: Value,
  parameter: string,
  reveal: RevealSecret,
  at: Position | undefined,
  problems: Diagnostic[],
): Value {
  const missing = (secret: Secret): undefined => {
    problems.push(
      problem('secret-missing', `The secret ${secret.name}@${secret.version} is not in the store`, {
        at: at ?? { file: inputsFile, line: 1, column: 1 },
        path: formatPath(['parameters', parameter]),
        hint: `Set "${parameter}" again`,
      }),
    );
    return undefined;
  };
  const revealed = resolveValue(value, {
    attribute: () => undefined,
    reference: () => undefined,
    secret: (secret) => reveal(secret.name, secret.version) ?? missing(secret),
  });
  return revealed instanceof Failure ? value : revealed;
}
