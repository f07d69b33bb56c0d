import type { TemplateVersion } from './version.ts';
import type { Scalar } from './value.ts';

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
