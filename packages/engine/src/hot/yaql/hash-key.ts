import { Float } from '../value.ts';
import { integer } from '../yaml-scalar.ts';
import { wholeWork } from './data-work.ts';
import { Datetime, type Datum, Dict, type HashKey, isSetLike, PySet, Sequence, Timespan, View } from './datum.ts';
import { tooMuchMemory, YaqlError } from './yaql-error.ts';

/**
 * What stands for a value where Python would take its hash: two values have the same when Python holds them equal
 * (`1`, `1.0` and `true` are one key). Throws a `YaqlError` for what has no hash: lists, Python's own dictionaries, views.
 */
export function hashKey(value: Datum): HashKey {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
    case 'number':
      return value;
    case 'bigint':
      return integer(value);
    case 'boolean':
      return Number(value);
    default:
      return objectKey(value);
  }
}

/** A key has all of a value in it. */
const mostWork = 100_000;

function objectKey(value: Exclude<Datum, null | string | number | bigint | boolean>): HashKey {
  if (value instanceof Float) return floatKey(value.value);
  if (wholeWork(value) > mostWork) throw tooMuchMemory();
  if (value instanceof Sequence) {
    if (!value.isFixed) throw noHash('a list');
    return `\0t${value.items.map(spelled).join(',')}`;
  }
  if (value instanceof Dict) {
    if (!value.isFixed) throw noHash('a dictionary that was computed');
    return `\0d${pairs(value).sort().join(',')}`;
  }
  if (value instanceof PySet) return `\0f${[...value.entries.values()].map(spelled).sort().join(',')}`;
  if (value instanceof View && isSetLike(value)) throw noHash(value.part === 'keys' ? 'keys' : 'items');
  if (value instanceof Datetime) return `\0q${value.local - value.offset}`;
  return value instanceof Timespan ? `\0p${value.micros}` : value;
}

function floatKey(value: number): HashKey {
  return Number.isInteger(value) ? integer(BigInt(value)) : value;
}

function pairs(value: Dict): string[] {
  return [...value.entries.values()].map(([key, item]) => `${spelled(key)}:${spelled(item)}`);
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A key with its length before it, so that keys put one after the other stay apart. */
function spelled(value: Datum): string {
  const key = hashKey(value);
  const text = typeof key === 'object' && key !== null ? `o${identity(key)}` : `${key}`;
  return `${typeof key === 'string' ? 's' : key === null ? 'z' : 'n'}${text.length}.${text}`;
}

function identity(value: object): number {
  const known = identities.get(value) ?? ++lastIdentity;
  identities.set(value, known);
  return known;
}

function noHash(what: string): YaqlError {
  return new YaqlError(`${what} cannot be a key or a member of a set`);
}
