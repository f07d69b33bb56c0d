import { Datetime } from '../datum.ts';
import type { Whole } from '../parameter-types.ts';
import { calendar, floorDivide } from '../time-text.ts';
import { YaqlError } from '../yaql-error.ts';

/** What a clock and a calendar show. */
export interface Clock {
  readonly year: Whole;
  readonly month: Whole;
  readonly day: Whole;
  readonly hour: Whole;
  readonly minute: Whole;
  readonly second: Whole;
  readonly microsecond: Whole;
}

const dayMicros = 86_400_000_000n;

/** The moment that a clock shows at an offset from UTC. Throws a `YaqlError` where there is none. */
export function datetimeOf(clock: Clock, offset: bigint): Datetime {
  check('year', clock.year, 1, 9999);
  check('month', clock.month, 1, 12);
  check('day', clock.day, 1, daysOf(Number(clock.year), Number(clock.month)));
  check('hour', clock.hour, 0, 23);
  check('minute', clock.minute, 0, 59);
  check('second', clock.second, 0, 59);
  check('microsecond', clock.microsecond, 0, 999_999);
  if (offset >= dayMicros || offset <= -dayMicros) throw new YaqlError('an offset from UTC is less than a day');
  const days = dayNumber(Number(clock.year), Number(clock.month), Number(clock.day));
  const seconds = BigInt(clock.hour) * 3600n + BigInt(clock.minute) * 60n + BigInt(clock.second);
  return new Datetime(BigInt(days) * dayMicros + seconds * 1_000_000n + BigInt(clock.microsecond), offset);
}

function check(name: string, value: Whole, least: number, most: number): void {
  if (value < least || value > most) throw new YaqlError(`the ${name} of a datetime is ${least} to ${most}`);
}

/** Days since 1970. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export function daysOf(year: number, month: number): number {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

export interface ShownClock extends Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** What the clock shows at a moment. */
export function clockOf(local: bigint): ShownClock {
  const { year, month, date: day } = calendar(local);
  const micros = Number(local - floorDivide(local, dayMicros) * dayMicros);
  return {
    year,
    month,
    day,
    hour: Math.floor(micros / 3.6e9),
    minute: Math.floor(micros / 6e7) % 60,
    second: Math.floor(micros / 1e6) % 60,
    microsecond: micros % 1_000_000,
  };
}

/** Monday is 0. */
export function weekdayOf(local: bigint): number {
  return (((Number(floorDivide(local, dayMicros)) + 3) % 7) + 7) % 7;
}
