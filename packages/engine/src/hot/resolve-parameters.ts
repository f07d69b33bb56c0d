import { type Checked, type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { formatPath } from '../diagnostics/path.ts';
import { checkConstraints, checkDefault } from './check-constraints.ts';
import { coerceParameter } from './coerce-parameter.ts';
import type { Environment } from './environment.ts';
import type { ParameterSchema } from './parameter.ts';
import { Suggestions } from './suggestions.ts';
import type { Template } from './template.ts';
import type { Value } from './value.ts';

/** A value that is given from outside of any file, or from a place in one. */
export interface Override {
  readonly value: Value;
  readonly at?: Position;
  /** Where its name is written, if that is elsewhere. */
  readonly keyAt?: Position;
}

/** A parameter with the value that it has. */
export interface ResolvedParameter {
  readonly schema: ParameterSchema;
  /** As its type has it. */
  readonly value: Value;
  /** Who said so: overrides or `parameters`; `parameter_defaults`; the template. */
  readonly source: 'given' | 'parameter_defaults' | 'default';
  readonly at?: Position;
}

/**
 * Gives every parameter of a template its value: from the overrides, else from `parameters`, else from
 * `parameter_defaults`, else its default; null counts as not given. Values are coerced to their types and checked. Tells
 * all of: names that the template does not have, parameters without a value, values that do not fit; those parameters
 * are left out. Heat: `parameters.py`, Parameters; wallaby.
 */
export function resolveParameters(
  template: Template,
  environment: Environment,
  overrides: ReadonlyMap<string, Override> = new Map(),
): Checked<ReadonlyMap<string, ResolvedParameter>> {
  const problems: Diagnostic[] = [];
  const suggestions = new Suggestions();
  const strays: string[] = [];
  for (const [name, given] of [...environment.parameters, ...overrides]) {
    if (template.parameters.has(name)) continue;
    problems.push(unknownParameter(name, given, template, suggestions));
    strays.push(name);
  }
  const isMisspelt = misspellings(strays, template);
  const resolved = new Map<string, ResolvedParameter>();
  for (const schema of template.parameters.values()) {
    const found = findValue(schema, environment, overrides);
    if (found === undefined) {
      if (!isMisspelt(schema.name)) problems.push(missingParameter(schema));
      continue;
    }
    const at = found.at ?? schema.at;
    const coerced = coerceParameter(schema, found.value, template.version, at);
    problems.push(...coerced.problems);
    if (coerced.value === undefined) continue;
    problems.push(...newBreaches(schema, found, coerced.value, at));
    resolved.set(schema.name, Object.freeze({ schema, ...found, value: coerced.value }));
  }
  return { value: resolved, problems };
}

/** Whether a parameter has no value because its name is misspelt where it is given: that was told. */
function misspellings(strays: readonly string[], { parameters }: Template): (name: string) => boolean {
  let meant: ReadonlySet<string | undefined> | undefined;
  return (name) => {
    // Of very many the first ones do.
    meant ??= new Set(strays.slice(0, 20).map((each) => nearest(each, parameters.keys())));
    return meant.has(name);
  };
}

/** What a template's default breaks was told, but for a few, when the template was read. */
function newBreaches(schema: ParameterSchema, found: Found, coerced: Value, at: Position): readonly Diagnostic[] {
  const broken = checkConstraints(schema, found.value, coerced, at);
  if (broken.length === 0 || found.source !== 'default') return broken;
  const told = new Set(checkDefault(schema).map((each) => each.message));
  return broken.filter((each) => !told.has(each.message));
}

type Found = Pick<ResolvedParameter, 'value' | 'source' | 'at'>;

function findValue(
  schema: ParameterSchema,
  environment: Environment,
  overrides: ReadonlyMap<string, Override>,
): Found | undefined {
  const given = overrides.get(schema.name) ?? environment.parameters.get(schema.name);
  if (given !== undefined && given.value !== null) return foundIn(given, 'given');
  const byEnvironment = environment.parameterDefaults.get(schema.name);
  if (byEnvironment !== undefined && byEnvironment.value !== null) {
    return foundIn(byEnvironment, 'parameter_defaults');
  }
  if (schema.default === undefined) return undefined;
  return { value: schema.default, source: 'default', at: schema.defaultAt ?? schema.at };
}

function foundIn({ value, at }: Override, source: Found['source']): Found {
  return { value, source, ...(at === undefined ? {} : { at }) };
}

function unknownParameter(name: string, given: Override, template: Template, suggestions: Suggestions): Diagnostic {
  const at = given.keyAt ?? given.at;
  return problem('parameter-unknown', `The template ${template.file} has no parameter "${name}"`, {
    ...(at === undefined ? {} : { at }),
    path: formatPath(['parameters', name]),
    ...suggestions.suggest(name, template.parameters),
  });
}

function missingParameter(schema: ParameterSchema): Diagnostic {
  return problem('parameter-missing', `Parameter "${schema.name}" has no value`, {
    at: schema.at,
    path: formatPath(['parameters', schema.name]),
    expected: `a value of type ${schema.type}`,
    hint: `Set "${schema.name}" under "parameters" in an environment, or give it a default`,
  });
}
