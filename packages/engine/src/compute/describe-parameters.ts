import type { Given } from '../hot/environment.ts';
import type { Constraint, ParameterSchema, ParameterType } from '../hot/parameter.ts';
import { isReservedParameter } from '../hot/pseudo-parameter.ts';
import type { ParameterGroup } from '../hot/template.ts';
import { Float, type Value, type ValueMap } from '../hot/value.ts';
import type { LoadedStack } from '../plan/load-stack.ts';

const typeNames: Readonly<Record<ParameterType, string>> = {
  string: 'String',
  number: 'Number',
  comma_delimited_list: 'CommaDelimitedList',
  json: 'Json',
  boolean: 'Boolean',
};

/**
 * The parameters of a stack's template as Heat describes them for who wants to ask for their values. `given` are values
 * beside the environments. Heat: `api.py`, format_validate_parameter; 19.0.
 */
export function describeParameters(
  { template, environment }: LoadedStack,
  given: ReadonlyMap<string, Given>,
): ValueMap {
  return new Map(
    [...template.parameters].filter(isOwn).map(([name, schema]): [string, Value] => {
      const byDefault = environment.parameterDefaults.get(name)?.value ?? schema.default;
      const value = (given.get(name) ?? environment.parameters.get(name))?.value;
      return [name, describeParameter(schema, byDefault, value)];
    }),
  );
}

/** Heat tells of none that is called as one of its own. */
function isOwn([name]: readonly [string, ParameterSchema]): boolean {
  return !isReservedParameter(name);
}

function describeParameter(schema: ParameterSchema, byDefault: Value | undefined, value: Value | undefined): ValueMap {
  const { name, type, description = '', hidden, label = name, tags, constraints } = schema;
  const entries = new Map<string, Value>([
    ['Type', typeNames[type]],
    ['Description', description],
    ['NoEcho', hidden ? 'true' : 'false'],
    ['Label', label],
  ]);
  if (byDefault !== undefined && byDefault !== null) entries.set('Default', byDefault);
  if (value !== undefined && isTrue(value)) entries.set('Value', value);
  if (tags.length > 0) entries.set('Tags', tags);
  for (const each of constraints) for (const [key, bound] of describeConstraint(each)) entries.set(key, bound);
  const told = constraints.flatMap((each) => each.description ?? []);
  return told.length > 0 ? entries.set('ConstraintDescription', told.join(' ')) : entries;
}

/** Python's truth: Heat leaves out what is empty. */
function isTrue(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  if (value instanceof Float) return value.value !== 0;
  if ('size' in value) return value.size > 0;
  return !('length' in value) || value.length > 0;
}

function describeConstraint(constraint: Constraint): readonly (readonly [string, Value])[] {
  switch (constraint.kind) {
    case 'length':
      return present([
        ['MinLength', constraint.min],
        ['MaxLength', constraint.max],
      ]);
    case 'range':
      return present([
        ['MinValue', constraint.min],
        ['MaxValue', constraint.max],
      ]);
    case 'modulo':
      return [
        ['Step', constraint.step],
        ['Offset', constraint.offset],
      ];
    case 'allowed_values':
      return [['AllowedValues', constraint.values]];
    case 'allowed_pattern':
      return [['AllowedPattern', constraint.pattern]];
    case 'custom_constraint':
      return [['CustomConstraint', constraint.name]];
  }
}

function present(bounds: readonly (readonly [string, Value | undefined])[]): readonly (readonly [string, Value])[] {
  return bounds.flatMap(([key, bound]): [string, Value][] => (bound === undefined ? [] : [[key, bound]]));
}

/** Parameter groups as they are written; null where there are none. */
export function describeGroups(groups: readonly ParameterGroup[]): Value {
  return groups.length === 0 ? null : groups.map(({ written }) => written);
}
