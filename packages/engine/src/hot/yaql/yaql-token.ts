import type { Scalar } from '../value.ts';

/** One token of an expression with its place. */
export type YaqlToken =
  | { readonly kind: 'constant'; readonly value: Scalar; readonly at: number; readonly text: string }
  | { readonly kind: TextKind; readonly text: string; readonly at: number };

/**
 * `function` is a name with the parenthesis that follows it at once, `operator` one of the table or `=>`, `mark` a
 * bracket, brace, parenthesis or comma.
 */
type TextKind = 'keyword' | 'variable' | 'function' | 'operator' | 'mark' | 'end';
