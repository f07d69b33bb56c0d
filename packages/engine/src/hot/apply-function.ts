import { Evaluation } from './evaluation.ts';
import { failed } from './functions/function-entry.ts';
import { functions } from './functions/table.ts';
import { marksOf, plain } from './marks.ts';
import { Failure } from './scope.ts';
import type { Value } from './value.ts';

/**
 * Applies one of Tyto's own functions to a value as if it stood in a template: of what is not known yet or is secret, the
 * call is what is left. Problems give a `Failure` that names no place.
 */
export function applyFunction(name: '$cloud-config' | '$multipart-mime', argument: Value): Value | Failure {
  const entry = functions.get(name);
  if (entry === undefined) throw new Error(`no function ${name}`);
  const evaluation = new Evaluation('2021-04-16');
  evaluation.marks = marksOf(argument);
  evaluation.enter(name, '2021-04-16', undefined);
  const result = evaluation.apply(entry, argument, plain);
  return result === failed ? new Failure(evaluation.told.map((told) => told.problem)) : result;
}
