import { type Code, catalogue } from '../../diagnostics/catalogue.ts';
import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import { Failure } from '../scope.ts';
import { type Expression, isList, type Value } from '../value.ts';
import type { TemplateVersion } from '../version.ts';
import type { FunctionEntry } from './function-entry.ts';
import { substituteNames } from './substitute-names.ts';
import { type PathKind, walkPath } from './walk-path.ts';

/** The rest of a path that met something unknown: `[VALUE, [KEY, …]]`. */
export const parameterPath: FunctionEntry = pathEntry('parameter');
export const attributePath: FunctionEntry = pathEntry('attribute');

function pathEntry(kind: PathKind): FunctionEntry {
  return {
    name: `$${kind}-path`,
    summary: `The part of a value that the path of ${kind === 'parameter' ? 'get_param' : 'get_attr'} leads to`,
    since: '2013-05-23',
    internal: true,
    opaque: true,
    kept: 2,
    example: `$${kind}-path: [VALUE, [KEY, …]]`,
    call(argument, context) {
      const [value = null, path = null] = isList(argument) ? argument : [];
      return walkPath(kind, value, isList(path) ? path : [path], context.version);
    },
  };
}

/** What `repeat` leaves for an unknown part of its template: `[TEMPLATE, [NAME, …], [VALUE, …]]`. */
export const substitute: FunctionEntry = {
  name: '$substitute',
  summary: 'A copy of a template of repeat with names replaced',
  since: '2013-05-23',
  internal: true,
  opaque: true,
  kept: 1,
  example: '$substitute: [TEMPLATE, [NAME, …], [VALUE, …]]',
  call(argument, context) {
    const [template = null, names = null, values = null] = isList(argument) ? argument : [];
    const texts = (isList(names) ? names : []).filter((name) => typeof name === 'string');
    return substituteNames(template, texts, isList(values) ? values : [], context);
  },
};

/** A branch that failed and is only an error if it is taken: a list of `[CODE, MESSAGE, FILE, LINE, COLUMN]`. */
export const fail: FunctionEntry = {
  name: '$fail',
  summary: 'Fails as a branch failed when it was looked at',
  since: '2013-05-23',
  internal: true,
  example: '$fail: [[CODE, MESSAGE, FILE, LINE, COLUMN], …]',
  call: (argument, context) => context.pass(new Failure(isList(argument) ? argument.map(readProblem) : [])),
};

/** The expression that fails with these problems. */
export function failureExpression(problems: readonly Diagnostic[], version: TemplateVersion): Expression {
  const items = problems.map(({ code, message, at }): Expression => {
    const parts = at === undefined ? [code, message] : [code, message, at.file, at.line, at.column];
    return { kind: 'list', items: parts.map((value) => ({ kind: 'constant', value })) };
  });
  return { kind: 'call', function: '$fail', version, argument: { kind: 'list', items } };
}

/** The expression that removes its item, as a two-argument `if` whose condition is false. */
export function removedExpression(version: TemplateVersion): Expression {
  const items: readonly Expression[] = [
    { kind: 'constant', value: false },
    { kind: 'constant', value: null },
  ];
  return { kind: 'call', function: 'if', version, argument: { kind: 'list', items } };
}

function readProblem(written: Value): Diagnostic {
  const [code = null, message = null, file, line, column] = isList(written) ? written : [];
  const isPlaced = typeof file === 'string' && typeof line === 'number' && typeof column === 'number';
  return problem(
    typeof code === 'string' && isCode(code) ? code : 'function-argument',
    typeof message === 'string' ? message : 'A branch of an if failed',
    isPlaced ? { at: { file, line, column } } : {},
  );
}

function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}
