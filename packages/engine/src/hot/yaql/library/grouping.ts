import { dictSize } from '../data-size.ts';
import { hashWork } from '../data-work.ts';
import { type Datum, Dict, type HashKey, PySet, Sequence, tuple, View } from '../datum.ts';
import { type Call, type Definition, method } from '../definition.ts';
import { equalData } from '../equal-data.ts';
import { hashKey } from '../hash-key.ts';
import { type Lambda, lambda, lambdaOrNull, optional, required } from '../parameter.ts';
import { collection } from '../parameter-types.ts';
import { items, sizeOf } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { lazily } from './build.ts';
import { mapped } from './filters.ts';

const walked = required('collection', collection);
const keySelector = required('keySelector', lambda);
const valueSelector = optional('valueSelector', lambdaOrNull, null);
const aggregator = optional('aggregator', lambdaOrNull, null);

/** yaql: `queries.group_by_function`. */
export const grouping: readonly Definition[] = [
  method('groupBy', [walked, keySelector, valueSelector, aggregator], groupBy),
];

function groupBy(call: Call): Datum {
  const [toKey, toValue, aggregate] = [call.take(keySelector), call.take(valueSelector), call.take(aggregator)];
  const groups = new Map<HashKey, { readonly key: Datum; readonly values: Datum[] }>();
  for (const item of items(call.take(walked))) {
    const value = toValue === null ? item : toValue(item);
    const key = toKey(item);
    call.runtime.spend(hashWork(key));
    const place = hashKey(key);
    const group = groups.get(place) ?? { key, values: [] };
    group.values.push(value);
    groups.set(place, group);
    call.runtime.checkBytes(dictSize(groups.size));
  }
  const pairs = Array.from(groups.values(), ({ key, values }) => tuple(key, new Sequence(values, false)));
  if (aggregate === null) return lazily(call, pairs);
  const aggregation = new Aggregation(aggregate);
  return lazily(
    call,
    mapped(pairs, (pair) => aggregation.apply(pair)),
  );
}

/**
 * Applies a function to the values of each group. Where it fails on the first ones as if it were written for yaql before
 * 1.1.1, which gave it the whole pair of key and values, it gets that. yaql: `queries.GroupAggregator`.
 */
class Aggregation {
  readonly #aggregate: Lambda;
  #mayFallBack = true;
  #failure: YaqlError | undefined;

  constructor(aggregate: Lambda) {
    this.#aggregate = aggregate;
  }

  apply(pair: Datum): Datum {
    const [key = null, values = null] = pair instanceof Sequence ? pair.items : [];
    if (this.#failure === undefined) {
      const result = this.#attempt(values);
      if (!(result instanceof YaqlError)) {
        this.#mayFallBack &&= isOldForm(values, result);
        return tuple(key, result);
      }
      this.#failure = result;
    }
    const old = this.#mayFallBack ? this.#applyOld(pair) : undefined;
    if (old === undefined) throw this.#failure;
    return old;
  }

  #attempt(values: Datum): Datum | YaqlError {
    try {
      return this.#aggregate(values);
    } catch (error) {
      if (error instanceof YaqlError && error.reason !== 'other') return error;
      throw error;
    }
  }

  #applyOld(pair: Datum): Datum | undefined {
    try {
      const result = this.#aggregate(pair);
      return lengthOf(result) === 2 ? result : undefined;
    } catch (error) {
      if (error instanceof YaqlError) return undefined;
      throw error;
    }
  }
}

/** Whether what came of two values could be the pair that the old form gives. */
function isOldForm(values: Datum, result: Datum): boolean {
  if (!(values instanceof Sequence && result instanceof Sequence)) return false;
  const [first = null] = values.items;
  return values.items.length === 2 && result.items.length === 2 && equalData(result.items[0] ?? null, first);
}

function lengthOf(value: Datum): number | undefined {
  if (typeof value === 'string') return [...value].length;
  const isSized = value instanceof Sequence || value instanceof PySet || value instanceof View || value instanceof Dict;
  return isSized ? sizeOf(value) : undefined;
}
