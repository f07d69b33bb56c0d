import { heatEquals } from '../equal-values.ts';
import { isList } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';
import { wantList } from './shape.ts';

/** Heat: `functions.Equals`: Python's `==`, so that `true` equals 1 and `"1"` does not. */
export const equals: FunctionEntry = {
  name: 'equals',
  summary: 'Whether two values are equal',
  since: '2016-10-14',
  inConditions: '2016-10-14',
  conditionsOnly: true,
  kept: 2,
  example: 'equals: [VALUE, VALUE]',
  shape: (argument) => wantList(argument, 2, 2),
  call(argument) {
    const [a = null, b = null] = isList(argument) ? argument : [];
    return heatEquals(a, b);
  },
};
