import type { Expression } from './expression.ts';

/**
 * A value of the plan language. Integers are numbers while safe, else bigints; every number with a point is a `Float`,
 * `1.0` too. Maps keep the order of their source, which a plain object would not.
 */
export type Value = Scalar | List | ValueMap | Unknown | Tainted;
export type Scalar = null | boolean | string | number | bigint | Float;
export type List = readonly Value[];
export type ValueMap = ReadonlyMap<string, Value>;

/** A floating-point number: a class of its own, so that `1.0` and `1` stay two values as they are in Heat. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
    Object.freeze(this);
  }
}

/** A value that exists only after something was applied: what is left of its expression, and what that awaits. */
export class Unknown {
  readonly expression: Expression;
  constructor(expression: Expression) {
    this.expression = expression;
    Object.freeze(this);
  }
}

/**
 * A secret, or what was derived from one. Written out it is only its expression over `{secret: NAME, version}`; the
 * value inside is plain (holds neither `Unknown` nor `Tainted`) and never leaves by way of the codec.
 */
export class Tainted {
  readonly value: Value;
  readonly expression: Expression;
  constructor(value: Value, expression: Expression) {
    this.value = value;
    this.expression = expression;
    Object.freeze(this);
  }
}

export function isMap(value: Value): value is ValueMap {
  return value instanceof Map;
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}
