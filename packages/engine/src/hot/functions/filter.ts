import { HeatSet } from '../heat-set.ts';
import { isList } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';
import { isTruthy } from './python-truth.ts';
import { wantList } from './shape.ts';

/** Heat: `functions.Filter`: values are equal as for `equals`; what is empty or null comes back as it is. */
export const filter: FunctionEntry = {
  name: 'filter',
  summary: 'A list without certain values',
  since: '2017-02-24',
  kept: 2,
  example: 'filter: [[VALUE, …], [ITEM, …]]',
  shape: (argument) => wantList(argument, 2, 2),
  call(argument, context) {
    const [values = null, items = null] = isList(argument) ? argument : [];
    if (!isTruthy(items)) return items;
    if (!isList(items)) {
      return context.fail(`"${context.name}" filters a list, not ${context.show(items)}`, { within: [1] });
    }
    if (!isTruthy(values)) return items;
    if (!isList(values)) {
      return context.fail(`"${context.name}" takes a list of values, not ${context.show(values)}`, { within: [0] });
    }
    const unwanted = new HeatSet(values);
    return items.filter((item) => !unwanted.has(item));
  },
};
