import type { Code } from '../diagnostics/catalogue.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { marksOf, plain } from '../hot/marks.ts';
import { pythonRepr } from '../hot/print-value.ts';
import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';

/** The failure that a resource has no such attribute; located by whoever asks for it. */
export function noAttribute(address: string, attribute: string, names: readonly string[]): Failure {
  return failure('attribute-unknown', `"${address}" has no attribute "${attribute}"`, attribute, names);
}

/** The failure that a nested stack has no such output, or a container no such member; located by whoever asks for it. */
export function noOutput(address: string, output: string, names: readonly string[]): Failure {
  return failure('member-unknown', `"${address}" has no output or member "${output}"`, output, names);
}

/** The failure that a member of a container is asked for an attribute by no text, and has none; located by whoever asks. */
export function noOddAttribute(address: string, name: Value): Failure {
  const expected = 'the name of an attribute: a text that is known before anything is applied';
  return new Failure([problem('attribute-unknown', `"${address}" has no attribute ${shown(name)}`, { expected })]);
}

/** The failure that what is asked of a nested stack is no name, which Heat meets when it asks; located by whoever asks. */
export function oddAttribute(address: string, name: Value): Failure {
  const message = `"${address}" is asked for an attribute whose name is no text: ${shown(name)}`;
  return new Failure([problem('function-argument', message, { expected: 'the name of an output' })]);
}

/**
 * The failure that a group is asked for the attribute of its members whose name is null; of other odd names, whoever asks
 * tells.
 */
export function namelessOfMembers(address: string, name: Value): Failure | undefined {
  return name === null ? oddAttribute(address, name) : undefined;
}

function failure(code: Code, message: string, attribute: string, names: readonly string[]): Failure {
  const near = nearest(attribute, names);
  const expected = () => (names.length === 0 ? 'nothing: it has none' : `one of ${names.join(', ')}`);
  return new Failure([
    problem(code, message, {
      ...(names.length > 20 ? {} : { expected: expected() }),
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    }),
  ]);
}

function shown(name: Value): string {
  return marksOf(name) === plain ? pythonRepr(name) : 'a value that is not shown';
}
