import { evaluateExpression, type Leaves } from './evaluate-expression.ts';
import { containsUnknown } from './marks.ts';
import { Failure } from './scope.ts';
import { isList, isMap, Unknown, type Value } from './value.ts';

/**
 * The value with what is known by now put in place of its `Unknown` parts; what is not known yet stays `Unknown`, and
 * what is `Tainted` stays as it is. Problems in any part give a `Failure` with all of them.
 */
export function resolveValue(value: Value, leaves: Leaves): Value | Failure {
  const failures: Failure[] = [];
  const result = resolvePart(value, leaves, failures);
  return failures.length === 0 ? result : new Failure(failures.flatMap((failure) => failure.problems));
}

function resolvePart(value: Value, leaves: Leaves, failures: Failure[]): Value {
  if (!containsUnknown(value)) return value;
  if (value instanceof Unknown) {
    const result = evaluateExpression(value.expression, leaves);
    if (!(result instanceof Failure)) return result;
    failures.push(result);
    return value;
  }
  if (isList(value)) return value.map((item) => resolvePart(item, leaves, failures));
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, resolvePart(item, leaves, failures)]));
  return value;
}
