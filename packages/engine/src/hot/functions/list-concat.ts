import { HeatSet } from '../heat-set.ts';
import { isList, type List, Tainted, Unknown, type Value } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, needInside } from './function-entry.ts';

/** Heat: `functions.ListConcat`: null counts as an empty list. */
export const listConcat: FunctionEntry = {
  name: 'list_concat',
  summary: 'The items of several lists in one',
  since: '2017-09-01',
  opaque: true,
  example: 'list_concat: [[ITEM, …], [ITEM, …]]',
  call: concat,
};

/** Heat: `functions.ListConcatUnique`: values are equal as for `equals`, the first stays. */
export const listConcatUnique: FunctionEntry = {
  name: 'list_concat_unique',
  summary: 'The items of several lists in one, each value once',
  since: '2017-09-01',
  example: 'list_concat_unique: [[ITEM, …], [ITEM, …]]',
  call(argument, context) {
    const items = concat(argument, context);
    return isPlainList(items) ? unique(items) : items;
  },
};

function isPlainList(items: List | typeof failed | typeof needInside): items is List {
  return items !== failed && items !== needInside;
}

function concat(argument: Value, context: FunctionContext): List | typeof failed | typeof needInside {
  if (argument instanceof Unknown || argument instanceof Tainted) return needInside;
  if (!isList(argument)) {
    const expected = 'a list of lists';
    return context.fail(`"${context.name}" takes a list of lists, not ${context.show(argument)}`, {
      expected,
      within: [],
    });
  }
  const all: Value[] = [];
  for (const [index, list] of argument.entries()) {
    if (list instanceof Unknown || list instanceof Tainted) return needInside;
    if (isList(list)) for (const item of list) all.push(item);
    else if (list !== null) {
      return context.fail(`"${context.name}" joins lists; item ${index} is ${context.show(list)}`, { within: [index] });
    }
  }
  return all;
}

function unique(items: List): List {
  const found: Value[] = [];
  const known = new HeatSet();
  for (const item of items) {
    if (known.has(item)) continue;
    known.add(item);
    found.push(item);
  }
  return found;
}
