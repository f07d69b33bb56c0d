import { marksOf, taintedMark } from './marks.ts';
import { isList, isMap, Tainted, type Value } from './value.ts';

/**
 * The value with every `Tainted` replaced by what it hides; an `Unknown` stays. Only for the way to the node (or where
 * a person asked by name to see secrets): the result is plain data that the codec would write out in clear.
 */
export function reveal(value: Value): Value {
  if ((marksOf(value) & taintedMark) === 0) return value;
  if (value instanceof Tainted) return value.value;
  if (isList(value)) return value.map(reveal);
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, reveal(item)]));
  return value;
}
