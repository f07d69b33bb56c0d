import { hashWork, itemsWork, makeWork } from '../data-work.ts';
import { type Datum, Dict, type HashKey, View } from '../datum.ts';
import { type Call, type Definition, extension, fn, method } from '../definition.ts';
import { includes } from '../equal-data.ts';
import { hashKey } from '../hash-key.ts';
import { keyword, lambda, lambdaOrNull, optional, required } from '../parameter.ts';
import { anything, collection, dict, rule } from '../parameter-types.ts';
import { items, iterate, sizeOf, viewItems } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { checkedDict, comparing, dictOf } from './build.ts';

const rules = required('args', rule);
const pairs = required('items', collection);
const walked = required('collection', collection);
const keySelector = required('keySelector', lambda);
const valueSelector = optional('valueSelector', lambdaOrNull, null);
const given = required('dict', dict);
const name = required('key', keyword);
const key = required('key', anything);
const value = required('value', anything);
const fallback = required('default', anything);
const fallbackOrNull = optional('default', anything, null);
const replacements = required('replacements', dict);
const left = required('left', dict);
const right = required('right', dict);
const arg = required('arg', anything);
const keys = required('keys', anything);
const keyList = required('keys', collection);

/** Dictionaries. yaql: standard_library/collections.py. */
export const dicts: readonly Definition[] = [
  fn('dict', [], ofRules, { rest: rules, takesRules: true }),
  fn('#map', [], ofRules, { rest: rules, takesRules: true }),
  fn('dict', [pairs], (call) => checkedDict(ofPairs(items(call.take(pairs))), true, call), { takesRules: true }),
  method('toDict', [walked, keySelector, valueSelector], toDict),
  fn('#operator_.', [given, name], (call) => lookUp(call, call.take(name))),
  fn('#indexer', [given, key], (call) => lookUp(call, call.take(key))),
  fn('#indexer', [given, key, fallback], (call) => {
    const found = find(call, call.take(key));
    return found === undefined ? call.take(fallback) : found;
  }),
  method('get', [given, key, fallbackOrNull], (call) => {
    const found = find(call, call.take(key));
    return found === undefined ? call.take(fallbackOrNull) : found;
  }),
  method('set', [given, key, value], (call) => merged(call, call.take(given), [[call.take(key), call.take(value)]]), {
    takesRules: true,
  }),
  method(
    'set',
    [given, replacements],
    (call) => merged(call, call.take(given), call.take(replacements).entries.values()),
    {
      takesRules: true,
    },
  ),
  method('set', [given], (call) => merged(call, call.take(given), rulePairs(call)), { rest: rules, takesRules: true }),
  method('keys', [given], (call) => new View(call.take(given), 'keys')),
  method('values', [given], (call) => new View(call.take(given), 'values')),
  method('items', [given], (call) => new View(call.take(given), 'items')),
  method('containsKey', [given, key], (call) => call.take(given).entries.has(paidKey(call, call.take(key)))),
  method('containsValue', [given, value], (call) => {
    const wanted = call.take(value);
    const values = new View(call.take(given), 'values');
    call.runtime.spend(itemsWork(sizeOf(values)));
    return includes(comparing(call, viewItems(values), wanted), wanted);
  }),
  fn('#operator_+', [left, right], (call) => merged(call, call.take(left), call.take(right).entries.values())),
  fn('isDict', [arg], (call) => call.take(arg) instanceof Dict),
  extension('len', [given], (call) => sizeOf(call.take(given))),
  method('delete', [given], (call) => without(call, call.take(given), call.rest(keys)), { rest: keys }),
  method('deleteAll', [given, keyList], (call) => without(call, call.take(given), items(call.take(keyList)))),
];

function rulePairs(call: Call): (readonly [Datum, Datum])[] {
  return call.rest(rules).map(({ source, destination }) => [source, destination]);
}

function ofRules(call: Call): Dict {
  const rules = rulePairs(call);
  for (const [key] of rules) call.runtime.spend(hashWork(key));
  return dictOf(rules);
}

function* ofPairs(walk: Iterable<Datum>): Generator<readonly [Datum, Datum], undefined, undefined> {
  for (const pair of walk) {
    const parts = iterate(pair)[Symbol.iterator]();
    const [first, second] = [parts.next(), parts.next()];
    if (first.done || second.done) throw new YaqlError('"dict" takes pairs of a key and a value');
    yield [first.value, second.value];
  }
}

function toDict(call: Call): Dict {
  const toKey = call.take(keySelector);
  const toValue = call.take(valueSelector);
  return checkedDict(selectPairs(items(call.take(walked)), toKey, toValue ?? ((item) => item ?? null)), false, call);
}

function* selectPairs(
  walk: Iterable<Datum>,
  toKey: (item: Datum) => Datum,
  toValue: (item: Datum) => Datum,
): Generator<readonly [Datum, Datum], undefined, undefined> {
  for (const item of walk) yield [toKey(item), toValue(item)];
}

/** What a value is looked for by, the work counted. */
function paidKey({ runtime }: Call, value: Datum): HashKey {
  runtime.spend(hashWork(value));
  return hashKey(value);
}

function find(call: Call, wanted: Datum): Datum | undefined {
  return call.take(given).entries.get(paidKey(call, wanted))?.[1];
}

function lookUp(call: Call, wanted: Datum): Datum {
  const found = find(call, wanted);
  if (found !== undefined) return found;
  const details = typeof wanted === 'string' ? { shown: wanted } : {};
  throw new YaqlError('the dictionary does not have this key; "get" gives null instead', details);
}

function merged({ runtime }: Call, { entries }: Dict, more: Iterable<readonly [Datum, Datum]>): Dict {
  const pairs = [...entries.values()];
  for (const pair of more) {
    runtime.spend(hashWork(pair[0]));
    pairs.push(pair);
  }
  runtime.spend(makeWork(pairs.length));
  return dictOf(pairs);
}

function without(call: Call, { entries }: Dict, out: Iterable<Datum>): Dict {
  call.runtime.spend(makeWork(entries.size));
  const left = new Map(entries);
  for (const each of out) left.delete(paidKey(call, each));
  return new Dict(left, false);
}
