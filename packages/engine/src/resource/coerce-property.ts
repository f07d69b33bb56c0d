import { nearest } from '../diagnostics/nearest.ts';
import { readNumber } from '../hot/read-number.ts';
import { Float, isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';
import type { PropertySchema, PropertySchemas } from './property-schema.ts';
import { translateProperties } from './translate-properties.ts';

/**
 * A property's value as its type reads it: texts of numbers become numbers, `true`/`false` texts become booleans, null
 * becomes the default or the type's empty value. What is not known yet stays as it is and is read when it is known.
 * Misfits are pushed; the value given back then is the one that came in.
 * Heat: `heat/engine/properties.py` Property.get_value, wallaby.
 */
export function coerceProperty(
  schema: PropertySchema,
  value: Value,
  misfits: Misfit[],
  path: readonly (string | number)[] = [],
): Value {
  if (value instanceof Unknown || value instanceof Tainted) return value;
  switch (schema.type) {
    case 'any':
      return value;
    case 'string':
      return coerceString(schema, value, misfits, path);
    case 'integer':
      return coerceInteger(schema, value, misfits, path);
    case 'number':
      return coerceNumber(schema, value, misfits, path);
    case 'boolean':
      return coerceBoolean(schema, value, misfits, path);
    case 'list':
      return coerceList(schema, value, misfits, path);
    case 'map':
      return coerceMap(schema, value, misfits, path);
  }
}

type Path = readonly (string | number)[];

function misfit(misfits: Misfit[], path: Path, value: Value, expected: string): Value {
  misfits.push({ path, message: `${describe(value)} is not ${expected}`, expected });
  return value;
}

function describe(value: Value): string {
  if (isMap(value)) return 'A map';
  if (isList(value)) return 'A list';
  if (value instanceof Float) return `Number ${value.value}`;
  if (typeof value === 'string') return value.length > 60 ? `Text "${value.slice(0, 60)}…"` : `Text "${value}"`;
  return String(value);
}

function coerceString(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path): Value {
  if (value === null) return schema.default ?? '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return misfit(misfits, path, value, 'a string');
}

/** What Python's `int` gives: of text, it must be that of an integer. */
function integerOf(value: Value): Value | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Float && Number.isFinite(value.value)) return narrow(BigInt(Math.trunc(value.value)));
  const read = typeof value === 'string' ? readNumber(value) : undefined;
  return read instanceof Float ? undefined : read;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function coerceInteger(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path): Value {
  if (value === null) return schema.default ?? 0;
  return integerOf(value) ?? misfit(misfits, path, value, 'an integer');
}

/** A boolean is a number for Python. Heat: `constraints.py`, Schema.str_to_num. */
function coerceNumber(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path): Value {
  if (value === null) return schema.default ?? 0;
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  if (isNumber || value instanceof Float) return value;
  const read = typeof value === 'string' ? readNumber(value) : undefined;
  return read ?? misfit(misfits, path, value, 'a number');
}

function coerceBoolean(schema: PropertySchema, value: Value, misfits: Misfit[], path: Path): Value {
  if (value === null) return schema.default ?? false;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  if (word === 'true' || word === 'false') return word === 'true';
  return misfit(misfits, path, value, 'true or false');
}

function coerceList(schema: PropertySchema, given: Value, misfits: Misfit[], path: Path): Value {
  const value = given ?? schema.default ?? [];
  if (!isList(value)) return misfit(misfits, path, value, 'a list');
  const items = schema.items;
  const [first] = value;
  if (items?.unimplemented === true && first !== undefined) misfits.push(unimplemented([...path, 0], 'An item'));
  return items === undefined
    ? value
    : value.map((each, index) => coerceProperty(items, each, misfits, [...path, index]));
}

function coerceMap(schema: PropertySchema, given: Value, misfits: Misfit[], path: Path): Value {
  const value = given ?? schema.default ?? new Map<string, Value>();
  if (!isMap(value)) return misfit(misfits, path, value, 'a map');
  return schema.entries === undefined ? value : coerceEntries(schema.entries, value, misfits, path);
}

function coerceEntries(
  entries: PropertySchemas,
  given: ReadonlyMap<string, Value>,
  misfits: Misfit[],
  path: Path,
): Value {
  const result = new Map<string, Value>();
  // What is missing because its name is misspelt is told once.
  const meant = new Set<string>();
  const translated = translateProperties(entries, given, (key, told) =>
    misfits.push({ ...told, path: [...path, key] }),
  );
  for (const [key, each] of translated) {
    const schema = entries.get(key);
    if (schema === undefined) {
      const near = nearest(key, entries.keys());
      misfits.push(unknownKey(entries, key, path, near));
      if (near !== undefined) meant.add(near);
    } else {
      if (schema.unimplemented === true) misfits.push(unimplemented([...path, key], `Key "${key}"`));
      result.set(key, coerceProperty(schema, each, misfits, [...path, key]));
    }
  }
  for (const [key, schema] of entries) {
    if (result.has(key)) continue;
    if (schema.default !== undefined) result.set(key, schema.default);
    else if (schema.required && !meant.has(key))
      misfits.push({ path, message: `Key "${key}" is missing`, expected: `a map with "${key}"` });
  }
  return result;
}

/** What Heat knows by its name only it refuses, however deep. Heat: `properties.py`, Properties.validate, wallaby. */
function unimplemented(path: Path, what: string): Misfit {
  return {
    path,
    message: `${what} is known by name only and does nothing here`,
    expected: 'nothing here',
    isKey: true,
  };
}

function unknownKey(entries: PropertySchemas, key: string, path: Path, meant: string | undefined): Misfit {
  return {
    path: [...path, key],
    isKey: true,
    message: `There is no key "${key}" here`,
    expected: `one of ${[...entries.keys()].join(', ')}`,
    ...(meant === undefined ? {} : { hint: `Did you mean "${meant}"?` }),
  };
}
