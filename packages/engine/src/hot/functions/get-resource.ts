import { Failure } from '../scope.ts';
import type { FunctionEntry } from './function-entry.ts';
import { unknownResource } from './resource-name.ts';

/** Heat: `functions.GetResource`. */
export const getResource: FunctionEntry = {
  name: 'get_resource',
  summary: 'What stands for a resource where another one refers to it',
  since: '2013-05-23',
  opaque: true,
  asksScope: true,
  example: 'get_resource: NAME',
  call(argument, context) {
    if (typeof argument !== 'string') {
      return context.fail(`"${context.name}" takes the name of a resource, not ${context.show(argument)}`, {
        expected: getResource.example,
        within: [],
      });
    }
    const value = context.scope?.reference(argument);
    if (value instanceof Failure) return context.pass(value, { within: [] });
    return value === undefined ? unknownResource(argument, context, []) : value;
  },
};
