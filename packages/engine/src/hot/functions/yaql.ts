import type { Snippet } from '../snippet.ts';
import type { FunctionEntry } from './function-entry.ts';
import { wantMap, wantOnlyKeys } from './shape.ts';

/** Heat: `functions.Yaql`. Not evaluated yet. */
export const yaql: FunctionEntry = {
  name: 'yaql',
  summary: 'What a YAQL expression gives for some data',
  since: '2016-10-14',
  inConditions: '2017-09-01',
  kept: 2,
  example: 'yaql: {expression: TEXT, data: VALUE}',
  shape: wantExpression,
  call: (_argument, context) => context.fail(`"${context.name}" is not supported yet`, {}, 'function-unknown'),
};

function wantExpression(argument: Snippet): string | undefined {
  const wrong = wantMap(argument, ['expression']);
  return wrong === undefined && argument.kind === 'map' ? wantOnlyKeys(argument, ['expression', 'data']) : wrong;
}
