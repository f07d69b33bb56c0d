import { isTrue } from '../data-truth.ts';
import { type Definition, fn } from '../definition.ts';
import { lambda, required } from '../parameter.ts';
import { anything } from '../parameter-types.ts';

const left = required('left', lambda);
const right = required('right', lambda);
const arg = required('arg', anything);
const value = required('value', anything);

/** yaql: standard_library/boolean.py. */
export const boolean: readonly Definition[] = [
  fn('#operator_and', [left, right], (call) => {
    const first = call.take(left)();
    return isTrue(first) ? call.take(right)() : first;
  }),
  fn('#operator_or', [left, right], (call) => {
    const first = call.take(left)();
    return isTrue(first) ? first : call.take(right)();
  }),
  fn('#unary_operator_not', [arg], (call) => !isTrue(call.take(arg))),
  fn('bool', [value], (call) => isTrue(call.take(value))),
  fn('isBoolean', [value], (call) => typeof call.take(value) === 'boolean'),
];
