import { keep } from './assemble.ts';
import { failure } from './evaluate.ts';
import { type CallRecord, Evaluation } from './evaluation.ts';
import { failed } from './functions/function-entry.ts';
import type { Failure, Scope } from './scope.ts';
import type { Snippet } from './snippet.ts';
import { fitTrace, type Trace } from './trace.ts';
import { TraceBuilder } from './trace-builder.ts';
import type { Value } from './value.ts';
import { walk } from './walk-snippet.ts';

/** A value with where its parts come from. */
export interface Traced {
  readonly value: Value | Failure;
  /** Has the shape of the value; absent where there is none. */
  readonly trace?: Trace;
}

/**
 * As `evaluate`, and gives for each leaf of the value what it was made of: literals, parameters, attributes and files by
 * where they are written, and the functions between. A function that moves parts whole keeps each part's sources apart;
 * what another makes comes from all that went into it.
 */
export function evaluateTraced(snippet: Snippet, scope: Scope, path = ''): Traced {
  const evaluation = new Evaluation(scope.version, scope);
  const records = new Map<Snippet, CallRecord>();
  evaluation.records = records;
  const result = walk(snippet, evaluation);
  if (result === failed) return { value: failure(evaluation, snippet, path) };
  const value = keep(result);
  return { value, trace: fitTrace(new TraceBuilder(scope, evaluation, records).trace(snippet), value) };
}

/** The same for what stands where a condition is expected, and for the definition of one. */
export function traceCondition(snippet: Snippet, scope: Scope): Trace | undefined {
  const evaluation = new Evaluation(scope.version, scope);
  evaluation.inCondition = true;
  const records = new Map<Snippet, CallRecord>();
  evaluation.records = records;
  if (walk(snippet, evaluation) === failed) return undefined;
  return new TraceBuilder(scope, evaluation, records).inCondition(snippet);
}
