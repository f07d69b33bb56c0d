import { isTrue } from '../data-truth.ts';
import { type Argument, type Datum, isCollection, PySet, Sequence, Stream } from '../datum.ts';
import { type Call, type Definition, extension, fn, method } from '../definition.ts';
import { keywordNode, type Lambda, lambda, lambdaOrNull, optional, required } from '../parameter.ts';
import { anything, collection, type Whole, whole, wholeOrNull } from '../parameter-types.ts';
import { items, sizeOf } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { lazily, Seen, toTuple } from './build.ts';
import { memorize } from './system.ts';

const walked = required('collection', collection);
const predicate = required('predicate', lambda);
const selector = required('selector', lambda);
const keySelector = optional('keySelector', lambdaOrNull, null);
const attribute = required('attribute', keywordNode);
const count = required('count', whole);
const args = required('args', anything);
const start = optional('start', wholeOrNull, 0);
const length = required('length', whole);
const index = required('index', whole);
const fallback = required('default', collection);
const others = required('collections', collection);

/** What picks, changes and cuts the items of a collection, later and one by one. yaql: standard_library/queries.py. */
export const filters: readonly Definition[] = [
  ...['where', 'filter'].map((name) => method(name, [walked, predicate], where)),
  ...['select', 'map'].map((name) => method(name, [walked, selector], select)),
  fn('#operator_.', [walked, attribute], (call) => {
    const node: Argument = call.take(attribute);
    const read = (item: Datum): Datum => call.function('#operator_.', item, node);
    return lazily(call, mapped(items(call.take(walked)), read));
  }),
  ...['limit', 'take'].map((name) => method(name, [walked, count], (call) => cut(call, 0, call.take(count)))),
  method('skip', [walked, count], (call) => cut(call, call.take(count))),
  extension('append', [walked], (call) => lazily(call, chained([items(call.take(walked)), call.rest(args)])), {
    rest: args,
  }),
  extension('concat', [], (call) => lazily(call, chained(call.rest(others).map(items))), { rest: others }),
  extension('distinct', [walked, keySelector], (call) => lazily(call, distinct(call, items(call.take(walked))))),
  extension('enumerate', [walked, start], (call) =>
    lazily(call, enumerated(items(call.take(walked)), call.take(start))),
  ),
  method('selectMany', [walked, selector], (call) => {
    return lazily(call, selectedMany(items(call.take(walked)), call.take(selector)));
  }),
  method('takeWhile', [walked, predicate], (call) => {
    return lazily(call, takenWhile(items(call.take(walked)), call.take(predicate)));
  }),
  method('skipWhile', [walked, predicate], (call) => {
    return lazily(call, skippedWhile(items(call.take(walked)), call.take(predicate)));
  }),
  method('memorize', [walked], (call) => {
    const given = call.take(walked);
    return given instanceof Stream ? memorize(given, call) : given;
  }),
  method('slice', [walked, length], (call) => lazily(call, slices(call, items(call.take(walked)), call.take(length)))),
  method('splitWhere', [walked, predicate], (call) => lazily(call, splitWhere(call))),
  method('sliceWhere', [walked, predicate], (call) => lazily(call, sliceWhere(call))),
  method('splitAt', [walked, index], (call) => {
    const list = toTuple(call, call.take(walked)).items;
    const place = Number(call.take(index));
    return new Sequence([new Sequence(list.slice(0, place)), new Sequence(list.slice(place))], false);
  }),
  method('reverse', [walked], (call) => lazily(call, toTuple(call, call.take(walked)).items.toReversed())),
  method('defaultIfEmpty', [walked, fallback], orDefault),
];

function where(call: Call): Datum {
  return lazily(call, filtered(items(call.take(walked)), call.take(predicate)));
}

function* filtered(walk: Iterable<Datum>, keeps: Lambda): Generator<Datum, undefined, undefined> {
  for (const item of walk) if (isTrue(keeps(item))) yield item;
}

function select(call: Call): Datum {
  return lazily(call, mapped(items(call.take(walked)), call.take(selector)));
}

export function* mapped(walk: Iterable<Datum>, change: (item: Datum) => Datum): Generator<Datum, undefined, undefined> {
  for (const item of walk) yield change(item);
}

