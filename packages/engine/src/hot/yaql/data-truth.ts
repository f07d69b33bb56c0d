import { Float } from '../value.ts';
import { type Datum, Dict, PySet, Sequence, Timespan, View } from './datum.ts';
import { sizeOf } from './walk-datum.ts';

/** Whether Python takes a value for true: not null, false, zero or empty. Streams are always true. */
export function isTrue(value: Datum): boolean {
  if (value === null || typeof value !== 'object') return Boolean(value);
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Sequence || value instanceof Dict || value instanceof PySet || value instanceof View) {
    return sizeOf(value) > 0;
  }
  return value instanceof Timespan ? value.micros !== 0n : true;
}
