import { Failure } from '../scope.ts';
import type { FunctionEntry } from './function-entry.ts';

/** Heat: `functions.GetFile`. */
export const getFile: FunctionEntry = {
  name: 'get_file',
  summary: 'The text of a file of the plan',
  since: '2013-05-23',
  opaque: true,
  asksScope: true,
  example: 'get_file: PATH',
  call(argument, context) {
    const { scope } = context;
    if (typeof argument !== 'string' || scope === undefined) {
      return context.fail(`"${context.name}" takes the path of a file, not ${context.show(argument)}`, {
        expected: getFile.example,
        within: [],
      });
    }
    const text = scope.fileText(argument);
    return text instanceof Failure ? context.pass(text, { within: [] }) : text;
  },
};
