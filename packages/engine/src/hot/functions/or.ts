import { decide, everyTruth, wantConditions } from './condition-list.ts';
import type { FunctionEntry } from './function-entry.ts';

/** Heat: `functions.Or`: conditions after the first true one are not looked up. */
export const or: FunctionEntry = {
  name: 'or',
  summary: 'Whether one of the conditions is true',
  since: '2016-10-14',
  inConditions: '2016-10-14',
  conditionsOnly: true,
  opaque: true,
  example: 'or: [CONDITION, CONDITION, …]',
  shape: wantConditions,
  prepare: (argument, context) => everyTruth(argument, true, context),
  call: (truths) => decide(truths, true),
};
