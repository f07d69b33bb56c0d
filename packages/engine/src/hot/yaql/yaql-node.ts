import type { Scalar } from '../value.ts';

/** A parsed expression: frozen plain data, each part with its place in the text. */
export type YaqlNode = ConstantNode | KeywordNode | VariableNode | WrapNode | RuleNode | CallNode | MissingNode;

export interface ConstantNode {
  readonly kind: 'constant';
  readonly value: Scalar;
  readonly at: number;
}

/** A bare word: a text, and where it fits the name of a key or of an argument. */
export interface KeywordNode {
  readonly kind: 'keyword';
  readonly value: string;
  readonly at: number;
}

/** `$` or `$name`, with its dollar. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly name: string;
  readonly at: number;
}

/** Something in parentheses. */
export interface WrapNode {
  readonly kind: 'wrap';
  readonly inner: YaqlNode;
  readonly at: number;
}

/** `source => destination`. */
export interface RuleNode {
  readonly kind: 'rule';
  readonly source: YaqlNode;
  readonly destination: YaqlNode;
  readonly at: number;
}

/** A function, and whatever yaql makes one of: operators, `[…]`, `{…}`, `x[…]`. */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly YaqlNode[];
  /** Written as `name(…)`, so that it may be the method of what stands before a dot. */
  readonly isNamed: boolean;
  readonly at: number;
}

/** An argument left out between two commas. */
export interface MissingNode {
  readonly kind: 'missing';
  readonly at: number;
}
