import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { evaluateExpression, type Leaves } from './evaluate-expression.ts';
import { containsUnknown } from './marks.ts';
import { Failure } from './scope.ts';
import { isList, isMap, Unknown, type Value } from './value.ts';

/**
 * The value with what is known by now put in place of its `Unknown` parts; what is not known yet stays `Unknown`, and
 * what is `Tainted` stays as it is. Problems in any part give a `Failure` with all of them.
 */
export function resolveValue(value: Value, leaves: Leaves): Value | Failure {
  const problems: Diagnostic[] = [];
  const result = resolvePart(value, leaves, problems);
  return problems.length === 0 ? result : new Failure(problems);
}

function resolvePart(value: Value, leaves: Leaves, problems: Diagnostic[]): Value {
  if (!containsUnknown(value)) return value;
  if (value instanceof Unknown) {
    const result = evaluateExpression(value.expression, leaves);
    if (!(result instanceof Failure)) return result;
    problems.push(...result.problems);
    return value;
  }
  if (isList(value)) return value.map((item) => resolvePart(item, leaves, problems));
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, resolvePart(item, leaves, problems)]));
  return value;
}
