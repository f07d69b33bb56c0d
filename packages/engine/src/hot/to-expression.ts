import { type Expression, isList, isMap, Tainted, Unknown, type Value } from './value.ts';

/** The expression that gives this value: constants for what is known, what is left of it for `Unknown` and `Tainted`. */
export function toExpression(value: Value): Expression {
  if (value instanceof Unknown || value instanceof Tainted) return value.expression;
  if (isList(value)) return { kind: 'list', items: value.map(toExpression) };
  if (isMap(value))
    return { kind: 'map', entries: new Map([...value].map(([key, item]) => [key, toExpression(item)])) };
  return { kind: 'constant', value };
}
