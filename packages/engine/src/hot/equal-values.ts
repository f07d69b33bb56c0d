import type { Expression } from './value.ts';
import { Float, isList, isMap, Tainted, Unknown, type Value } from './value.ts';

/**
 * Whether two values are the same: exactly (`1` is not `1.0`, `true` is not `1`) and deeply. The order of a map's keys
 * does not count, as in Heat, which compares properties as Python dicts. A `Tainted` counts as its inner value, so that
 * hiding a parameter changes nothing; an `Unknown` equals only one with the same expression. `nan` equals itself and
 * `0.0` differs from `-0.0`: what prints the same is the same.
 */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof Tainted) return equalValues(a.value, b);
  if (b instanceof Tainted) return equalValues(a, b.value);
  if (a === null || b === null) return false;
  if (typeof a !== 'object') return typeof a === 'bigint' || typeof b === 'bigint' ? equalIntegers(a, b) : false;
  if (a instanceof Float) return b instanceof Float && Object.is(a.value, b.value);
  if (a instanceof Unknown) return b instanceof Unknown && equalExpressions(a.expression, b.expression);
  if (isList(a)) return isList(b) && equalLists(a, b, equalValues);
  return isMap(a) && isMap(b) && equalMaps(a, b, equalValues);
}

/** Whether two expressions are the same, constants compared as `equalValues` does. */
function equalExpressions(a: Expression, b: Expression): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'constant':
      return b.kind === 'constant' && equalValues(a.value, b.value);
    case 'list':
      return b.kind === 'list' && equalLists(a.items, b.items, equalExpressions);
    case 'map':
      return b.kind === 'map' && equalMaps(a.entries, b.entries, equalExpressions);
    case 'attribute':
      return b.kind === 'attribute' && a.address === b.address && equalLists(a.path, b.path, Object.is);
    case 'reference':
      return b.kind === 'reference' && a.address === b.address;
    case 'secret':
      return b.kind === 'secret' && a.name === b.name && a.version === b.version;
    case 'call':
      return (
        b.kind === 'call' &&
        a.function === b.function &&
        a.version === b.version &&
        equalExpressions(a.argument, b.argument)
      );
  }
}

/**
 * Whether Heat's functions hold two values for equal: Python's `==`, for which `true`, `1` and `1.0` are one. Takes
 * plain values; a `Tainted` counts as its inner value, and an `Unknown` only equals itself. `nan` equals nothing, but as
 * an item of a list or map (`heatEqualsItem`).
 */
export function heatEquals(a: Value, b: Value): boolean {
  if (a === b) return !isNan(a);
  if (a instanceof Tainted) return heatEquals(a.value, b);
  if (b instanceof Tainted) return heatEquals(a, b.value);
  const x = numeric(a);
  if (x !== undefined) {
    const y = numeric(b);
    // Neither less nor more: JavaScript orders a bigint and a number exactly, as Python does; `nan` equals nothing.
    return y !== undefined && x <= y && x >= y;
  }
  if (isList(a)) return isList(b) && equalLists(a, b, heatEqualsItem);
  if (a instanceof Unknown || b instanceof Unknown) return equalValues(a, b);
  return isMap(a) && isMap(b) && equalMaps(a, b, heatEqualsItem);
}

/**
 * Whether Heat's functions hold two values for the same item of a list or map: as `heatEquals`, but `nan` equals itself.
 * Python's `in` looks at identity first, and YAML and JSON know one `nan` only.
 */
export function heatEqualsItem(a: Value, b: Value): boolean {
  return (isNan(a) && isNan(b)) || heatEquals(a, b);
}

function isNan(value: Value): boolean {
  return value instanceof Float && Number.isNaN(value.value);
}

function equalIntegers(a: Value, b: Value): boolean {
  const areIntegers =
    (typeof a === 'bigint' || typeof a === 'number') && (typeof b === 'bigint' || typeof b === 'number');
  return areIntegers && BigInt(a) === BigInt(b);
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Float ? value.value : undefined;
}

function equalLists<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => equalAt(item, b, index, equal));
}

function equalAt<T>(item: T, list: readonly T[], index: number, equal: (x: T, y: T) => boolean): boolean {
  const other = list[index];
  return other !== undefined && equal(item, other);
}

function equalMaps<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, equal: (x: T, y: T) => boolean): boolean {
  if (a.size !== b.size) return false;
  for (const [key, item] of a) {
    const other = b.get(key);
    if (other === undefined || !equal(item, other)) return false;
  }
  return true;
}
