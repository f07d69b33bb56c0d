import { Float, isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Misfit } from './coerce-property.ts';
import type { ConstraintFacts, PropertySchema } from './property-schema.ts';

type Path = readonly (string | number)[];

/** Holds a coerced value against its schema's constraints, nested ones too. Heat: `heat/engine/constraints.py`, wallaby. */
export function checkConstraints(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path = []): void {
  if (value instanceof Unknown || value instanceof Tainted || value === null) return;
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
  constraint: ConstraintFacts,
  schema: PropertySchema,
  value: Value,
  misfits: Misfit[],
  path: Path,
): void {
  const { allowed_values: allowed, range, length } = constraint;
  const fail = (expected: string): void => {
    misfits.push({ path, message: `${shown(value)} is not allowed`, expected });
  };
  if (allowed !== undefined) {
    const given = schema.type === 'list' && isList(value) ? value : [value];
    if (!given.every((each) => allowed.some((one) => one === each))) fail(`one of ${allowed.join(', ')}`);
  }
  if (range !== undefined && !within(numberOf(value), range)) fail(`a number ${bounds(range)}`);
  if (length !== undefined && !within(lengthOf(value), length)) fail(`a length ${bounds(length)}`);
}

function shown(value: Value): string {
  if (isMap(value) || isList(value)) return `A ${isMap(value) ? 'map' : 'list'} of ${lengthOf(value)}`;
  return value instanceof Float ? String(value.value) : `"${String(value)}"`;
}

function numberOf(value: Value): number | undefined {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function lengthOf(value: Value): number | undefined {
  if (isMap(value)) return value.size;
  if (isList(value)) return value.length;
  return typeof value === 'string' ? [...value].length : undefined;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function within(size: number | undefined, { min, max }: Bounds): boolean {
  return size === undefined || ((min === undefined || size >= min) && (max === undefined || size <= max));
}

function bounds({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  return min === undefined ? `up to ${max}` : `of at least ${min}`;
}
