import { type Argument, type Datum, isNode, YaqlContext } from './datum.ts';
import type { Defined, Receiver, Runtime } from './runtime.ts';
import { YaqlError } from './yaql-error.ts';

/** A class of Python, as far as one function is preferred to another for taking a narrower one. */
export type PythonClass =
  | 'object'
  | 'null'
  | 'int'
  | 'bool'
  | 'number'
  | 'str'
  | 'iterable'
  | 'sequence'
  | 'set'
  | 'iterator'
  | 'mapping'
  | 'other';

/** Where a function was called: what conversions may ask. */
export interface CallSite {
  readonly runtime: Runtime;
  /** The context of this call, a child of the one that it stands in. */
  readonly context: YaqlContext;
}

/** What a parameter takes, and how it hands that to the function. yaql: yaqltypes.py. */
export interface ParameterType<T> {
  /** In words for people: "a text". */
  readonly label: string;
  readonly python: PythonClass | undefined;
  /** The expression itself is wanted, not what it gives. */
  readonly isLazy: boolean;
  /** Whether it takes an argument; of an expression that is no constant it cannot tell yet, and says yes. */
  readonly takes: (argument: Argument) => boolean;
  /** What the function gets. Throws a `YaqlError` for what it does not take. */
  readonly convert: (argument: Argument, site: CallSite) => T;
}

export interface Parameter<T> {
  readonly name: string;
  readonly type: ParameterType<T>;
  /** Stands where no argument is given; without it one must be. */
  readonly fallback: Datum | undefined;
}

/** A parameter that must be given. */
export function required<T>(name: string, type: ParameterType<T>): Parameter<T> {
  return { name, type, fallback: undefined };
}

/** A parameter that may be left out. */
export function optional<T>(name: string, type: ParameterType<T>, fallback: Datum): Parameter<T> {
  return { name, type, fallback };
}

/** A function that an expression makes, called with the values of `$1`, `$2` …, or in a context of its own. */
export type Lambda = (...args: readonly Datum[]) => Datum;

/** The value of an argument if it is one or a constant; `undefined` for other expressions. */
function constantOf(argument: Argument): Datum | undefined {
  if (!isNode(argument)) return argument;
  return argument.kind === 'constant' || argument.kind === 'keyword' ? argument.value : undefined;
}

/** A type that takes values for which a test holds. */
export function valueType<T extends Datum>(
  label: string,
  python: PythonClass,
  is: (value: Datum) => value is T,
): ParameterType<T> {
  return {
    label,
    python,
    isLazy: false,
    takes(argument) {
      const value = constantOf(argument);
      return value === undefined || is(value);
    },
    convert(argument, { runtime }) {
      const value = constantOf(argument);
      if (value === undefined || !is(value)) throw new YaqlError(`${label} was expected`);
      runtime.checkSize(value);
      return value;
    },
  };
}

/** The same type, for which null will do too. */
export function nullable<T>(type: ParameterType<T>): ParameterType<T | null> {
  return {
    ...type,
    label: `${type.label} or null`,
    takes: (argument) => constantOf(argument) === null || type.takes(argument),
    convert: (argument, site) => (constantOf(argument) === null ? null : type.convert(argument, site)),
  };
}

/** An expression as a function of `$1`, `$2` …. */
export const lambda: ParameterType<Lambda> = lambdaType((evaluate, context) => (...args) => {
  const child = new YaqlContext(context);
  for (const [index, value] of args.entries()) child.set(`$${index + 1}`, value);
  return evaluate(undefined, child);
});

/** An expression, or null where there is none. */
export const lambdaOrNull: ParameterType<Lambda | null> = {
  ...lambda,
  convert: (argument, site) => (argument === null ? null : lambda.convert(argument, site)),
};

/** An expression as a function of a name: arguments by keyword are `$name` in it. */
export const definedLambda: ParameterType<Defined> = lambdaType((evaluate, context) => (args, keywords) => {
  const child = new YaqlContext(context);
  for (const [index, value] of args.entries()) child.set(`$${index + 1}`, value);
  for (const [name, value] of keywords) child.set(`$${name}`, value);
  return evaluate(undefined, child);
});

type Evaluate = (receiver: Receiver, context: YaqlContext) => Datum;

function lambdaType<T>(make: (evaluate: Evaluate, context: YaqlContext) => T): ParameterType<T> {
  return {
    label: 'an expression',
    python: undefined,
    isLazy: true,
    takes: () => true,
    convert(argument, { runtime, context }) {
      // A value can stand here where a function was called by "call".
      const evaluate: Evaluate = (receiver, inner) => {
        // It may call nothing itself.
        runtime.spend(1);
        return isNode(argument) ? runtime.evaluate(argument, receiver, inner) : argument;
      };
      return make(evaluate, context);
    },
  };
}

/** An expression that is evaluated in a context that the function gives. */
export const contextLambda: ParameterType<(context: YaqlContext) => Datum> = lambdaType(
  (evaluate) => (context) => evaluate(undefined, context),
);

export const contextLambdaOrNull: ParameterType<((context: YaqlContext) => Datum) | null> = {
  ...contextLambda,
  convert: (argument, site) => (argument === null ? null : contextLambda.convert(argument, site)),
};

/** A function or method call that is evaluated on a receiver. */
export const methodLambda: ParameterType<(receiver: Datum) => Datum> = {
  ...lambdaType((evaluate, context) => (value: Datum) => evaluate({ value }, new YaqlContext(context))),
  takes: (argument) => !isNode(argument) || (argument.kind === 'call' && argument.isNamed),
};

/** An expression as it stands. */
export const expression: ParameterType<Argument> = {
  label: 'an expression',
  python: undefined,
  isLazy: true,
  takes: isNode,
  convert: (argument) => argument,
};

/** `condition => value`, both evaluated when they are asked for. */
export const lazyRule: ParameterType<{ readonly source: () => Datum; readonly destination: () => Datum }> = {
  label: 'condition => value',
  python: undefined,
  isLazy: true,
  takes: (argument) => isNode(argument) && argument.kind === 'rule',
  convert(argument, { runtime, context }) {
    if (!isNode(argument) || argument.kind !== 'rule') throw new YaqlError('condition => value was expected');
    const { source, destination } = argument;
    return {
      source: () => runtime.evaluate(source, undefined, context),
      destination: () => runtime.evaluate(destination, undefined, context),
    };
  },
};

/** A bare word. */
export const keyword: ParameterType<string> = {
  label: 'a name',
  python: undefined,
  isLazy: false,
  takes: (argument) => isNode(argument) && argument.kind === 'keyword',
  convert(argument) {
    if (!isNode(argument) || argument.kind !== 'keyword') throw new YaqlError('a name was expected');
    return argument.value;
  },
};

/** A bare word as an expression. */
export const keywordNode: ParameterType<Argument> = { ...keyword, convert: (argument) => argument };
