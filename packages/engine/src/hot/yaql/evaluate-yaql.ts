import type { Value } from '../value.ts';
import { fromDatum, toDatum } from './convert-data.ts';
import { YaqlContext } from './datum.ts';
import { Evaluator } from './evaluator.ts';
import { Library } from './library.ts';
import { parseYaql } from './parse-yaql.ts';
import type { YaqlLimits } from './runtime.ts';
import { standardLibrary } from './standard-library.ts';
import { YaqlError } from './yaql-error.ts';
import type { YaqlNode } from './yaql-node.ts';

/** A mistake in plain words, and where in the expression it is, in characters counted from 1. */
export interface YaqlProblem {
  readonly kind: 'problem';
  readonly message: string;
  readonly position: number | undefined;
  /** A part of the data that the message is about; it may be secret. */
  readonly shown: string | undefined;
  readonly hint?: string;
}

export type YaqlOutcome = { readonly kind: 'value'; readonly value: Value } | YaqlProblem;

/**
 * The limits of TripleO's own Heat, which Heat's bare defaults (200 and 10,000) are too low for. So many steps take two or
 * three seconds at worst, whatever they are made of; the real yaql makes as many calls in more than a minute.
 */
export const defaultLimits: YaqlLimits = { items: 10_000, bytes: 900_000, steps: 3_000_000 };

/** What is wrong with how an expression is written; `undefined` where nothing is. */
export function checkYaql(expression: string): YaqlProblem | undefined {
  const parsed = parsedYaql(expression);
  return 'message' in parsed ? parsed : undefined;
}

/**
 * Evaluates an expression on data, which it finds as `$.data`. Nothing that an expression or its data does throws: what
 * Heat refuses, and what goes on without end, comes back as a problem. The data must be plain. Heat: `functions.Yaql`.
 */
export function evaluateYaql(expression: string, data: Value, limits: YaqlLimits = defaultLimits): YaqlOutcome {
  const parsed = parsedYaql(expression);
  if ('message' in parsed) return parsed;
  const context = new YaqlContext();
  try {
    context.set('$', toDatum(new Map([['data', data]])));
    const evaluator = new Evaluator(new Library(standardLibrary), limits);
    const result = evaluator.evaluate(parsed, undefined, context);
    evaluator.checkSize(result);
    return { kind: 'value', value: fromDatum(result, evaluator) };
  } catch (error) {
    return problemOf(error);
  }
}

function parsedYaql(expression: string): YaqlNode | YaqlProblem {
  try {
    return parseYaql(expression);
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): YaqlProblem {
  if (error instanceof YaqlError) {
    const position = error.at === undefined ? undefined : error.at + 1;
    const hint = error.hint === undefined ? {} : { hint: error.hint };
    return { kind: 'problem', message: error.message, position, shown: error.shown, ...hint };
  }
  // Node has its own limits for texts, integers and calls; only an expression that takes too much comes to them.
  if (error instanceof RangeError) {
    return { kind: 'problem', message: 'the expression takes too much', position: undefined, shown: undefined };
  }
  throw error;
}
