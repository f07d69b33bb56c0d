import { hashWork } from '../data-work.ts';
import { type Datum, isSetLike, PySet, type View } from '../datum.ts';
import { type Call, type Definition, extension, fn, method } from '../definition.ts';
import { isSubset } from '../equal-data.ts';
import { type Parameter, required } from '../parameter.ts';
import { anything, collection, set } from '../parameter-types.ts';
import { items, sizeOf } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { withoutIterators } from './lists.ts';
import { difference, intersection, setOf, symmetricDifference, union } from './set-algebra.ts';

const args = required('args', anything);
const arg = required('arg', anything);
const walked = required('collection', collection);
const left = required('left', set);
const right = required('right', set);
const given = required('set', set);
const values = required('values', anything);

type SetLike = PySet | View;

/** Sets. Keys and items of a dictionary can be compared with sets, but have no methods of theirs. */
export const sets: readonly Definition[] = [
  fn('isSet', [arg], (call) => isSetLike(call.take(arg))),
  fn('set', [], (call) => setOf(paid(call, withoutIterators(call.rest(args)))), { rest: args }),
  method('toSet', [walked], (call) => setOf(paid(call, items(call.take(walked))))),
  extension('len', [given], (call) => sizeOf(call.take(given))),
  comparison('#operator_<', (a, b) => sizeOf(a) < sizeOf(b) && isSubset(a, b)),
  comparison('#operator_<=', (a, b) => sizeOf(a) <= sizeOf(b) && isSubset(a, b)),
  comparison('#operator_>', (a, b) => sizeOf(b) < sizeOf(a) && isSubset(b, a)),
  comparison('#operator_>=', (a, b) => sizeOf(b) <= sizeOf(a) && isSubset(b, a)),
  operation('union', union),
  operation('intersect', intersection),
  operation('difference', difference),
  fn('#operator_-', [left, right], (call) => {
    const [one, two] = both(call);
    return difference(own(one), two);
  }),
  operation('symmetricDifference', symmetricDifference),
  method('add', [given], (call) => union(own(taken(call, given)), setOf(paid(call, call.rest(values)))), {
    rest: values,
  }),
  method('remove', [given], (call) => difference(own(taken(call, given)), setOf(paid(call, call.rest(values)))), {
    rest: values,
  }),
];

/** What is to be put into a set, the work counted. */
function* paid({ runtime }: Call, members: Iterable<Datum>): Generator<Datum, undefined, undefined> {
  for (const each of members) {
    runtime.spend(1 + hashWork(each));
    yield each;
  }
}

/** A set of which another one is made, or that is compared; of its members none calls anything. */
function taken(call: Call, parameter: Parameter<SetLike>): SetLike {
  const value = call.take(parameter);
  call.runtime.spend(sizeOf(value));
  return value;
}

function both(call: Call): readonly [SetLike, SetLike] {
  return [taken(call, left), taken(call, right)];
}

function comparison(name: string, compare: (a: SetLike, b: SetLike) => boolean): Definition {
  return fn(name, [left, right], (call) => compare(...both(call)));
}

function operation(name: string, combine: (a: PySet, b: SetLike) => PySet): Definition {
  return method(name, [left, right], (call) => {
    const [one, two] = both(call);
    return combine(own(one), two);
  });
}

function own(value: SetLike): PySet {
  if (value instanceof PySet) return value;
  throw new YaqlError(`the ${value.part} of a dictionary are no set of their own; "toSet()" makes one`);
}
