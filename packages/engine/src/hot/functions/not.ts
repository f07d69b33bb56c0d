import { type FunctionEntry, needInside } from './function-entry.ts';
import { formOf } from './shape.ts';
import { truth } from './truth.ts';

/** Heat: `functions.Not`. */
export const not: FunctionEntry = {
  name: 'not',
  summary: 'True where a condition is false',
  since: '2016-10-14',
  inConditions: '2016-10-14',
  conditionsOnly: true,
  opaque: true,
  example: 'not: CONDITION',
  shape: (argument) =>
    argument.kind === 'literal' && argument.value === null ? `takes a condition, not ${formOf(argument)}` : undefined,
  prepare: (argument, context) => truth(argument, context, []),
  call: (condition) => (typeof condition === 'boolean' ? !condition : needInside),
};
