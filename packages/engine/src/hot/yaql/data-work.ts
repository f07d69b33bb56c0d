import { dataSize } from './data-size.ts';
import { type Datum, Dict, PySet, Sequence, View } from './datum.ts';

/*
 * What it takes to work with large values, in steps: a step is about what a call of a small function takes. These are no
 * sizes of CPython's, which cap a single value: they add up, so that no expression goes on for long by doing much at once.
 */

/** For what looks at a text or calculates with an integer of so many bytes; nothing for most. */
export function scalarWork(value: string | bigint, bytes: number): number {
  if (typeof value === 'bigint') return integerWork(bytes);
  return bytes <= 512 ? 0 : bytes >>> 10;
}

/** Multiplying and dividing take more for each byte of a longer integer. */
export function integerWork(bytes: number): number {
  return Math.floor((bytes / 128) ** 1.5);
}

/** For what writes an integer in digits. */
function digitsWork(value: bigint): number {
  return Math.floor((dataSize(value) / 56) ** 1.5);
}

/** For what goes through a text letter by letter. */
export function lettersWork(text: string): number {
  return text.length >>> 5;
}

/** For what goes through so many items without calling anything for them. */
export function walkWork(count: number): number {
  return count >>> 6;
}

/** The same where each item of so many is made first. */
export function itemsWork(count: number): number {
  return count >>> 4;
}

/** For what makes a list, set or dictionary of so many items. */
export function makeWork(count: number): number {
  return count >>> 2;
}

const known = new WeakMap<object, number>();

/**
 * For what looks at all that a value holds, through all levels: compares it, writes it or takes its hash. What stands in
 * a value twice counts twice, though it may be one in memory; so this may be more than any number of steps.
 */
export function wholeWork(value: Datum): number {
  if (typeof value === 'bigint') return digitsWork(value);
  return typeof value === 'object' && value !== null ? partsOf(value) >>> 3 : 0;
}

/** For what takes the hash of all that, or of a text. */
export function hashWork(value: Datum): number {
  if (typeof value === 'string') return value.length >>> 6;
  return typeof value === 'bigint' ? integerWork(dataSize(value)) : 8 * wholeWork(value);
}

/** A count that would not fit into 32 bits is too much in any case. */
const most = 2 ** 31 - 1;

function partsOf(value: Datum): number {
  if (typeof value === 'string') return 1 + (value.length >>> 6);
  if (typeof value === 'bigint') return 1 + 8 * digitsWork(value);
  if (typeof value !== 'object' || value === null) return 1;
  const counted = known.get(value);
  if (counted !== undefined) return counted;
  let count = 1;
  if (value instanceof Sequence) for (const item of value.items) count += partsOf(item);
  else if (value instanceof PySet) for (const item of value.entries.values()) count += partsOf(item);
  else if (value instanceof View) count += partsOf(value.of);
  else if (value instanceof Dict)
    for (const [key, item] of value.entries.values()) count += partsOf(key) + partsOf(item);
  const capped = Math.min(count, most);
  known.set(value, capped);
  return capped;
}
