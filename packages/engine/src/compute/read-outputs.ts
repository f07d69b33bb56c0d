import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { writeAddress } from '../hot/address.ts';
import { awaited } from '../hot/awaited.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import type { OutputDefinition } from '../hot/template.ts';
import type { Value } from '../hot/value.ts';
import { isOfCondition, isOfName, isOfReferenceAlone } from './refusals.ts';
import type { Pass } from './run-pass.ts';

/** A problem, and the output that it left without a value. */
export interface OutputProblem extends Diagnostic {
  readonly output: string;
}

/** The outputs of a stack, and what went wrong with those that are null because of that. */
export interface ReadOutputs {
  readonly values: ReadonlyMap<string, Value>;
  readonly problems: readonly OutputProblem[];
  /** Of outputs that ask for what failed, and was told, before. */
  readonly again: readonly OutputProblem[];
  /** What Heat refuses the whole stack for. */
  readonly refusals: readonly Diagnostic[];
}

/** What is only met when an output is evaluated, once the stack is there; all else Heat finds before. */
const onceThere: ReadonlySet<Code> = new Set([
  'function-argument',
  'member-unknown',
  'parameter-undefined',
  'file-missing',
  'file-outside',
  'file-unreadable',
  'evaluation-depth',
  'value-limit',
]);

/** Evaluates the outputs of the root stack. */
export function readOutputs(pass: Pass): ReadOutputs {
  const values = new Map<string, Value>();
  const problems: OutputProblem[] = [];
  const again: OutputProblem[] = [];
  const refusals: Diagnostic[] = [];
  for (const definition of pass.scope.place.template.outputs.values()) {
    const { name } = definition;
    const before = pass.problems.size;
    const value = pass.scope.output(name) ?? null;
    const told = [...pass.problems].slice(before);
    if (value instanceof Failure && !hasErrors(told)) again.push({ ...failedBefore(definition), output: name });
    if (!(value instanceof Failure) && containsUnknown(value)) told.push(unknownOutput(definition, value));
    if (!hasErrors(told) && !(value instanceof Failure)) {
      values.set(name, value);
      continue;
    }
    values.set(name, null);
    for (const each of told) if (!isOnceThere(each, pass)) refusals.push(each);
    for (const each of told) problems.push(Object.freeze({ ...each, output: name }));
  }
  return { values, problems, again, refusals };
}

/**
 * Conditions are worked out where an `if` is read, and names where it is validated, before all else is evaluated; what an
 * output refers to, where any resource is looked at. Heat: `resource.py`, referenced_attrs; 19.0.
 */
function isOnceThere(each: Diagnostic, { scope }: Pass): boolean {
  const { code, severity, path = '' } = each;
  if (isOfCondition(path)) return false;
  const isAlone = isOfReferenceAlone(each) && isWithoutResources(scope);
  if (!isAlone && isOfName(each, scope.version)) return false;
  return severity === 'warning' || code === 'value-unknown' || onceThere.has(code);
}

function isWithoutResources({ place, resources }: Pass['scope']): boolean {
  return [...place.template.resources.keys()].every((name) => resources.get(name) === 'absent');
}

/** The same failure is told once: with the output that met it first. */
function failedBefore({ name, at, value: { line, column } }: OutputDefinition): Diagnostic {
  return problem('function-argument', `Output "${name}" asks for what failed already`, {
    at: { file: at.file, line, column },
    path: formatPath(['outputs', name, 'value']),
  });
}

function unknownOutput({ name, at, value: { line, column } }: OutputDefinition, value: Value): Diagnostic {
  const names = awaited(value).map((leaf) =>
    leaf.kind === 'attribute'
      ? writeAddress({ address: leaf.address, kind: 'attribute', path: leaf.path })
      : writeAddress({ address: leaf.address, kind: 'resource', path: [] }),
  );
  return problem('value-unknown', `Output "${name}" waits for ${names.join(', ')}`, {
    at: { file: at.file, line, column },
    path: formatPath(['outputs', name, 'value']),
    expected: 'a value that needs no node',
  });
}
