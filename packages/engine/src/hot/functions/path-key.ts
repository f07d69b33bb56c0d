import { codePointAt } from '../code-points.ts';
import { readNumber } from '../read-number.ts';
import { isList, isMap, type Value } from '../value.ts';

/**
 * One step into a value as Python's `collection[key]` takes it: a map by text, a list or a text by an integer, which
 * counts from the end where negative; a boolean counts as an integer. `undefined` where there is nothing.
 */
export function stepInto(collection: Value, key: Value): Value | undefined {
  if (isMap(collection)) return typeof key === 'string' ? collection.get(key) : undefined;
  const index = typeof key === 'boolean' ? Number(key) : key;
  if (typeof index !== 'number') return undefined;
  if (isList(collection)) return collection.at(index);
  return typeof collection === 'string' ? codePointAt(collection, index) : undefined;
}

/** An integer in a text as Python's `int` reads it: blanks around, a sign, single underscores between digits of any script. */
export function pythonInt(text: string): number | undefined {
  const read = readNumber(text);
  return typeof read === 'number' || typeof read === 'bigint' ? Number(read) : undefined;
}
