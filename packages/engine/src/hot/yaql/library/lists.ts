import { hashWork, itemsWork } from '../data-work.ts';
import { type Datum, isCollection, isIterator, PySet, Sequence, View } from '../datum.ts';
import { type Call, type Definition, extension, fn, method } from '../definition.ts';
import { holds, includes } from '../equal-data.ts';
import { optional, required } from '../parameter.ts';
import {
  anything,
  type Bounded,
  collection,
  orderedCollection,
  sequence,
  stream,
  type Whole,
  whole,
} from '../parameter-types.ts';
import { items, sizeOf } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { comparing, lazily, toTuple } from './build.ts';
import { union } from './set-algebra.ts';

const args = required('args', anything);
const walked = required('collection', collection);
const list = required('list', sequence);
const index = required('index', whole);
const value = required('value', anything);
const left = required('left', collection);
const right = required('right', collection);
const leftList = required('left', sequence);
const rightList = required('right', sequence);
const leftTimes = required('left', whole);
const rightTimes = required('right', whole);
const arg = required('arg', anything);
const sized = required('sequence', sequence);
const counted = required('collection', stream);
const position = required('position', whole);
const count = optional('count', whole, 1);
const many = required('values', collection);
const insertable = required('collection', orderedCollection);
const insertableList = required('collection', sequence);

/** Lists. yaql: standard_library/collections.py. */
export const lists: readonly Definition[] = [
  fn('list', [], (call) => toTuple(call, lazily(call, withoutIterators(call.rest(args)))), { rest: args }),
  fn('#list', [], (call) => new Sequence(call.rest(args)), { rest: args }),
  method('toList', [walked], (call) => {
    const given = call.take(walked);
    if (given instanceof Sequence && given.isFixed) return given;
    if (given instanceof PySet || given instanceof View) call.runtime.spend(itemsWork(sizeOf(given)));
    return new Sequence([...items(given)]);
  }),
  method('flatten', [walked], (call) => lazily(call, flattened(items(call.take(walked))))),
  fn('#indexer', [list, index], (call) => at(call.take(list), call.take(index))),
  fn('#operator_in', [value, walked], (call) => isIn(call, call.take(value), call.take(walked))),
  method('contains', [walked, value], (call) => isIn(call, call.take(value), call.take(walked))),
  fn('#operator_+', [left, right], combine),
  fn('#operator_*', [leftList, rightTimes], (call) => repeated(call, call.take(leftList), call.take(rightTimes))),
  fn('#operator_*', [leftTimes, rightList], (call) => repeated(call, call.take(rightList), call.take(leftTimes))),
  fn('isList', [arg], (call) => call.take(arg) instanceof Sequence),
  fn('isIterable', [value], (call) => isCollection(call.take(value))),
  extension('len', [sized], (call) => sizeOf(call.take(sized))),
  extension('len', [counted], (call) => countItems(items(call.take(counted)))),
  method('count', [walked], (call) => countItems(items(call.take(walked)))),
  method('delete', [walked, position, count], (call) => {
    const isOut = range(call.take(position), call.take(count));
    return lazily(
      call,
      filterIndexes(items(call.take(walked)), (each) => !isOut(each)),
    );
  }),
  method('replace', [walked, position, value, count], (call) => replaced(call, [call.take(value)])),
  method('replaceMany', [walked, position, many, count], (call) => replaced(call, items(call.take(many)))),
  method('insert', [insertable, position, value], (call) => {
    return lazily(call, inserted(items(call.take(insertable)), call.take(position), [call.take(value)], false));
  }),
  method('insert', [insertableList, position, value], (call) => {
    const given = call.take(insertableList).items;
    call.runtime.spend(itemsWork(given.length));
    return new Sequence(given.toSpliced(Number(call.take(position)), 0, call.take(value)), false);
  }),
  method('insertMany', [walked, position, many], (call) => {
    return lazily(call, inserted(items(call.take(walked)), call.take(position), items(call.take(many)), true));
  }),
];

/** Iterators among the values are walked, and those that they give. */
export function* withoutIterators(values: Iterable<Datum>): Generator<Datum, undefined, undefined> {
  for (const each of values) {
    if (isIterator(each)) yield* withoutIterators(each);
    else yield each;
  }
}

function* flattened(values: Iterable<Datum>): Generator<Datum, undefined, undefined> {
  // Not one walk in the other: each item would go through all of them.
  const walks = [values[Symbol.iterator]()];
  for (let walk = walks.at(-1); walk !== undefined; walk = walks.at(-1)) {
    const { done, value: each } = walk.next();
    if (done === true) walks.pop();
    else if (isCollection(each)) walks.push(items(each)[Symbol.iterator]());
    else yield each;
  }
}

function at({ items: list }: Sequence, place: Whole): Datum {
  const found = list.at(Number(place));
  if (found === undefined || place < -list.length || place >= list.length) {
    throw new YaqlError(`a list of ${list.length} has no item ${place}`, { reason: 'index' });
  }
  return found;
}

function isIn(call: Call, given: Datum, where: Bounded): boolean {
  if (!(where instanceof PySet || where instanceof View)) return includes(comparing(call, items(where), given), given);
  call.runtime.spend(hashWork(given));
  return holds(where, given);
}

/** Two tuples give one, two sets their union; anything else is walked later. */
function combine(call: Call): Datum {
  const [first, second] = [call.take(left), call.take(right)];
  if (first instanceof Sequence && second instanceof Sequence && first.isFixed && second.isFixed) {
    return new Sequence([...first.items, ...second.items]);
  }
  if (first instanceof PySet && second instanceof PySet) return union(first, second);
  return call.function('concat', first, second);
}

function repeated({ runtime }: Call, { items: list, isFixed }: Sequence, times: Whole): Sequence {
  const count = Math.max(0, Number(times));
  runtime.checkBytes(count * (40 + 8 * list.length) - 56 * (count - 1));
  runtime.checkBytes(8 * list.length * count);
  runtime.spend(itemsWork(list.length * count));
  return new Sequence(Array.from({ length: count }, () => list).flat(), isFixed);
}

function countItems(walk: Iterable<Datum>): number {
  let total = 0;
  for (const _each of walk) total++;
  return total;
}

/** Whether an index is among so many from a position on; a negative count means all. */
function range(from: Whole, total: Whole): (place: number) => boolean {
  return (place) => place >= from && (total < 0 || place < Number(from) + Number(total));
}

function* filterIndexes(walk: Iterable<Datum>, keeps: (place: number) => boolean): Generator<Datum, undefined> {
  let place = 0;
  for (const each of walk) if (keeps(place++)) yield each;
}

function replaced(call: Call, values: Iterable<Datum>): Datum {
  return lazily(call, replacing(items(call.take(walked)), range(call.take(position), call.take(count)), values));
}

function* replacing(
  walk: Iterable<Datum>,
  isOut: (place: number) => boolean,
  values: Iterable<Datum>,
): Generator<Datum, undefined, undefined> {
  let place = 0;
  let isDone = false;
  for (const each of walk) {
    if (!isOut(place++)) yield each;
    else if (!isDone) {
      yield* values;
      isDone = true;
    }
  }
}

function* inserted(
  walk: Iterable<Datum>,
  place: Whole,
  values: Iterable<Datum>,
  takesNegative: boolean,
): Generator<Datum, undefined, undefined> {
  if (takesNegative && place < 0) yield* values;
  let last = -1;
  for (const each of walk) {
    last++;
    if (last === place) yield* values;
    yield each;
  }
  if (place > last) yield* values;
}
