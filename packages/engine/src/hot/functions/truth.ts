import type { Path } from '../../diagnostics/path.ts';
import { Failure } from '../scope.ts';
import { Tainted, Unknown, type Value } from '../value.ts';
import type { ArgumentPlace, FunctionContext, failed } from './function-entry.ts';
import { nameDetails } from './name-details.ts';

/**
 * What a condition comes to: `true`, `false`, or what is left of it. Takes a boolean, the name of a condition, or null,
 * which Heat takes for true (`conditions.py`: `is_enabled(None)`). Anything else is a problem, at a path in the argument.
 */
export function truth(value: Value, context: FunctionContext, within?: Path): Value | typeof failed {
  if (typeof value === 'boolean') return value;
  if (value === null) return true;
  if (value instanceof Unknown) return value;
  if (value instanceof Tainted) return typeof value.value === 'boolean' ? value : invalid(value, context, within);
  return typeof value === 'string' ? namedCondition(value, context, within) : invalid(value, context, within);
}

function namedCondition(name: string, context: FunctionContext, within: Path | undefined): Value | typeof failed {
  const { scope } = context;
  if (scope === undefined) {
    return context.fail(`The condition "${name}" cannot be looked up once the template is rendered`, {
      hint: 'Let the condition name not come from an attribute',
      ...placeOf(within),
    });
  }
  const value = scope.condition(name);
  if (value instanceof Failure) return context.pass(value);
  if (value !== undefined) return value;
  const details = { ...nameDetails(name, scope.names.conditions), ...placeOf(within) };
  return context.fail(`There is no condition "${name}"`, details, 'name-unknown');
}

function placeOf(within: Path | undefined): ArgumentPlace {
  return within === undefined ? {} : { within };
}

function invalid(value: Value, context: FunctionContext, within: Path | undefined): typeof failed {
  return context.fail(
    `A condition is true or false, and this one is ${context.show(value)}`,
    { expected: 'a boolean, the name of a condition, or a function that gives one', ...placeOf(within) },
    'condition-value',
  );
}
