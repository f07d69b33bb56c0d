import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { evaluate, evaluateCondition } from '../hot/evaluate.ts';
import { Failure, type Scope } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import { noOrigins, type StackOrigin } from '../render/origins.ts';
import { isOfCondition } from './refusals.ts';
import { type Pass, runPass } from './run-pass.ts';
import { unmadeResources } from './stand-in.ts';

/**
 * Evaluates a stack as Heat validates it, before anything of it is made: the outputs of nested stacks as well, whether or
 * not something asks for them. Heat: `stack.py`, validate; `stack_resource.py`, validate_nested_stack; 19.0.
 */
export function validatePass(stack: LoadedStack, name: string, simulation = unmadeResources): Pass {
  const origins = noOrigins();
  const pass = runPass(stack, name, simulation, origins);
  for (const nested of origins.stacks.values()) {
    for (const failure of outputFailures(nested)) for (const each of failure.problems) pass.problems.add(each);
    for (const each of absentProblems(nested.template, nested.scope)) pass.problems.add(each);
  }
  for (const each of absentProblems(pass.scope.place.template, pass.scope)) pass.problems.add(each);
  return pass;
}

/** Of resources whose condition is false, what Heat meets where it only reads them. */
function absentProblems(template: Template, scope: Scope): Diagnostic[] {
  const absent = [...template.resources.values()].filter(
    ({ name, condition }) =>
      condition !== undefined &&
      evaluateCondition(condition, scope, formatPath(['resources', name, 'condition'])) === false,
  );
  return absent.flatMap(({ name, properties, metadata }) =>
    [properties, metadata].flatMap((part, index) => {
      const result = part && evaluate(part, scope, `resources.${name}.${index === 0 ? 'properties' : 'metadata'}`);
      return result instanceof Failure ? result.problems.filter(isMetWhereRead) : [];
    }),
  );
}

/** Of a URL, of an expression as a text, and of what is repeated over, the form is looked at later. */
function isMetWhereRead({ code, message, path = '' }: Diagnostic): boolean {
  return (code === 'function-form' && !lookedAtLater.test(message)) || isOfCondition(path);
}

const lookedAtLater =
  /^"(?:make_url"|yaql" (?:takes a text as |has an expression )|repeat" takes a map as|get_attr" takes the name of)/;

function outputFailures({ template, scope }: StackOrigin): Failure[] {
  return [...template.outputs.values()].flatMap(({ name, value, condition }) => {
    const holds =
      condition === undefined || evaluateCondition(condition, scope, formatPath(['outputs', name, 'condition']));
    const result = holds === true ? evaluate(value, scope, formatPath(['outputs', name, 'value'])) : holds;
    return result instanceof Failure ? [result] : [];
  });
}
