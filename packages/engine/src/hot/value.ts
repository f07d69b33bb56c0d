import type { TemplateVersion } from './version.ts';

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

/**
 * What is left of an expression once all that is known has been put in: plain data, kept in graph.json, evaluated later
 * by the same evaluator. Its leaves are constants, secrets, and what deployed resources will say.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Expression> }
  | Attribute
  | Reference
  | Secret
  | Call;

/** `get_attr` of a resource that has its attributes only once it is deployed. */
export interface Attribute {
  readonly kind: 'attribute';
  /** The resource's address in the graph, `group/0/backend`. */
  readonly address: string;
  /** The attribute's name, then the path into its value. */
  readonly path: readonly [string, ...(string | number)[]];
}

/** `get_resource` of a resource whose reference is not known before it (or what its content awaits) is deployed. */
export interface Reference {
  readonly kind: 'reference';
  readonly address: string;
}

/** A secret of the store, by name and version. */
export interface Secret {
  readonly kind: 'secret';
  readonly name: string;
  readonly version: number;
}

/** A function whose argument is not wholly known or is secret. The version gates what the function may do. */
export interface Call {
  readonly kind: 'call';
  readonly function: string;
  readonly version: TemplateVersion;
  readonly argument: Expression;
}

export function isMap(value: Value): value is ValueMap {
  return value instanceof Map;
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}
