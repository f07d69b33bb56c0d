import { type Datum, Dict, PySet, Sequence } from './datum.ts';

/**
 * The bytes that CPython 3.11 uses for a value itself, not for what it holds (`sys.getsizeof`): what yaql's memory quota
 * counts. Exact for texts, numbers and tuples, near for the rest.
 */
export function dataSize(value: Datum): number {
  switch (typeof value) {
    case 'string':
      return textSize(value);
    case 'bigint':
      return 24 + 4 * Math.ceil(value.toString(16).length / 7.5);
    case 'object':
      return value === null ? 16 : objectSize(value);
    default:
      return 28;
  }
}

function objectSize(value: object): number {
  if (value instanceof Sequence) return (value.isFixed ? 40 : 56) + 8 * value.items.length;
  if (value instanceof Dict) return value.isFixed ? 48 : dictSize(value.entries.size);
  return value instanceof PySet ? setSize(value.entries.size) : 64;
}

/** Bytes for a text: one, two or four for each letter, by the widest one. */
export function textSize(text: string): number {
  // Most texts are far below any quota; their width does not matter.
  if (text.length < 1024) return 49 + text.length;
  if (!/[^\0-\x7f]/.test(text)) return 49 + text.length;
  if (!/[^\0-\xff]/.test(text)) return 73 + text.length;
  return 76 + text.length * (/[\u{10000}-\u{10ffff}]/u.test(text) ? 4 : 2);
}

/** Bytes for a dictionary of Python with so many entries. */
export function dictSize(count: number): number {
  let slots = 8;
  while ((slots * 2) / 3 < count) slots *= 2;
  if (count === 0) return 64;
  return 64 + 32 + slots * (slots <= 256 ? 1 : slots <= 65536 ? 2 : 4) + Math.floor((slots * 2) / 3) * 24;
}

/** Bytes for a set with so many members: it grows fourfold when three fifths are full, twofold when large. */
export function setSize(count: number): number {
  let slots = 8;
  for (let limit = 5; count >= limit; limit = Math.ceil(((slots - 1) * 3) / 5)) {
    const wanted = limit > 50000 ? limit * 2 : limit * 4;
    while (slots <= wanted) slots *= 2;
  }
  return 216 + (slots > 8 ? slots * 16 : 0);
}
