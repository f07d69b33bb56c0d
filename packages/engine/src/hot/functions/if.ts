import { containsUnknown } from '../marks.ts';
import { reveal } from '../reveal.ts';
import type { Snippet } from '../snippet.ts';
import { toExpression } from '../to-expression.ts';
import { type Expression, Tainted, Unknown, type Value } from '../value.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import { type FunctionEntry, failed, type LazyArguments, type LazyOutcome, Removed } from './function-entry.ts';
import { formOf } from './shape.ts';

/** Heat: `functions.If`; with two arguments (`IfNullable`, 2021-04-16) a false condition removes the enclosing item. */
export const ifThenElse: FunctionEntry = {
  name: 'if',
  summary: 'One value where a condition is true, another where it is false',
  since: '2016-10-14',
  example: 'if: [CONDITION, VALUE, OTHERWISE]',
  shape: wantBranches,
  call: () => failed,
  lazy(parts, { version }) {
    const condition = parts.condition(0);
    if (condition === failed) return failed;
    if (condition === true) return parts.value(1);
    if (condition === false) return otherwise(parts);
    const expression = residual(condition, parts, version);
    return condition instanceof Tainted ? decidedBySecret(condition, parts, expression) : new Unknown(expression);
  },
};

function wantBranches(argument: Snippet, version: TemplateVersion): string | undefined {
  const least = atLeast(version, '2021-04-16') ? 2 : 3;
  const isRight = argument.kind === 'list' && argument.items.length >= least && argument.items.length <= 3;
  if (isRight) return undefined;
  const form = least === 2 ? 'a condition, a value, and maybe another value' : 'a condition and two values';
  return `takes a list of ${form}, not ${formOf(argument)}`;
}

function otherwise(parts: LazyArguments): LazyOutcome {
  return parts.count > 2 ? parts.value(2) : new Removed();
}

function residual(condition: Value, parts: LazyArguments, version: TemplateVersion): Expression {
  const branches = [parts.residual(1), ...(parts.count > 2 ? [parts.residual(2)] : [])];
  const argument: Expression = { kind: 'list', items: [toExpression(condition), ...branches] };
  return { kind: 'call', function: 'if', version, argument };
}

function decidedBySecret(condition: Tainted, parts: LazyArguments, expression: Expression): LazyOutcome {
  const taken = condition.value === true ? parts.value(1) : otherwise(parts);
  if (taken === failed) return failed;
  if (taken instanceof Removed) return new Removed(expression);
  return containsUnknown(taken) ? new Unknown(expression) : new Tainted(reveal(taken), expression);
}
