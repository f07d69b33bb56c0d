import { dictSize, setSize } from '../data-size.ts';
import { hashWork, wholeWork } from '../data-work.ts';
import { type Datum, Dict, type HashKey, Sequence, Stream } from '../datum.ts';
import type { Call } from '../definition.ts';
import { hashKey } from '../hash-key.ts';
import type { Runtime } from '../runtime.ts';

type Entry = readonly [key: Datum, value: Datum];

/** A dictionary of pairs; a key that comes again keeps its place and its first writing, as in Python. */
export function dictOf(pairs: Iterable<Entry>, isFixed = true): Dict {
  const entries = new Map<HashKey, Entry>();
  for (const [key, value] of pairs) put(entries, key, value);
  return new Dict(entries, isFixed);
}

function put(entries: Map<HashKey, Entry>, key: Datum, value: Datum): void {
  const place = hashKey(key);
  entries.set(place, [entries.get(place)?.[0] ?? key, value]);
}

/** The same, its size checked after each pair. */
export function checkedDict(pairs: Iterable<Entry>, isFixed: boolean, { runtime }: Call): Dict {
  const entries = new Map<HashKey, Entry>();
  for (const [key, value] of pairs) {
    runtime.spend(1 + hashWork(key));
    put(entries, key, value);
    runtime.checkBytes(dictSize(entries.size));
  }
  return new Dict(entries, isFixed);
}

/** What was met before; its size is checked as a set's. */
export class Seen {
  readonly #keys = new Set<HashKey>();
  readonly #call: Call;
  constructor(call: Call) {
    this.#call = call;
  }

  /** Whether the value is new; from now on it is not. */
  add(value: Datum): boolean {
    this.#call.runtime.spend(hashWork(value));
    const key = hashKey(value);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    this.#call.runtime.checkBytes(setSize(this.#keys.size));
    return true;
  }
}

/** An iterator over what is computed as it is walked. */
export function lazily({ runtime }: Call, source: Iterable<Datum>): Stream {
  return new Stream(source, runtime);
}

/** The items of a walk, what it takes to compare each with a value counted before it. */
export function comparing({ runtime }: Call, walk: Iterable<Datum>, value: Datum): Iterable<Datum> {
  const work = wholeWork(value);
  return typeof value !== 'object' || value === null ? walk : eachPaid(runtime, walk, work);
}

function* eachPaid(runtime: Runtime, walk: Iterable<Datum>, work: number): Generator<Datum, undefined, undefined> {
  let walked = 0;
  for (const item of walk) {
    runtime.spend(Math.min(work, wholeWork(item)) + (++walked % 8 === 0 ? 1 : 0));
    yield item;
  }
}

/** All items of a collection as a tuple, with the limits of `toList()`. */
export function toTuple(call: Call, collection: Datum): Sequence {
  const list = call.method('toList', collection);
  if (list instanceof Sequence) return list;
  throw new Error('toList gave no list');
}
