import type { Code } from '../../diagnostics/catalogue.ts';
import type { DiagnosticDetails } from '../../diagnostics/diagnostic.ts';
import type { Path } from '../../diagnostics/path.ts';
import type { Failure, Scope } from '../scope.ts';
import type { Snippet } from '../snippet.ts';
import type { PlacePart } from '../snippet-place.ts';
import type { Expression, Value } from '../value.ts';
import type { TemplateVersion } from '../version.ts';

/** What a function gives instead of a value when it told a problem. */
export const failed: unique symbol = Symbol('failed');

/**
 * What an `opaque` function gives when it met a value that is unknown or secret and must look inside it after all. The
 * evaluator then leaves the whole call for later, or computes it on the secrets and taints the result.
 */
export const needInside: unique symbol = Symbol('needInside');

/** What a two-argument `if` gives when its condition is false: the enclosing list item or map entry goes away. */
export class Removed {
  /** What is left of the `if` where a secret decided. */
  readonly expression: Expression | undefined;
  constructor(expression?: Expression) {
    this.expression = expression;
    Object.freeze(this);
  }
}

export type Outcome = Value | typeof failed | typeof needInside;
export type LazyOutcome = Value | Removed | typeof failed;

/** Where in the argument of a call something is wrong: at a path, or the key in which that ends. */
export interface ArgumentPlace {
  readonly within?: Path;
  readonly part?: PlacePart;
}

/** What is wrong with an argument as it is written, as words that go on after the function's name. */
export type ShapeFault = string | (ArgumentPlace & { readonly wrong: string });

/** One function of HOT: its place in the versions, its form, and what it does. From it come evaluation and help. */
export interface FunctionEntry {
  readonly name: string;
  /** One sentence for help. */
  readonly summary: string;
  readonly since: TemplateVersion;
  /** The first version that refuses the function. Heat: `functions.Removed`. */
  readonly until?: TemplateVersion;
  /** The first version that allows it in a condition. */
  readonly inConditions?: TemplateVersion;
  /** Stands only in conditions; in a value its name is plain data. */
  readonly conditionsOnly?: boolean;
  /** Tyto's own, found only in residual expressions. */
  readonly internal?: boolean;
  /** Takes values that are unknown or secret as they are, and asks by `needInside`. */
  readonly opaque?: boolean;
  /** Asks the scope, so that its result may hold anything. */
  readonly asksScope?: boolean;
  /**
   * How many leading items of the argument (for a map: any entry) become null, and do not vanish, where a two-argument
   * `if` in them gives nothing. Heat resolves these one by one.
   */
  readonly kept?: number;
  /** What is wrong with the argument as written, before anything is evaluated; Heat refuses the template for it. */
  readonly shape?: (argument: Snippet, version: TemplateVersion) => ShapeFault | undefined;
  /** An example of the right form, told with every problem of the form. */
  readonly example: string;
  /** Works out names in the argument that mean a condition, before it is looked at for what is unknown. */
  readonly prepare?: (argument: Value, context: FunctionContext) => Value | typeof failed;
  readonly call: (argument: Value, context: FunctionContext) => Outcome;
  /** Evaluates its arguments itself, only those that it needs; `call` is not used then. */
  readonly lazy?: (argument: LazyArguments, context: FunctionContext) => LazyOutcome;
}

/** What a function may ask and tell while it is called. */
export interface FunctionContext {
  readonly name: string;
  readonly version: TemplateVersion;
  /** What names mean; absent where a residual expression is evaluated, which has no names. */
  readonly scope: Scope | undefined;
  /** Tells a problem with the argument, located where it stands in the argument, else where the call does. */
  fail(message: string, details?: DiagnosticDetails & ArgumentPlace, code?: Code): typeof failed;
  /** Whether what stands at a path in the argument is written as a call, of whatever value. */
  isCall(within: Path): boolean;
  /** Passes on problems that were told elsewhere; those without a place get the one in the argument, else the call's. */
  pass(failure: Failure, place?: ArgumentPlace): typeof failed;
  /** A value for people, in quotes or as JSON, shortened; hidden where it is secret. */
  show(value: Value): string;
}

/** The parts of a call's argument, each evaluated when it is asked for. */
export interface LazyArguments {
  readonly count: number;
  /** The part as a condition: a boolean, a condition's name, or what is left of one. */
  condition(index: number): Value | typeof failed;
  value(index: number): LazyOutcome;
  /** The part, evaluated without telling its problems, for it may never be taken. */
  attempt(index: number): Attempt;
}

/** What came of a part that may never be taken. */
export interface Attempt {
  readonly outcome: LazyOutcome;
  /** What is left of the part, for later; where it failed, an expression that fails with the same words. */
  readonly expression: Expression;
  /** Gives the outcome, its problems told after all. */
  take(): LazyOutcome;
}
