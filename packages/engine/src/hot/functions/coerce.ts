import { coerceValue } from '../coerce-value.ts';
import { emptyValues } from '../empty-values.ts';
import { parameterTypes } from '../parameter.ts';
import { isList } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';

/** What is left of a nested stack's parameter whose value was not known: `[TYPE, VALUE]`. */
export const coerce: FunctionEntry = {
  name: '$coerce',
  summary: 'A value as a parameter of some type takes it',
  since: '2013-05-23',
  internal: true,
  kept: 2,
  example: '$coerce: [TYPE, VALUE]',
  call(argument, context) {
    const [written = null, value = null] = isList(argument) ? argument : [];
    const type = parameterTypes.find((each) => each === written);
    if (type === undefined) return context.fail(`There is no type ${context.show(written)}`);
    const coerced = value === null ? emptyValues[type] : coerceValue(type, value);
    if (coerced !== undefined) return coerced;
    return context.fail(`The value ${context.show(value)} is not of type ${type}`, {}, 'parameter-value');
  },
};
