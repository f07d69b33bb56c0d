import type { Position } from '../diagnostics/diagnostic.ts';
import type { Float, Value } from './value.ts';

export const parameterTypes = ['string', 'number', 'comma_delimited_list', 'json', 'boolean'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** The definition of one parameter. `default` is as written; it is coerced like any value given. */
export interface ParameterSchema {
  readonly name: string;
  readonly type: ParameterType;
  readonly at: Position;
  readonly label?: string;
  readonly description?: string;
  readonly default?: Value;
  /** Where the default is written. */
  readonly defaultAt?: Position;
  readonly hidden: boolean;
  readonly immutable: boolean;
  readonly tags: readonly string[];
  readonly constraints: readonly Constraint[];
}

export type NumberValue = number | bigint | Float;

export type Constraint = { readonly description?: string } & (
  | { readonly kind: 'length'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'range'; readonly min?: NumberValue; readonly max?: NumberValue }
  | { readonly kind: 'modulo'; readonly step: NumberValue; readonly offset: NumberValue }
  | { readonly kind: 'allowed_values'; readonly values: readonly Value[] }
  | { readonly kind: 'allowed_pattern'; readonly pattern: string }
  | { readonly kind: 'custom_constraint'; readonly name: string; readonly at?: Position }
);
