import { isTrue } from '../data-truth.ts';
import { type Datum, Dict, missing, Sequence } from '../datum.ts';
import { type Call, type Definition, extension, method } from '../definition.ts';
import { equalData } from '../equal-data.ts';
import { type Lambda, lambda, lambdaOrNull, optional, required } from '../parameter.ts';
import { anything, collection, dict, type Whole, whole } from '../parameter-types.ts';
import { items } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { comparing, dictOf, lazily, toTuple } from './build.ts';
import { distinctItems } from './filters.ts';

const walked = required('collection', collection);
const predicate = required('predicate', lambda);
const predicateOrNull = optional('predicate', lambdaOrNull, null);
const selector = required('selector', lambda);
const initial = optional('initial', anything, missing);
const seed = optional('seed', anything, missing);
const fallback = optional('default', anything, missing);
const item = required('item', anything);
const merged = required('dict', dict);
const another = required('another', dict);
const listMerger = optional('listMerger', lambdaOrNull, null);
const itemMerger = optional('itemMerger', lambdaOrNull, null);
const maxLevels = optional('maxLevels', whole, 0);

/** What makes one value of a collection. yaql: standard_library/queries.py. */
export const folds: readonly Definition[] = [
  extension('any', [walked, predicateOrNull], (call) => {
    const holds = call.take(predicateOrNull);
    return some(items(call.take(walked)), (each) => holds === null || isTrue(holds(each)));
  }),
  extension('all', [walked, predicateOrNull], (call) => {
    const holds = call.take(predicateOrNull);
    return !some(items(call.take(walked)), (each) => !isTrue(holds === null ? each : holds(each)));
  }),
  method('sum', [walked, initial], (call) => {
    return reduce(items(call.take(walked)), (a, b) => call.function('#operator_+', a, b), call.take(initial));
  }),
  method('max', [walked, initial], (call) => {
    return reduce(items(call.take(walked)), (a, b) => call.function('max', a, b), call.take(initial));
  }),
  method('min', [walked, initial], (call) => {
    return reduce(items(call.take(walked)), (a, b) => call.function('min', a, b), call.take(initial));
  }),
  ...['aggregate', 'reduce'].map((name) =>
    method(name, [walked, selector, seed], (call) => {
      return reduce(items(call.take(walked)), call.take(selector), call.take(seed));
    }),
  ),
  method('accumulate', [walked, selector, seed], (call) => {
    return lazily(call, accumulated(items(call.take(walked)), call.take(selector), call.take(seed)));
  }),
  method('first', [walked, fallback], (call) => {
    for (const each of items(call.take(walked))) return each;
    return orElse(call, 'first');
  }),
  method('last', [walked, fallback], last),
  method('single', [walked], (call) => {
    const [first, second] = firstTwo(items(call.take(walked)));
    if (first === undefined) throw new YaqlError('"single" is given an empty list');
    if (second !== undefined) throw new YaqlError('"single" is given more than one item');
    return first;
  }),
  method('indexOf', [walked, item], (call) => {
    const wanted = call.take(item);
    return firstIndex(comparing(call, items(call.take(walked)), wanted), (each) => equalData(each, wanted));
  }),
  method('lastIndexOf', [walked, item], (call) => {
    const wanted = call.take(item);
    return lastIndex(comparing(call, items(call.take(walked)), wanted), (each) => equalData(each, wanted));
  }),
  method('indexWhere', [walked, predicate], (call) => {
    const holds = call.take(predicate);
    return firstIndex(items(call.take(walked)), (each) => isTrue(holds(each)));
  }),
  method('lastIndexWhere', [walked, predicate], (call) => {
    const holds = call.take(predicate);
    return lastIndex(items(call.take(walked)), (each) => isTrue(holds(each)));
  }),
  method('mergeWith', [merged, another, listMerger, itemMerger, maxLevels], mergeWith),
];

function some(walk: Iterable<Datum>, holds: (each: Datum) => boolean): boolean {
  for (const each of walk) if (holds(each)) return true;
  return false;
}

