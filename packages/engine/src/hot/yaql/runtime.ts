import type { PatternBudget } from '../pattern/run-steps.ts';
import type { Argument, Budget, Datum, YaqlContext } from './datum.ts';
import type { YaqlNode } from './yaql-node.ts';

/** How much an expression may use. Heat: the options `yaql.limit_iterators` and `yaql.memory_quota`. */
export interface YaqlLimits {
  /** How many items a collection may have that a function is given or that comes out. */
  readonly items: number;
  /** How many bytes a value itself may have, as CPython counts them. */
  readonly bytes: number;
  /** How many calls and items there may be in all, and work as long as theirs; yaql has no such limit and would go on. */
  readonly steps: number;
}

export type Keywords = ReadonlyMap<string, Argument>;

/** A function that an expression defines. */
export type Defined = (args: readonly Datum[], keywords: readonly (readonly [name: string, value: Datum])[]) => Datum;

/** What parameters and functions ask of the evaluation under way. */
export interface Runtime extends Budget {
  readonly limits: YaqlLimits;
  /** What all regular expressions of an expression may still do together. */
  readonly patternBudget: PatternBudget;
  /** Counts steps that are neither calls nor items; see `data-work.ts`. Throws where they are too many. */
  spend(steps: number): void;
  /** Throws where a value is larger than the quota. */
  checkSize(value: Datum): void;
  /** Throws where so many bytes are more than the quota. */
  checkBytes(count: number): void;
  /** Evaluates an expression. A `receiver` makes it a method of that value. */
  evaluate(node: YaqlNode, receiver: Receiver, context: YaqlContext): Datum;
  /** Calls a function, or with a `receiver` a method, by name. */
  call(name: string, args: readonly Argument[], keywords: Keywords, receiver: Receiver, context: YaqlContext): Datum;
  /** Makes a function known in a context and its children. */
  define(name: string, call: Defined, context: YaqlContext): void;
}

/** The value before a dot; `undefined` where there is none. */
export type Receiver = { readonly value: Datum } | undefined;

export const noKeywords: Keywords = new Map();
