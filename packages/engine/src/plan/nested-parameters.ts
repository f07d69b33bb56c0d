import { type Checked, type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { extendPath, formatPath, type Path } from '../diagnostics/path.ts';
import { checkConstraints, checkDefault } from '../hot/check-constraints.ts';
import { emptyValues } from '../hot/empty-values.ts';
import type { Environment } from '../hot/environment.ts';
import type { FacadePart } from '../hot/facade-part.ts';
import type { ParameterSchema } from '../hot/parameter.ts';
import { emptyEnvironment } from '../hot/parse-environment.ts';
import { type Override, type ResolvedParameter, resolveParameters } from '../hot/resolve-parameters.ts';
import type { PlacePart } from '../hot/snippet-place.ts';
import type { Template } from '../hot/template.ts';
import { isList, type Value, type ValueMap } from '../hot/value.ts';
import type { Misfit } from '../resource/misfit.ts';
import { passedValue } from './passed-value.ts';

/** What a resource may have beside its properties. */
type PartBeside = FacadePart | 'external_id';

/** Where the properties stand that become parameters of a nested stack. */
export interface PropertyPlace {
  /** The resource's place. */
  readonly at: Position;
  /** The path of its properties. */
  readonly path: string;
  /** Where its type is written. */
  type(): { readonly at: Position; readonly path: string };
  /** Where what stands at a path under the properties is written, or the key in which it ends; as far as it is. */
  property(path: Path, part?: PlacePart): Position;
  /** The same of what stands beside the properties, where that is written. */
  beside?(beside: PartBeside, path: Path, part?: PlacePart): Position | undefined;
}

/**
 * The parameters of a nested stack: the resource's properties by its template's parameters, then `parameter_defaults`,
 * then defaults. Problems are located at the resource that the stack stands for. Heat: `template_resource.py`,
 * child_params; `environment.py`, get_child_environment.
 */
export function nestedParameters(
  template: Template,
  properties: ValueMap,
  environment: Environment,
  place: PropertyPlace,
): Checked<ReadonlyMap<string, ResolvedParameter>> {
  const given = new Map<string, Override>();
  const problems: Diagnostic[] = [];
  for (const [name, value] of properties) {
    const schema = template.parameters.get(name);
    const at = place.property([name], template.parameters.has(name) ? 'value' : 'key');
    const misfits: Misfit[] = [];
    const passed = schema === undefined || value === null ? value : passedValue(schema.type, value, misfits);
    problems.push(...misfits.map((each) => misfitProblem(name, each, place)));
    if (schema !== undefined) problems.push(...boundProblems(schema, value, environment, place));
    const isEmpty = passed === null || misfits.length > 0;
    given.set(name, { value: isEmpty && schema !== undefined ? emptyValues[schema.type] : passed, at });
  }
  const defaults = { ...emptyEnvironment, parameterDefaults: environment.parameterDefaults };
  const resolved = resolveParameters(template, defaults, given);
  const names = new Map([...template.parameters.keys(), ...properties.keys()].map((name) => [pathOf(name), name]));
  const told = resolved.problems.map((each) =>
    atResource(each, template, names.get(each.path ?? ''), properties, place),
  );
  return { ...resolved, problems: [...problems, ...told] };
}

/**
 * What a property breaks of its parameter's constraints as a list, which joined and parted again may keep them; and what
 * the environment's default breaks that it stands for. Heat: `properties.py`, get_value; `parameters.py`, validate; 19.0.
 */
function boundProblems(
  schema: ParameterSchema,
  value: Value,
  { parameterDefaults }: Environment,
  place: PropertyPlace,
) {
  const byDefault = parameterDefaults.get(schema.name);
  const path = extendPath(place.path, [schema.name]);
  const broken = isList(value) ? checkConstraints(schema, value, value, place.property([schema.name])) : [];
  const told = broken.map((each) => Object.freeze({ ...each, at: place.property([schema.name]), path }));
  if (byDefault === undefined || byDefault.value === null) return told;
  return [...told, ...checkDefault({ ...schema, default: byDefault.value, defaultAt: byDefault.at })];
}

function misfitProblem(name: string, { path, message, expected }: Misfit, place: PropertyPlace): Diagnostic {
  return problem('property-value', message, {
    at: place.property([name, ...path]),
    path: extendPath(place.path, [name, ...path]),
    expected,
  });
}

function pathOf(parameter: string): string {
  return formatPath(['parameters', parameter]);
}

/** What is wrong with the parameter of a name, which may be none, as it is told where the resource stands. */
function atResource(
  each: Diagnostic,
  template: Template,
  parameter: string | undefined,
  given: ValueMap,
  place: PropertyPlace,
): Diagnostic {
  if (each.code !== 'parameter-missing') {
    if (parameter === undefined || !given.has(parameter)) return each;
    // Heat sees nothing of the nested template here: its constraints too are told by the property.
    const at = each.code === 'parameter-value' ? { at: place.property([parameter]) } : {};
    return Object.freeze({ ...each, ...at, path: extendPath(place.path, [parameter]) });
  }
  const name = parameter !== undefined && template.parameters.has(parameter) ? parameter : '';
  return problem('parameter-missing', `Property "${name}" is missing: the template ${template.file} needs it`, {
    at: place.property([]),
    path: place.path,
    expected: each.expected ?? 'a value',
  });
}
