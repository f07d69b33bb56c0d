import { Float, isList, isMap, type Value } from '../value.ts';

/** Whether Python takes a plain value for true: not null, false, zero or empty. */
export function isTruthy(value: Value): boolean {
  if (value instanceof Float) return value.value !== 0;
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.size > 0;
  return value !== null && value !== false && value !== '' && value !== 0 && value !== 0n;
}
