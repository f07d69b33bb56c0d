import { heatEqualsItem } from '../equal-values.ts';
import { isList } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';
import { wantList } from './shape.ts';

/** Heat: `functions.Contains`: in a list by `equals`, in a text as a part of it. */
export const contains: FunctionEntry = {
  name: 'contains',
  summary: 'Whether a value is in a list, or a text in a text',
  since: '2017-09-01',
  inConditions: '2017-09-01',
  kept: 2,
  example: 'contains: [VALUE, [ITEM, …]]',
  shape: (argument) => wantList(argument, 2, 2),
  call(argument, context) {
    const [value = null, sequence = null] = isList(argument) ? argument : [];
    if (isList(sequence)) return sequence.some((item) => heatEqualsItem(value, item));
    if (typeof sequence !== 'string') {
      return context.fail(`"${context.name}" looks into a list or a text, not ${context.show(sequence)}`, {
        within: [1],
      });
    }
    if (typeof value === 'string') return sequence.includes(value);
    return context.fail(`"${context.name}" looks for a text in a text, not for ${context.show(value)}`, {
      within: [0],
    });
  },
};
