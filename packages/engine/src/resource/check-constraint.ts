import { breachOf, quote } from '../hot/check-constraints.ts';
import { containsTainted, containsUnknown } from '../hot/marks.ts';
import type { Constraint, ParameterType } from '../hot/parameter.ts';
import { isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';
import type { PropertySchema, PropertyType } from './property-schema.ts';

type Path = readonly (string | number)[];

/**
 * Holds a coerced value against its schema's constraints, nested ones too; what is not known yet breaks none. A custom
 * constraint that asks a cloud is fulfilled by anything. Heat: `heat/engine/constraints.py`, wallaby.
 */
export function checkConstraints(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path = []): void {
  if (value instanceof Unknown || value instanceof Tainted) return;
  for (const constraint of schema.constraints) checkConstraint(constraint, schema, value, misfits, path);
  const items = schema.items;
  if (items !== undefined && isList(value)) {
    for (const [index, each] of value.entries()) checkConstraints(items, each, misfits, [...path, index]);
  }
  if (schema.entries === undefined || !isMap(value)) return;
  for (const [key, each] of value) {
    const entry = schema.entries.get(key);
    if (entry !== undefined) checkConstraints(entry, each, misfits, [...path, key]);
  }
}

function checkConstraint(
  constraint: Constraint,
  { type }: PropertySchema,
  value: Value,
  misfits: Misfit[],
  path: Path,
): void {
  const isPlain = !containsUnknown(value) && !containsTainted(value);
  if (constraint.kind !== 'length' && !isPlain) return;
  const broken = breachOf(constraint, parameterTypes[type], value);
  if (broken === undefined) return;
  const message = constraint.description ?? `The value${isPlain ? ` ${quote(value)}` : ''} ${broken.message}`;
  misfits.push({
    path,
    message,
    expected: broken.expected,
    ...(broken.hint === undefined ? {} : { hint: broken.hint }),
  });
}

/** The type of a parameter whose values a constraint compares in the same way. */
const parameterTypes: Readonly<Record<PropertyType, ParameterType>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  list: 'comma_delimited_list',
  map: 'json',
  any: 'json',
};
