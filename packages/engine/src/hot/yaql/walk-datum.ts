import { type Collection, type Datum, Dict, isCollection, PySet, Sequence, tuple, View } from './datum.ts';
import { YaqlError } from './yaql-error.ts';

/** The items of a collection, in order. */
export function items(value: Collection): Iterable<Datum> {
  if (value instanceof Sequence) return value.items;
  if (value instanceof PySet) return value.entries.values();
  if (value instanceof View) return viewItems(value);
  return value;
}

/** Whatever Python's `iter` takes: collections, the letters of a text, the keys of a dictionary. */
export function iterate(value: Datum): Iterable<Datum> {
  if (typeof value === 'string') return value;
  if (value instanceof Dict) return viewItems(new View(value, 'keys'));
  if (isCollection(value)) return items(value);
  throw new YaqlError('what should be a collection is none');
}

export function* viewItems({ of, part }: View): Generator<Datum, undefined, undefined> {
  for (const [key, value] of of.entries.values()) {
    yield part === 'keys' ? key : part === 'values' ? value : tuple(key, value);
  }
}

/** The number of items, of what knows it without walking. */
export function sizeOf(value: Sequence | PySet | View | Dict): number {
  if (value instanceof Sequence) return value.items.length;
  return value instanceof View ? value.of.entries.size : value.entries.size;
}
