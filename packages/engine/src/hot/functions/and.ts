import { decide, everyTruth, wantConditions } from './condition-list.ts';
import type { FunctionEntry } from './function-entry.ts';

/** Heat: `functions.And`: conditions after the first false one are not looked up. */
export const and: FunctionEntry = {
  name: 'and',
  summary: 'Whether all conditions are true',
  since: '2016-10-14',
  inConditions: '2016-10-14',
  conditionsOnly: true,
  opaque: true,
  example: 'and: [CONDITION, CONDITION, …]',
  shape: wantConditions,
  prepare: (argument, context) => everyTruth(argument, false, context),
  call: (truths) => decide(truths, false),
};
