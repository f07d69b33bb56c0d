import { isTrue } from '../data-truth.ts';
import { type Datum, Sequence, Stream } from '../datum.ts';
import { type Call, type Definition, fn, method } from '../definition.ts';
import { lambda, lambdaOrNull, optional, required } from '../parameter.ts';
import { anything, boolean, collection, type Whole, whole, wholeOrBoolean } from '../parameter-types.ts';
import { items, iterate } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { add } from './arithmetic.ts';
import { lazily, Seen } from './build.ts';
import { memorize } from './system.ts';

const stop = required('stop', whole);
const start = required('start', whole);
const step = optional('step', whole, 1);
const startOrZero = optional('start', wholeOrBoolean, 0);
const value = required('value', anything);
const times = optional('times', whole, -1);
const walked = required('collection', collection);
const others = required('collections', collection);
const named = required('kwargs', anything);
const second = required('collection2', collection);
const first = required('collection1', collection);
const predicate = required('predicate', lambda);
const selector = required('selector', lambda);
const selectorOrNull = optional('selector', lambdaOrNull, null);
const initial = required('initial', anything);
const producer = required('producer', lambda);
const decycle = optional('decycle', boolean, false);
const depthFirst = optional('depthFirst', boolean, false);

/** What makes collections of values or of other collections. yaql: standard_library/queries.py. */
export const generation: readonly Definition[] = [
  fn('range', [stop], (call) => lazily(call, range(0, call.take(stop), 1))),
  fn('range', [start, stop, step], (call) => {
    return lazily(call, range(call.take(start), call.take(stop), call.take(step)));
  }),
  fn('sequence', [startOrZero, step], (call) => lazily(call, sequence(call.take(startOrZero), call.take(step)))),
  method('repeat', [value, times], (call) => lazily(call, repeated(call.take(value), call.take(times)))),
  method('cycle', [walked], (call) => lazily(call, cycled(items(call.take(walked))))),
  method('zip', [], (call) => lazily(call, zipped(call.rest(others).map(items))), { rest: others }),
  method('zipLongest', [], zipLongest, { rest: others, keywords: named }),
  method('join', [first, second, predicate, selector], (call) => lazily(call, joined(call))),
  fn('generate', [initial, predicate, producer, selectorOrNull, decycle], (call) => lazily(call, generated(call))),
  fn('generateMany', [initial, producer, selectorOrNull, decycle, depthFirst], (call) => {
    return lazily(call, generatedMany(call));
  }),
];

function range(from: Whole, to: Whole, by: Whole): Iterable<Datum> {
  if (by === 0) throw new YaqlError('the step of a range cannot be zero');
  return counting(from, by, (at) => (by > 0 ? at < to : at > to));
}

/** A boolean to start from stays one, but for steps of 1. */
function* sequence(from: Whole | boolean, by: Whole): Generator<Datum, undefined, undefined> {
  const first = typeof from === 'boolean' ? Number(from) : from;
  let isFirst = true;
  for (const at of counting(first, by, () => true)) {
    yield isFirst && by !== 1 ? from : at;
    isFirst = false;
  }
}

function* counting(from: Whole, by: Whole, goesOn: (at: Whole) => boolean): Generator<Datum, undefined, undefined> {
  for (let at: Datum = from; isWhole(at) && goesOn(at); at = add(at, by)) yield at;
}

function isWhole(value: Datum): value is Whole {
  return typeof value === 'number' || typeof value === 'bigint';
}

function* repeated(given: Datum, count: Whole): Generator<Datum, undefined, undefined> {
  for (let index = 0; count < 0 || index < count; index++) yield given;
}

function* cycled(walk: Iterable<Datum>): Generator<Datum, undefined, undefined> {
  const kept: Datum[] = [];
  for (const each of walk) {
    kept.push(each);
    yield each;
  }
  while (kept.length > 0) yield* kept;
}

function* zipped(walks: readonly Iterable<Datum>[]): Generator<Datum, undefined, undefined> {
  const iterators = walks.map((walk) => walk[Symbol.iterator]());
  while (iterators.length > 0) {
    const row: Datum[] = [];
    for (const iterator of iterators) {
      const { done, value: item } = iterator.next();
      if (done) return undefined;
      row.push(item);
    }
    yield new Sequence(row);
  }
  return undefined;
}

function zipLongest(call: Call): Datum {
  let filler: Datum = null;
  for (const [name, given] of call.keywords(named)) if (name === 'default') filler = given;
  return lazily(call, zippedLongest(call.rest(others).map(items), filler));
}

function* zippedLongest(walks: readonly Iterable<Datum>[], filler: Datum): Generator<Datum, undefined, undefined> {
  const iterators: (Iterator<Datum> | undefined)[] = walks.map((walk) => walk[Symbol.iterator]());
  for (;;) {
    const row: Datum[] = [];
    for (const [index, iterator] of iterators.entries()) {
      const next = iterator?.next();
      if (next?.done !== false) iterators[index] = undefined;
      row.push(next?.done === false ? next.value : filler);
    }
    if (iterators.every((iterator) => iterator === undefined)) return undefined;
    yield new Sequence(row);
  }
}

function* joined(call: Call): Generator<Datum, undefined, undefined> {
  const given = call.take(second);
  const other = given instanceof Stream ? memorize(given, call) : given;
  const [holds, select] = [call.take(predicate), call.take(selector)];
  for (const one of items(call.take(first))) {
    for (const two of items(other)) if (isTrue(holds(one, two))) yield select(one, two);
  }
}

function* generated(call: Call): Generator<Datum, undefined, undefined> {
  const [holds, produce, select] = [call.take(predicate), call.take(producer), call.take(selectorOrNull)];
  const seen = call.take(decycle) ? new Seen(call) : undefined;
  let current = call.take(initial);
  while (isTrue(holds(current))) {
    if (seen !== undefined && !seen.add(current)) return undefined;
    yield select === null ? current : select(current);
    current = produce(current);
  }
  return undefined;
}

function* generatedMany(call: Call): Generator<Datum, undefined, undefined> {
  const [produce, select, isDeep] = [call.take(producer), call.take(selectorOrNull), call.take(depthFirst)];
  const seen = call.take(decycle) ? new Seen(call) : undefined;
  // What is next stands at the head of a queue, or at the end of a stack.
  const queue: Datum[] = [call.take(initial)];
  for (let head = 0; head < queue.length; ) {
    const current = (isDeep ? queue.pop() : queue[head++]) ?? null;
    if (seen !== undefined && !seen.add(current)) continue;
    yield select === null ? current : select(current);
    const produced: Datum[] = [];
    for (const each of iterate(produce(current))) {
      produced.push(each);
      call.runtime.checkBytes(8 * produced.length);
    }
    for (const each of isDeep ? produced.reverse() : produced) queue.push(each);
    call.runtime.checkBytes(8 * (queue.length - head));
  }
}
