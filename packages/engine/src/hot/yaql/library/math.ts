import { readNumber } from '../../read-number.ts';
import { Float } from '../../value.ts';
import { integer } from '../../yaml-scalar.ts';
import { isTrue } from '../data-truth.ts';
import type { Datum } from '../datum.ts';
import { type Definition, fn } from '../definition.ts';
import { numeric } from '../equal-data.ts';
import { optional, type Parameter, required } from '../parameter.ts';
import { anything, type Numeric, number, numberOrNull, whole, wholeOrBoolean } from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';
import {
  absolute,
  add,
  divide,
  modulo,
  multiply,
  negate,
  power,
  powerModulo,
  roundTo,
  shiftLeft,
  shiftRight,
  subtract,
} from './arithmetic.ts';

const left = required('left', number);
const right = required('right', number);
const op = required('op', number);
const value = required('value', anything);
const leftBits = required('left', wholeOrBoolean);
const rightBits = required('right', wholeOrBoolean);
const bits = required('value', whole);
const bitsNumber = required('bitsNumber', whole);
const a = required('a', anything);
const b = required('b', anything);
const base = required('a', number);
const exponent = required('b', number);
const modulus = optional('c', numberOrNull, null);
const rounded = required('number', number);
const digits = optional('ndigits', whole, 0);
const from = required('from', anything);
const to = required('to', anything);
const bit = required('arg', whole);
const num = required('num', number);

/** Numbers. yaql: standard_library/math.py. */
export const math: readonly Definition[] = [
  binary('#operator_+', add),
  binary('#operator_-', subtract),
  binary('#operator_*', multiply),
  binary('#operator_/', divide),
  binary('#operator_mod', modulo),
  comparison('#operator_>', (x, y) => x > y),
  comparison('#operator_>=', (x, y) => x >= y),
  comparison('#operator_<', (x, y) => x < y),
  comparison('#operator_<=', (x, y) => x <= y),
  fn('#unary_operator_+', [op], (call) => call.take(op)),
  fn('#unary_operator_-', [op], (call) => negate(call.take(op))),
  fn('abs', [op], (call) => absolute(call.take(op))),
  fn('int', [value], (call) => toInteger(call.take(value))),
  fn('float', [value], (call) => toFloating(call.take(value))),
  fn('random', [], () => notKnown('random()')),
  fn('random', [from, to], () => notKnown('random(…)')),
  bitwise('bitwiseAnd', (x, y) => x & y),
  bitwise('bitwiseOr', (x, y) => x | y),
  bitwise('bitwiseXor', (x, y) => x ^ y),
  fn('bitwiseNot', [bit], (call) => integer(~BigInt(call.take(bit)))),
  fn('shiftBitsLeft', [bits, bitsNumber], (call) =>
    shiftLeft(call.take(bits), call.take(bitsNumber), (count) => call.runtime.checkBytes(count)),
  ),
  fn('shiftBitsRight', [bits, bitsNumber], (call) => shiftRight(call.take(bits), call.take(bitsNumber))),
  fn('max', [a, b], (call) => {
    const [x, y] = [call.take(a), call.take(b)];
    return isTrue(call.function('#operator_>', y, x)) ? y : x;
  }),
  fn('min', [a, b], (call) => {
    const [x, y] = [call.take(a), call.take(b)];
    return isTrue(call.function('#operator_>', y, x)) ? x : y;
  }),
  fn('pow', [base, exponent, modulus], (call) => {
    const over = call.take(modulus);
    const [x, y] = [call.take(base), call.take(exponent)];
    return over === null
      ? power(x, y, (count) => call.runtime.checkBytes(count))
      : powerModulo(x, y, over, (steps) => call.runtime.spend(steps));
  }),
  fn('sign', [num], (call) => {
    const size = numeric(call.take(num)) ?? 0;
    return size > 0 ? 1 : size < 0 ? -1 : 0;
  }),
  fn('round', [rounded, digits], (call) => roundTo(call.take(rounded), call.take(digits))),
  fn('isInteger', [value], (call) => isInteger(call.take(value))),
  fn('isNumber', [value], (call) => {
    const given = call.take(value);
    return isInteger(given) || given instanceof Float;
  }),
];

function binary(name: string, calculate: (x: Numeric, y: Numeric) => Numeric): Definition {
  return fn(name, [left, right], (call) => calculate(call.take(left), call.take(right)));
}

function comparison(name: string, holds: (x: number | bigint, y: number | bigint) => boolean): Definition {
  const size = (number: Numeric): number | bigint => (number instanceof Float ? number.value : number);
  return fn(name, [left, right], (call) => holds(size(call.take(left)), size(call.take(right))));
}

/** Of two booleans Python makes a boolean again. */
function bitwise(name: string, calculate: (x: bigint, y: bigint) => bigint): Definition {
  const parameters: readonly [Parameter<Numeric | boolean>, Parameter<Numeric | boolean>] = [leftBits, rightBits];
  return fn(name, parameters, (call) => {
    const [x, y] = [call.take(leftBits), call.take(rightBits)];
    const result = calculate(BigInt(x), BigInt(y));
    return typeof x === 'boolean' && typeof y === 'boolean' ? result !== 0n : integer(result);
  });
}

function isInteger(given: Datum): given is number | bigint {
  return typeof given === 'number' || typeof given === 'bigint';
}

function toInteger(given: Datum): Datum {
  if (given === null) return 0;
  if (isInteger(given)) return given;
  if (typeof given === 'boolean') return Number(given);
  if (given instanceof Float) {
    if (!Number.isFinite(given.value)) throw new YaqlError('an infinite float is no integer');
    return integer(BigInt(Math.trunc(given.value)));
  }
  const read = typeof given === 'string' ? readNumber(given) : undefined;
  if (read === undefined || read instanceof Float) throw new YaqlError('"int" is given what is no integer');
  return read;
}

function toFloating(given: Datum): Datum {
  if (given === null) return new Float(0);
  const read = typeof given === 'string' ? readNumber(given) : given instanceof Float ? given : numeric(given);
  if (read === undefined) throw new YaqlError('"float" is given what is no number');
  if (read instanceof Float) return read;
  const float = Number(read);
  if (!Number.isFinite(float) && typeof given !== 'string') throw new YaqlError('a number is too large for a float');
  return new Float(float);
}

/** Heat: a number drawn at each evaluation; here rendering twice has to give the same. */
function notKnown(what: string): never {
  throw new YaqlError(`"${what}" is refused, for rendering has to give the same again; use OS::Heat::RandomString`);
}
