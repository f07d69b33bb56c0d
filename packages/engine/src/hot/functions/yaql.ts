import { lateModule } from '../late-module.ts';
import type { Snippet } from '../snippet.ts';
import { isMap } from '../value.ts';
import type { YaqlProblem } from '../yaql/evaluate-yaql.ts';
import type { FunctionEntry, ShapeFault } from './function-entry.ts';
import { formOf, wantMap, wantOnlyKeys } from './shape.ts';

/** Heat: `functions.Yaql`. */
export const yaql: FunctionEntry = {
  name: 'yaql',
  summary: 'What a YAQL expression gives for some data',
  since: '2016-10-14',
  inConditions: '2017-09-01',
  kept: 2,
  example: 'yaql: {expression: TEXT, data: VALUE}',
  shape: wantExpression,
  call(argument, context) {
    const expression = isMap(argument) ? argument.get('expression') : undefined;
    if (!isMap(argument) || typeof expression !== 'string') {
      return context.fail(`"${context.name}" takes a text as expression, not ${context.show(expression ?? argument)}`, {
        expected: yaql.example,
        within: ['expression'],
      });
    }
    const { evaluateYaql } = lateModule('./yaql/evaluate-yaql.ts');
    // Heat binds an empty map where there are no data.
    const outcome = evaluateYaql(expression, argument.get('data') ?? (argument.has('data') ? null : new Map()));
    if (outcome.kind === 'value') return outcome.value;
    const shown = outcome.shown === undefined ? '' : `: ${context.show(outcome.shown)}`;
    return context.fail(`"${context.name}" fails for ${context.show(expression)}${placed(outcome)}${shown}`, {
      expected: 'an expression that goes with its data',
      within: ['expression'],
      ...(outcome.hint === undefined ? {} : { hint: outcome.hint }),
    });
  },
};

function wantExpression(argument: Snippet): ShapeFault | undefined {
  const wrong = wantMap(argument, ['expression']);
  if (wrong !== undefined || argument.kind !== 'map') return wrong;
  return wantOnlyKeys(argument, ['expression', 'data']) ?? wantText(argument.entries.get('expression'));
}

/** An expression that is written out is read when the template is. */
function wantText(expression: Snippet | undefined): ShapeFault | undefined {
  if (expression === undefined || expression.kind === 'call') return undefined;
  if (expression.kind !== 'literal' || typeof expression.value !== 'string')
    return { wrong: `takes a text as expression, not ${formOf(expression)}`, within: ['expression'] };
  const { checkYaql } = lateModule('./yaql/evaluate-yaql.ts');
  const problem = checkYaql(expression.value);
  if (problem === undefined) return undefined;
  return { wrong: `has an expression that cannot be read${placed(problem)}`, within: ['expression'] };
}

function placed({ message, position }: YaqlProblem): string {
  return position === undefined ? `: ${message}` : ` at character ${position}: ${message}`;
}
