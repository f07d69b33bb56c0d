import { containsUnknown } from '../marks.ts';
import { reveal } from '../reveal.ts';
import type { Snippet } from '../snippet.ts';
import { toExpression } from '../to-expression.ts';
import { type Expression, Tainted, Unknown, type Value } from '../value.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import {
  type Attempt,
  type FunctionEntry,
  failed,
  type LazyArguments,
  type LazyOutcome,
  Removed,
} from './function-entry.ts';
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
    const branches = [parts.attempt(1), ...(parts.count > 2 ? [parts.attempt(2)] : [])];
    const expression = residual(condition, branches, version);
    return condition instanceof Tainted ? decidedBySecret(condition, branches, expression) : new Unknown(expression);
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

function residual(condition: Value, branches: readonly Attempt[], version: TemplateVersion): Expression {
  const items = [toExpression(condition), ...branches.map((branch) => branch.expression)];
  return { kind: 'call', function: 'if', version, argument: { kind: 'list', items } };
}

function decidedBySecret(condition: Tainted, branches: readonly Attempt[], expression: Expression): LazyOutcome {
  const branch = branches[condition.value === true ? 0 : 1];
  const taken = branch === undefined ? new Removed() : branch.take();
  if (taken === failed) return failed;
  if (taken instanceof Removed) return new Removed(expression);
  return containsUnknown(taken) ? new Unknown(expression) : new Tainted(reveal(taken), expression);
}
