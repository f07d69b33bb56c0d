import { Float } from '../../value.ts';
import { integer } from '../../yaml-scalar.ts';
import { Timespan } from '../datum.ts';
import { type Definition, fn } from '../definition.ts';
import { optional, type Parameter, required } from '../parameter.ts';
import { anything, integerOnly, type Numeric, number, timespan, type Whole, whole } from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';
import { toFloat } from './arithmetic.ts';

const days = optional('days', whole, 0);
const hours = optional('hours', whole, 0);
const minutes = optional('minutes', whole, 0);
const seconds = optional('seconds', integerOnly, 0);
const milliseconds = optional('milliseconds', integerOnly, 0);
const microseconds = optional('microseconds', integerOnly, 0);
const one = required('ts1', timespan);
const two = required('ts2', timespan);
const span = required('ts', timespan);
const by = required('n', number);
const obj = required('obj', timespan);
const value = required('value', anything);

const units: readonly (readonly [Parameter<Whole>, bigint])[] = [
  [days, 86_400_000_000n],
  [hours, 3_600_000_000n],
  [minutes, 60_000_000n],
  [seconds, 1_000_000n],
  [milliseconds, 1000n],
  [microseconds, 1n],
];

/** Lengths of time. yaql: standard_library/date_time.py. */
export const timespans: readonly Definition[] = [
  fn('timespan', [days, hours, minutes, seconds, milliseconds, microseconds], (call) => {
    return spanOf(units.reduce((sum, [unit, size]) => sum + BigInt(call.take(unit)) * size, 0n));
  }),
  fn('utctz', [], () => new Timespan(0n)),
  fn('localtz', [], () => {
    throw new YaqlError('"localtz" is refused, for rendering has to give the same everywhere; use utctz()');
  }),
  fn('isTimespan', [value], (call) => call.take(value) instanceof Timespan),
  fn('#property#microseconds', [obj], (call) => integer(call.take(obj).micros)),
  property('milliseconds', 1e3),
  property('seconds', 1e6),
  property('minutes', 6e7),
  property('hours', 3.6e9),
  property('days', 8.64e10),
  fn('#operator_+', [one, two], (call) => spanOf(call.take(one).micros + call.take(two).micros)),
  fn('#operator_-', [one, two], (call) => spanOf(call.take(one).micros - call.take(two).micros)),
  fn('#unary_operator_-', [span], (call) => spanOf(-call.take(span).micros)),
  fn('#unary_operator_+', [span], (call) => call.take(span)),
  comparison('#operator_>', (a, b) => a > b),
  comparison('#operator_>=', (a, b) => a >= b),
  comparison('#operator_<', (a, b) => a < b),
  comparison('#operator_<=', (a, b) => a <= b),
  fn('#operator_*', [span, by], (call) => times(call.take(span), call.take(by))),
  fn('#operator_*', [by, span], (call) => times(call.take(span), call.take(by))),
  fn('#operator_/', [one, two], (call) => {
    return new Float(quotient(Number(call.take(one).micros), Number(call.take(two).micros)));
  }),
  fn('#operator_/', [span, by], (call) => {
    return rounded(quotient(Number(call.take(span).micros), toFloat(call.take(by))));
  }),
];

function property(name: string, size: number): Definition {
  return fn(`#property#${name}`, [obj], (call) => new Float(Number(call.take(obj).micros) / size));
}

function comparison(name: string, holds: (a: bigint, b: bigint) => boolean): Definition {
  return fn(name, [one, two], (call) => holds(call.take(one).micros, call.take(two).micros));
}

/** A length that Python can have: less than a thousand million days. */
export function spanOf(micros: bigint): Timespan {
  const most = 1_000_000_000n * 86_400_000_000n;
  if (micros < most && micros > -most) return new Timespan(micros);
  throw new YaqlError('a timespan is longer than a thousand million days');
}

function times({ micros }: Timespan, factor: Numeric): Timespan {
  return factor instanceof Float ? rounded(Number(micros) * factor.value) : spanOf(micros * BigInt(factor));
}

function quotient(a: number, b: number): number {
  if (b === 0) throw new YaqlError('nothing can be divided by zero');
  return a / b;
}

/** So many microseconds, ties to the even one. */
function rounded(micros: number): Timespan {
  if (!Number.isFinite(micros)) throw new YaqlError('a timespan cannot be infinite');
  const down = Math.floor(micros);
  const rest = micros - down;
  const isUp = rest > 0.5 || (rest === 0.5 && down % 2 !== 0);
  return spanOf(BigInt(isUp ? down + 1 : down));
}