function reduce(walk: Iterable<Datum>, combine: Lambda, from: Datum): Datum {
  let result = from;
  for (const each of walk) result = result === missing ? each : combine(result, each);
  if (result === missing)
    throw new YaqlError('an empty list has no sum, least or largest item; give one to start with');
  return result;
}

function* accumulated(walk: Iterable<Datum>, combine: Lambda, from: Datum): Generator<Datum, undefined, undefined> {
  let total = from;
  if (total !== missing) yield total;
  for (const each of walk) {
    total = total === missing ? each : combine(total, each);
    yield total;
  }
  if (total === missing) throw new YaqlError('"accumulate" is given an empty list and nothing to start with');
}

function orElse(call: Call, name: string): Datum {
  const otherwise = call.take(fallback);
  if (otherwise === missing) throw new YaqlError(`"${name}" is given an empty list and no default`);
  return otherwise;
}

function last(call: Call): Datum {
  let found: Datum | undefined;
  for (const each of items(call.take(walked))) found = each;
  return found === undefined ? orElse(call, 'last') : found;
}

function firstTwo(walk: Iterable<Datum>): readonly Datum[] {
  const found: Datum[] = [];
  for (const each of walk) {
    found.push(each);
    if (found.length === 2) break;
  }
  return found;
}

function firstIndex(walk: Iterable<Datum>, holds: (each: Datum) => boolean): number {
  let index = 0;
  for (const each of walk) {
    if (holds(each)) return index;
    index++;
  }
  return -1;
}

function lastIndex(walk: Iterable<Datum>, holds: (each: Datum) => boolean): number {
  let [index, found] = [0, -1];
  for (const each of walk) {
    if (holds(each)) found = index;
    index++;
  }
  return found;
}

interface Mergers {
  readonly lists: Lambda;
  readonly others: Lambda;
  readonly spend: (steps: number) => void;
}

function mergeWith(call: Call): Dict {
  const lists = call.take(listMerger) ?? ((a = null, b = null) => distinctUnion(call, a, b));
  const others = call.take(itemMerger) ?? ((_a, b = null) => b);
  const spend = (steps: number) => call.runtime.spend(steps);
  return mergeDicts(call.take(merged), call.take(another), { lists, others, spend }, call.take(maxLevels));
}

/** A list and a tuple do not add up in Python. */
function distinctUnion(call: Call, a: Datum, b: Datum): Datum {
  if (!(a instanceof Sequence && b instanceof Sequence) || a.isFixed !== b.isFixed) {
    throw new YaqlError('"mergeWith" cannot merge two lists one of which was computed; make it "toList()"');
  }
  return toTuple(call, lazily(call, distinctItems(call, [...a.items, ...b.items], null)));
}

function mergeDicts(first: Dict, second: Dict, mergers: Mergers, levels: Whole): Dict {
  const pairs: (readonly [Datum, Datum])[] = [];
  mergers.spend(first.entries.size + second.entries.size);
  for (const [place, [key, value]] of first.entries) {
    const other = second.entries.get(place)?.[1];
    pairs.push([key, other === undefined ? value : mergeValues(value, other, mergers, levels)]);
  }
  for (const [place, pair] of second.entries) if (!first.entries.has(place)) pairs.push(pair);
  return dictOf(pairs, false);
}

function mergeValues(first: Datum, second: Datum, mergers: Mergers, levels: Whole): Datum {
  const isDeep = levels !== 1;
  if (isDeep && second instanceof Dict) {
    if (!(first instanceof Dict)) throw unlike();
    return mergeDicts(first, second, mergers, levels === 0 ? 0 : Number(levels) - 1);
  }
  if (!isDeep || !(second instanceof Sequence)) return mergers.others(first, second);
  if (!(first instanceof Sequence)) throw unlike();
  return mergers.lists(first, second);
}

function unlike(): YaqlError {
  return new YaqlError('"mergeWith" cannot merge a list or a dictionary with something else under the same key');
}
