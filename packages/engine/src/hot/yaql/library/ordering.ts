import { isTrue } from '../data-truth.ts';
import { type Datum, type OrderField, Ordering } from '../datum.ts';
import { type Call, type Definition, method } from '../definition.ts';
import { type Lambda, lambda, required } from '../parameter.ts';
import { collection, ordering as orderingType } from '../parameter-types.ts';
import { items } from '../walk-datum.ts';

const walked = required('collection', collection);
const ordered = required('collection', orderingType);
const selector = required('selector', lambda);

/** Sorting, done when the result is first walked. yaql: `queries.OrderingIterable`. */
export const ordering: readonly Definition[] = [
  orderBy('orderBy', true),
  orderBy('orderByDescending', false),
  thenBy('thenBy', true),
  thenBy('thenByDescending', false),
];

function orderBy(name: string, isAscending: boolean): Definition {
  return method(name, [walked, selector], (call) => {
    const fields: OrderField[] = [{ select: call.take(selector), isAscending }];
    return new Ordering(items(call.take(walked)), fields, (a, b) => compare(call, fields, a, b));
  });
}

function thenBy(name: string, isAscending: boolean): Definition {
  return method(name, [ordered, selector], (call) => {
    const given = call.take(ordered);
    const select: Lambda = call.take(selector);
    given.fields.push({ select, isAscending });
    return given;
  });
}

function compare(call: Call, fields: readonly OrderField[], a: Datum, b: Datum): number {
  for (const { select, isAscending } of fields) {
    const [x, y] = [select(a), select(b)];
    if (isTrue(call.function('#operator_<', x, y))) return isAscending ? -1 : 1;
    if (isTrue(call.function('#operator_>', x, y))) return isAscending ? 1 : -1;
  }
  return 0;
}
