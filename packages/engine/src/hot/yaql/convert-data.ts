import { pythonNumber } from '../print-value.ts';
import { Float, isList, isMap, type Value } from '../value.ts';
import { Datetime, type Datum, Dict, type HashKey, isCollection, isSetLike, Sequence } from './datum.ts';
import { hashKey } from './hash-key.ts';
import { setOf } from './library/set-algebra.ts';
import type { Runtime } from './runtime.ts';
import { jsonTime } from './time-text.ts';
import { items, sizeOf } from './walk-datum.ts';
import { YaqlError } from './yaql-error.ts';

/** Plain data as an expression sees it: lists and maps frozen. yaql: `utils.convert_input_data`. */
export function toDatum(value: Value): Datum {
  if (isList(value)) return new Sequence(value.map(toDatum));
  if (isMap(value)) {
    const entries = new Map<HashKey, readonly [Datum, Datum]>();
    for (const [key, item] of value) entries.set(hashKey(key), [key, toDatum(item)]);
    return new Dict(entries);
  }
  if (value === null || typeof value !== 'object' || value instanceof Float) return value;
  throw new TypeError('A value that is unknown or secret was given to an expression');
}

/**
 * What an expression gives as plain data: every collection a list, a time and keys of dictionaries texts as in JSON. Throws a
 * `YaqlError` for what is no data, for a collection that is too large, and for a set of lists or dictionaries, which yaql
 * cannot give either. yaql: `utils.convert_output_data`.
 */
export function fromDatum(datum: Datum, runtime: Runtime): Value {
  if (datum === null || typeof datum !== 'object' || datum instanceof Float) return datum;
  if (datum instanceof Datetime) return jsonTime(datum);
  runtime.enter();
  try {
    if (datum instanceof Dict) return fromDict(datum, runtime);
    if (isCollection(datum)) return fromCollection(datum, runtime);
  } finally {
    runtime.leave();
  }
  throw new YaqlError('what the expression gives is no data: neither a text nor a number, list or dictionary');
}

function fromDict(datum: Dict, runtime: Runtime): Value {
  checkCount(sizeOf(datum), runtime);
  const result = new Map<string, Value>();
  for (const [key, item] of datum.entries.values()) result.set(keyText(key), fromDatum(item, runtime));
  return result;
}

function fromCollection(datum: Datum, runtime: Runtime): Value {
  if (!isCollection(datum)) return null;
  if (!isSetLike(datum)) return fromItems(items(datum), runtime);
  checkCount(sizeOf(datum), runtime);
  const members = [...items(datum)];
  if (members.some((member) => member instanceof Dict || isCollection(member))) {
    throw new YaqlError('a set of lists or dictionaries cannot be given; "toList()" or "list" makes a list of it');
  }
  // yaql puts the members into a set once more, which may change their order.
  return fromItems(items(setOf(members)), runtime);
}

function fromItems(walk: Iterable<Datum>, runtime: Runtime): Value[] {
  const result: Value[] = [];
  for (const item of walk) {
    checkCount(result.length + 1, runtime);
    result.push(fromDatum(item, runtime));
  }
  return result;
}

function checkCount(count: number, { limits }: Runtime): void {
  if (count > limits.items) throw new YaqlError(`a collection has more than ${limits.items} items`);
}

function keyText(key: Datum): string {
  if (typeof key === 'string') return key;
  if (key === null || typeof key === 'boolean') return String(key);
  if (typeof key === 'number' || typeof key === 'bigint' || key instanceof Float) return pythonNumber(key);
  throw new YaqlError('the keys of a dictionary that is given have to be texts or numbers');
}
