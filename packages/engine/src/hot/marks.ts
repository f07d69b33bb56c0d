import { Float, isList, isMap, Tainted, Unknown, type Value } from './value.ts';

/** What a value holds that is not plain data: a set of bits, so that marks of parts add up by `|`. */
export type Marks = number;
export const plain: Marks = 0;
export const unknownMark: Marks = 1;
export const taintedMark: Marks = 2;

/** So many leaves are looked at again sooner than looked up. */
const few = 8;

// Values are never changed once made, so what was found in a list or map stays true for it.
const known = new WeakMap<object, Marks>();

/** The marks of a value, found by a walk the first time and remembered for every list and map on the way that is more than a few leaves. */
export function marksOf(value: Value): Marks {
  if (typeof value !== 'object' || value === null || value instanceof Float) return plain;
  if (value instanceof Unknown) return unknownMark;
  if (value instanceof Tainted) return taintedMark;
  const remembered = known.get(value);
  if (remembered !== undefined) return remembered;
  let marks = plain;
  let isFlat = (isList(value) ? value.length : value.size) <= few;
  for (const item of isList(value) ? value : value.values()) {
    marks |= marksOf(item);
    if (isList(item) || isMap(item)) isFlat = false;
  }
  if (!isFlat) known.set(value, marks);
  return marks;
}

/** Whether there is an `Unknown` anywhere in the value. */
export function containsUnknown(value: Value): boolean {
  return (marksOf(value) & unknownMark) !== 0;
}

/** Whether there is a `Tainted` anywhere in the value. */
export function containsTainted(value: Value): boolean {
  return (marksOf(value) & taintedMark) !== 0;
}
