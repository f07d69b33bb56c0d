import type { Path } from '../../diagnostics/path.ts';
import { Failure } from '../scope.ts';
import { isList, type Value } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, type Outcome } from './function-entry.ts';
import { nameDetails } from './name-details.ts';
import { walkPath } from './walk-path.ts';

/** Heat: `functions.GetParam`: a path that leads nowhere gives ''; digits index lists and texts. */
export const getParam: FunctionEntry = {
  name: 'get_param',
  summary: 'The value of a parameter, or of a part of it',
  since: '2013-05-23',
  inConditions: '2016-10-14',
  opaque: true,
  asksScope: true,
  example: 'get_param: [NAME, KEY, …]',
  call(argument, context) {
    const [name, ...path] = isList(argument) ? argument : [argument];
    const within = isList(argument) ? [0] : [];
    if (typeof name !== 'string' || name === '') return wrongName(name ?? null, context, within);
    const value = parameter(name, context, within);
    return value === failed || path.length === 0 ? value : walkPath('parameter', value, path, context.version);
  },
};

function wrongName(name: Value, context: FunctionContext, within: Path): Outcome {
  return context.fail(`"${context.name}" takes the name of a parameter, not ${context.show(name)}`, {
    expected: getParam.example,
    within,
  });
}

function parameter(name: string, context: FunctionContext, within: Path): Value | typeof failed {
  const { scope } = context;
  const value = scope?.parameter(name);
  if (value instanceof Failure) return context.pass(value);
  if (value !== undefined) return value;
  return context.fail(
    `There is no parameter "${name}"`,
    { ...nameDetails(name, scope?.names.parameters ?? []), within },
    'parameter-undefined',
  );
}
