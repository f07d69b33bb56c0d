import { isList, isMap, type Value } from '../value.ts';

/** How many letters the text may have that a function makes. */
export const mostLetters = 16 * 1024 * 1024;

/** How many copies a function may make of a template, and how much they may hold together. */
export const mostCopies = 1_000_000;
export const mostCopied = 32 * 1024 * 1024;

/** How much a value holds: letters of texts and keys, and parts of lists and maps. */
export function weightOf(value: Value): number {
  if (typeof value === 'string') return value.length + 1;
  let weight = 1;
  if (isList(value)) for (const item of value) weight += weightOf(item);
  else if (isMap(value)) for (const [key, item] of value) weight += key.length + weightOf(item);
  return weight;
}
