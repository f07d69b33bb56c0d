import { type Datum, isSetLike, PySet, type View } from '../datum.ts';
import { type Definition, extension, fn, method } from '../definition.ts';
import { holds, isSubset } from '../equal-data.ts';
import { required } from '../parameter.ts';
import { anything, collection, set } from '../parameter-types.ts';
import { items, sizeOf } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { setOf } from './build.ts';
import { withoutIterators } from './lists.ts';

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
  fn('set', [], (call) => setOf(withoutIterators(call.rest(args))), { rest: args }),
  method('toSet', [walked], (call) => setOf(items(call.take(walked)))),
  extension('len', [given], (call) => sizeOf(call.take(given))),
  comparison('#operator_<', (a, b) => sizeOf(a) < sizeOf(b) && isSubset(a, b)),
  comparison('#operator_<=', isSubset),
  comparison('#operator_>', (a, b) => sizeOf(b) < sizeOf(a) && isSubset(b, a)),
  comparison('#operator_>=', (a, b) => isSubset(b, a)),
  operation('union', (a, b) => [...items(a), ...items(b)]),
  operation('intersect', (a, b) => [...items(a)].filter((each) => holds(b, each))),
  operation('difference', difference),
  fn('#operator_-', [left, right], (call) => setOf(difference(own(call.take(left)), call.take(right)))),
  operation('symmetricDifference', (a, b) => [...difference(a, b), ...difference(setOf(items(b)), a)]),
  method(
    'add',
    [given],
    (call) => setOf([...items(own(call.take(given))), ...setOf(call.rest(values)).entries.values()]),
    {
      rest: values,
    },
  ),
  method('remove', [given], (call) => setOf(difference(own(call.take(given)), setOf(call.rest(values)))), {
    rest: values,
  }),
];

function comparison(name: string, compare: (a: SetLike, b: SetLike) => boolean): Definition {
  return fn(name, [left, right], (call) => compare(call.take(left), call.take(right)));
}

function operation(name: string, combine: (a: PySet, b: SetLike) => Iterable<Datum>): Definition {
  return method(name, [left, right], (call) => setOf(combine(own(call.take(left)), call.take(right))));
}

function difference(a: PySet, b: SetLike): Datum[] {
  return [...items(a)].filter((each) => !holds(b, each));
}

function own(value: SetLike): PySet {
  if (value instanceof PySet) return value;
  throw new YaqlError(`the ${value.part} of a dictionary are no set of their own; "toSet()" makes one`);
}
