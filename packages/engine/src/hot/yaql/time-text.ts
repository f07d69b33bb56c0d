import type { Datetime, Timespan } from './datum.ts';

const second = 1_000_000n;
const day = 86_400n * second;

/** A length of time as Python writes it, `1 day, 2:00:00`. */
export function timespanText({ micros }: Timespan): string {
  const days = floorDivide(micros, day);
  const rest = micros - days * day;
  const seconds = rest / second;
  const clock = `${seconds / 3600n}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}${fraction(rest % second)}`;
  return days === 0n ? clock : `${days} day${days === 1n || days === -1n ? '' : 's'}, ${clock}`;
}

/** A time as Python writes it, `2015-08-29 00:00:00+00:00`. */
export function datetimeText({ local, offset }: Datetime): string {
  const { year, month, date } = calendar(local);
  const rest = local - floorDivide(local, day) * day;
  const seconds = rest / second;
  const clock = `${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}${fraction(rest % second)}`;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)} ${clock}${offsetText(offset, ':')}`;
}

/** A time as Heat gives it out, `2015-08-29T00:00:00.000000`, without its place. oslo.serialization: `jsonutils.py`, to_primitive. */
export function jsonTime({ local }: Datetime): string {
  const { year, month, date } = calendar(local);
  const rest = local - floorDivide(local, day) * day;
  const seconds = rest / second;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(pad).join(':');
  return `${year}-${pad(month)}-${pad(date)}T${clock}.${String(rest % second).padStart(6, '0')}`;
}

/** `+03:00`, with seconds where it has any. */
export function offsetText(offset: bigint, colon: string): string {
  const size = (offset < 0n ? -offset : offset) / second;
  const seconds = size % 60n === 0n ? '' : `${colon}${pad(size % 60n)}`;
  return `${offset < 0n ? '-' : '+'}${pad(size / 3600n)}${colon}${pad((size / 60n) % 60n)}${seconds}`;
}

export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/** The day on which a moment falls. */
export function calendar(local: bigint): Calendar {
  // Counted from the first of March of the year 0, in eras of 400 years.
  const days = Number(floorDivide(local, day)) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leap = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leap) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function pad(value: bigint | number): string {
  return String(value).padStart(2, '0');
}

function fraction(micros: bigint): string {
  return micros === 0n ? '' : `.${String(micros).padStart(6, '0')}`;
}
