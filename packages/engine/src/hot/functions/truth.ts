import { Failure } from '../scope.ts';
import { Tainted, Unknown, type Value } from '../value.ts';
import type { FunctionContext, failed } from './function-entry.ts';
import { nameDetails } from './name-details.ts';

/**
 * What a condition comes to: `true`, `false`, or what is left of it. Takes a boolean, the name of a condition, or null,
 * which Heat takes for true (`conditions.py`: `is_enabled(None)`). Anything else is a problem.
 */
export function truth(value: Value, context: FunctionContext): Value | typeof failed {
  if (typeof value === 'boolean') return value;
  if (value === null) return true;
  if (value instanceof Unknown) return value;
  if (value instanceof Tainted) return typeof value.value === 'boolean' ? value : invalid(value, context);
  return typeof value === 'string' ? namedCondition(value, context) : invalid(value, context);
}

function namedCondition(name: string, context: FunctionContext): Value | typeof failed {
  const { scope } = context;
  if (scope === undefined) {
    return context.fail(`The condition "${name}" cannot be looked up once the template is rendered`, {
      hint: 'Let the condition name not come from an attribute',
    });
  }
  const value = scope.condition(name);
  if (value instanceof Failure) return context.pass(value);
  if (value !== undefined) return value;
  return context.fail(`There is no condition "${name}"`, nameDetails(name, scope.names.conditions), 'name-unknown');
}

function invalid(value: Value, context: FunctionContext): typeof failed {
  return context.fail(
    `A condition is true or false, and this one is ${context.show(value)}`,
    { expected: 'a boolean, the name of a condition, or a function that gives one' },
    'condition-value',
  );
}
