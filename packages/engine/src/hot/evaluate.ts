import { keep } from './assemble.ts';
import { Evaluation } from './evaluation.ts';
import { failed } from './functions/function-entry.ts';
import { marksOf, plain } from './marks.ts';
import { Failure, type Scope } from './scope.ts';
import type { Snippet } from './snippet.ts';
import { snippetPaths } from './snippet-path.ts';
import type { Value } from './value.ts';
import { walk, walkCondition } from './walk-snippet.ts';

/**
 * Gives the value of a snippet where the scope says what names mean. Only the branch taken of an `if` is evaluated. A
 * value that is not known yet is an `Unknown`, and one that comes from a secret is `Tainted`, wherever in the result it
 * stands. Bad input gives a `Failure` with every problem found, each located in the scope's file; `path` names the
 * snippet's own place in the document. Heat: `function.resolve`, wallaby.
 */
export function evaluate(snippet: Snippet, scope: Scope, path = ''): Value | Failure {
  const evaluation = new Evaluation(scope.version, scope);
  const result = walk(snippet, evaluation);
  return result === failed ? failure(evaluation, snippet, path) : keep(result);
}

/**
 * Whether what hangs on this condition is there: `true`, `false`, or what is left of the condition. The snippet is what
 * stands under `condition:` of a resource or output: a boolean, the name of a condition, or a function.
 */
export function evaluateCondition(snippet: Snippet, scope: Scope, path = ''): Value | Failure {
  const evaluation = new Evaluation(scope.version, scope);
  const result = walkCondition(snippet, evaluation);
  return result === failed ? failure(evaluation, snippet, path) : result;
}

/**
 * The value of a definition in the section `conditions`: `true`, `false`, or what is left of it. A definition is a
 * boolean or a function; another condition's bare name is refused, as in Heat (`conditions.py`).
 */
export function evaluateConditionDefinition(snippet: Snippet, scope: Scope, path = ''): Value | Failure {
  const evaluation = new Evaluation(scope.version, scope);
  evaluation.inCondition = true;
  const value = walk(snippet, evaluation);
  const result = value === failed ? failed : checkDefinition(snippet, keep(value), evaluation);
  return result === failed ? failure(evaluation, snippet, path) : result;
}

function checkDefinition(snippet: Snippet, value: Value, evaluation: Evaluation): Value | typeof failed {
  const isAllowed = snippet.kind === 'call' || (snippet.kind === 'literal' && typeof snippet.value === 'boolean');
  if (typeof value === 'boolean' || marksOf(value) !== plain) return value;
  evaluation.enter('condition', evaluation.version, snippet);
  const hint = isAllowed ? {} : { hint: 'A condition by another name is written {and: [NAME, true]}' };
  return evaluation.fail(
    `A condition is true or false, and this one is ${evaluation.show(value)}`,
    { expected: 'a boolean, or a function that gives one', ...hint },
    'condition-value',
  );
}

/** The problems of an evaluation, each with its place and its path from `base`. */
export function failure(evaluation: Evaluation, root: Snippet, base: string): Failure {
  const wanted = new Set(evaluation.told.flatMap(({ at }) => (at === undefined ? [] : [at])));
  return new Failure(evaluation.located(evaluation.told, snippetPaths(root, wanted, base)));
}