function cut(call: Call, from: Whole, most?: Whole): Datum {
  const isRefused = (each: Whole): boolean => each < 0 || each > 0x7fffffffffffffffn;
  if (isRefused(from) || (most !== undefined && isRefused(most))) {
    throw new YaqlError('a number of items cannot be negative');
  }
  return lazily(call, islice(items(call.take(walked)), Number(from), most === undefined ? Infinity : Number(most)));
}

/** Walks no further than to the last item that it gives. */
function* islice(walk: Iterable<Datum>, from: number, to: number): Generator<Datum, undefined, undefined> {
  const iterator = walk[Symbol.iterator]();
  for (let place = 0; place < to; place++) {
    const { done, value } = iterator.next();
    if (done) return undefined;
    if (place >= from) yield value;
  }
  return undefined;
}

function* chained(walks: readonly Iterable<Datum>[]): Generator<Datum, undefined, undefined> {
  for (const walk of walks) yield* walk;
}

function* distinct(call: Call, walk: Iterable<Datum>): Generator<Datum, undefined, undefined> {
  const toKey = call.take(keySelector);
  yield* distinctItems(call, walk, toKey);
}

/** The items that are met for the first time. */
export function* distinctItems(
  call: Call,
  walk: Iterable<Datum>,
  toKey: Lambda | null,
): Generator<Datum, undefined, undefined> {
  const seen = new Seen(call);
  for (const item of walk) if (seen.add(toKey === null ? item : toKey(item))) yield item;
}

function* enumerated(walk: Iterable<Datum>, from: Whole | null): Generator<Datum, undefined, undefined> {
  if (from === null) throw new YaqlError('"enumerate" takes an integer to start from');
  let place = from;
  for (const item of walk) yield new Sequence([place++, item], false);
}

function* selectedMany(walk: Iterable<Datum>, change: Lambda): Generator<Datum, undefined, undefined> {
  for (const item of walk) {
    const inner = change(item);
    if (isCollection(inner)) yield* items(inner);
    else yield inner;
  }
}

function* takenWhile(walk: Iterable<Datum>, holds: Lambda): Generator<Datum, undefined, undefined> {
  for (const item of walk) {
    if (!isTrue(holds(item))) return undefined;
    yield item;
  }
  return undefined;
}

function* skippedWhile(walk: Iterable<Datum>, holds: Lambda): Generator<Datum, undefined, undefined> {
  let isSkipping = true;
  for (const item of walk) {
    isSkipping &&= isTrue(holds(item));
    if (!isSkipping) yield item;
  }
}

function* slices(call: Call, walk: Iterable<Datum>, size: Whole): Generator<Datum, undefined, undefined> {
  if (size < 0) throw new YaqlError('a number of items cannot be negative');
  const iterator = walk[Symbol.iterator]();
  const rest: Iterable<Datum> = { [Symbol.iterator]: () => ({ next: () => iterator.next() }) };
  for (;;) {
    const part = toTuple(call, lazily(call, islice(rest, 0, Number(size))));
    if (part.items.length === 0) return undefined;
    yield part;
  }
}

function* splitWhere(call: Call): Generator<Datum, undefined, undefined> {
  const splits = call.take(predicate);
  const list = toTuple(call, call.take(walked)).items;
  let from = 0;
  for (const [place, item] of list.entries()) {
    if (!isTrue(splits(item))) continue;
    yield new Sequence(list.slice(from, place));
    from = place + 1;
  }
  if (from !== list.length) yield new Sequence(list.slice(from));
}

function* sliceWhere(call: Call): Generator<Datum, undefined, undefined> {
  const decide = call.take(predicate);
  const list = toTuple(call, call.take(walked)).items;
  let from = 0;
  let before: Datum | undefined;
  for (const [place, item] of list.entries()) {
    const now = decide(item);
    if (before !== undefined && !isTrue(call.function('*equal', now, before))) {
      yield new Sequence(list.slice(from, place));
      from = place;
    }
    before = now;
  }
  if (from !== list.length) yield new Sequence(list.slice(from));
}

function orDefault(call: Call): Datum {
  const given = call.take(walked);
  if (given instanceof Sequence || given instanceof PySet) return sizeOf(given) === 0 ? call.take(fallback) : given;
  const kept = given instanceof Stream ? memorize(given, call) : given;
  const isEmpty = items(kept)[Symbol.iterator]().next().done === true;
  return isEmpty ? call.take(fallback) : kept;
}
