import { Float } from '../../value.ts';
import { integer } from '../../yaml-scalar.ts';
import { integerWork } from '../data-work.ts';
import type { Numeric, Whole } from '../parameter-types.ts';
import { floorDivide } from '../time-text.ts';
import { YaqlError } from '../yaql-error.ts';

/** Numbers as Python calculates with them: integers of any size, floats apart from them. */

type Operation = (a: Numeric, b: Numeric) => Numeric;

function operation(
  small: (a: number, b: number) => number,
  large: (a: bigint, b: bigint) => bigint,
  float: (a: number, b: number) => number,
): Operation {
  return (a, b) => {
    if (a instanceof Float || b instanceof Float) return new Float(float(toFloat(a), toFloat(b)));
    if (typeof a === 'number' && typeof b === 'number') {
      const result = small(a, b);
      if (Number.isSafeInteger(result)) return result + 0;
    }
    return integer(large(BigInt(a), BigInt(b)));
  };
}

export const add = operation(
  (a, b) => a + b,
  (a, b) => a + b,
  (a, b) => a + b,
);
export const subtract = operation(
  (a, b) => a - b,
  (a, b) => a - b,
  (a, b) => a - b,
);
export const multiply = operation(
  (a, b) => a * b,
  (a, b) => a * b,
  (a, b) => a * b,
);

/** Integers are divided down to an integer, as by Python's `//`. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw divisionByZero();
  if (a instanceof Float || b instanceof Float) return new Float(toFloat(a) / toFloat(b));
  return integer(floorDivide(BigInt(a), BigInt(b)));
}

/** The rest has the sign of the divisor. */
export function modulo(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw divisionByZero();
  if (a instanceof Float || b instanceof Float) return new Float(floatModulo(toFloat(a), toFloat(b)));
  return integer(wholeModulo(BigInt(a), BigInt(b)));
}

function wholeModulo(a: bigint, b: bigint): bigint {
  return a - floorDivide(a, b) * b;
}

function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

export function negate(a: Numeric): Numeric {
  return a instanceof Float ? new Float(-a.value) : subtract(0, a);
}

export function absolute(a: Numeric): Numeric {
  if (a instanceof Float) return new Float(Math.abs(a.value));
  return a < 0 ? negate(a) : a;
}

/** `checkBytes` refuses what would be too large before it is worked out. */
export function power(a: Numeric, b: Numeric, checkBytes: (count: number) => void): Numeric {
  if (!(a instanceof Float) && !(b instanceof Float) && b >= 0) return wholePower(BigInt(a), BigInt(b), checkBytes);
  const base = toFloat(a);
  const exponent = toFloat(b);
  if (base === 0 && exponent < 0) throw divisionByZero();
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw new YaqlError('a negative number has no power by a fraction');
  }
  // Python: anything to the power of 0 is 1, and so is 1 to any power.
  const result =
    base === 1 ? 1 : base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent) ? 1 : base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) throw tooLarge();
  return new Float(result);
}

function wholePower(a: bigint, b: bigint, checkBytes: (count: number) => void): Whole {
  if (a === 0n || a === 1n || a === -1n) return integer(a ** (b === 0n ? 0n : 2n - (b % 2n)));
  checkBytes(wholeBytes((bitsOf(a) - 1) * Number(b)));
  return integer(a ** b);
}

function bitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

/** CPython keeps 30 bits in four bytes. */
function wholeBytes(bits: number): number {
  return 24 + 4 * Math.floor(bits / 30);
}

/** `a` to the power of `b`, modulo `c`, all integers. */
export function powerModulo(a: Numeric, b: Numeric, c: Numeric, spend: (steps: number) => void): Whole {
  if (a instanceof Float || b instanceof Float || c instanceof Float) {
    throw new YaqlError('a power modulo a number takes integers only');
  }
  const modulus = BigInt(c);
  if (modulus === 0n) throw new YaqlError('the modulus of a power cannot be zero');
  let base = wholeModulo(BigInt(a), modulus);
  let exponent = BigInt(b);
  if (exponent < 0n) {
    base = inverse(base, modulus);
    exponent = -exponent;
  }
  let result = wholeModulo(1n, modulus);
  const work = 1 + 9 * integerWork(wholeBytes(bitsOf(modulus)));
  for (; exponent > 0n; exponent >>= 1n) {
    spend(work);
    if (exponent & 1n) result = wholeModulo(result * base, modulus);
    base = wholeModulo(base * base, modulus);
  }
  return integer(result);
}

function inverse(value: bigint, modulus: bigint): bigint {
  const size = modulus < 0n ? -modulus : modulus;
  let [a, b] = [wholeModulo(value, size), size];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  if (a !== 1n) throw new YaqlError('the base has no inverse for this modulus');
  return wholeModulo(x, modulus);
}

/** Python's `round`: ties go to the even digit; an integer stays one, and a float a float. */
export function roundTo(value: Numeric, digits: Whole): Numeric {
  if (!(value instanceof Float)) return digits >= 0 ? value : roundWhole(BigInt(value), BigInt(digits));
  const { value: x } = value;
  if (!Number.isFinite(x) || x === 0 || digits > 323) return value;
  if (digits < -308) return new Float(x < 0 ? -0 : 0);
  return new Float(roundFloat(x, Number(digits)));
}

function roundWhole(value: bigint, digits: bigint): Whole {
  const length = BigInt(value.toString().length);
  if (-digits > length + 1n) return 0;
  const unit = 10n ** -digits;
  return integer(roundHalfEven(value, unit) * unit);
}

/** `a / b` to the nearest integer, ties to the even one. */
function roundHalfEven(a: bigint, b: bigint): bigint {
  const quotient = floorDivide(a, b);
  const twice = (a - quotient * b) * 2n;
  return twice > b || (twice === b && quotient % 2n !== 0n) ? quotient + 1n : quotient;
}

/** Rounds what the float is exactly, a fraction over a power of two. */
function roundFloat(x: number, digits: number): number {
  let shift = 0;
  let mantissa = Math.abs(x);
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  const numerator = BigInt(mantissa) * 10n ** BigInt(Math.max(digits, 0));
  const denominator = 2n ** BigInt(shift) * 10n ** BigInt(Math.max(-digits, 0));
  const result = Number(`${roundHalfEven(numerator, denominator)}e${-digits}`);
  if (!Number.isFinite(result)) throw tooLarge();
  return x < 0 ? -result : result;
}

export function shiftLeft(value: Whole, bits: Whole, checkBytes: (count: number) => void): Whole {
  if (bits < 0) throw new YaqlError('bits cannot be shifted by a negative number');
  if (BigInt(value) === 0n) return 0;
  checkBytes(wholeBytes(Number(bits)));
  return integer(BigInt(value) << BigInt(bits));
}

export function shiftRight(value: Whole, bits: Whole): Whole {
  if (bits < 0) throw new YaqlError('bits cannot be shifted by a negative number');
  if (bits > 64_000_000) return value < 0 ? -1 : 0;
  return integer(BigInt(value) >> BigInt(bits));
}

export function toFloat(value: Numeric): number {
  if (value instanceof Float) return value.value;
  const float = Number(value);
  if (!Number.isFinite(float)) throw tooLarge();
  return float;
}

function isZero(value: Numeric): boolean {
  return value instanceof Float ? value.value === 0 : value === 0;
}

function divisionByZero(): YaqlError {
  return new YaqlError('nothing can be divided by zero');
}

function tooLarge(): YaqlError {
  return new YaqlError('a number is too large for a float');
}
