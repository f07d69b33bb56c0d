import { Float } from '../value.ts';
import { type Datum, Sequence } from './datum.ts';

const modulus = (1n << 61n) - 1n;
const first = 11400714785074694791n;
const second = 14029467366897019727n;
const fifth = 2870177450012600261n;

/**
 * The hash that CPython 3.11 has for a value, as 64 bits, by which it orders a set: of numbers and tuples of them.
 * `undefined` for what has another one in every process, such as texts.
 */
export function pythonHash(value: Datum): bigint | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number' || typeof value === 'bigint') return wholeHash(BigInt(value));
  if (value instanceof Float) return floatHash(value.value);
  return value instanceof Sequence && value.isFixed ? tupleHash(value.items) : undefined;
}

function wholeHash(value: bigint): bigint {
  const size = (value < 0n ? -value : value) % modulus;
  return signed(value < 0n ? -size : size);
}

/** -1 is no hash. */
function signed(hash: bigint): bigint {
  return BigInt.asUintN(64, hash === -1n ? -2n : hash);
}

function floatHash(value: number): bigint | undefined {
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return signed(value > 0 ? 314159n : -314159n);
  let size = Math.abs(value);
  let halves = 0n;
  while (!Number.isInteger(size)) {
    size *= 2;
    halves++;
  }
  // Half of 1 is 2 to the power of 60, for twice that is 1 for this modulus.
  const hash = (BigInt(size) * (1n << ((60n * halves) % 61n))) % modulus;
  return signed(value < 0 ? -hash : hash);
}

function tupleHash(items: readonly Datum[]): bigint | undefined {
  let sum = fifth;
  for (const item of items) {
    const lane = pythonHash(item);
    if (lane === undefined) return undefined;
    sum = BigInt.asUintN(64, sum + lane * second);
    sum = BigInt.asUintN(64, (sum << 31n) | (sum >> 33n));
    sum = BigInt.asUintN(64, sum * first);
  }
  sum = BigInt.asUintN(64, sum + (BigInt(items.length) ^ (fifth ^ 3527539n)));
  return sum === (1n << 64n) - 1n ? 1546275796n : sum;
}
