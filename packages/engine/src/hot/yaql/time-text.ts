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
  const at = new Date(Number(floorDivide(local, day)) * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
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
