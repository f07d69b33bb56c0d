import type { Datetime } from '../datum.ts';
import { offsetText } from '../time-text.ts';
import { YaqlError } from '../yaql-error.ts';
import { clockOf, dayNumber, type ShownClock, weekdayOf } from './clock.ts';

export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
export const dayNames: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Python's `strftime` where no language is set. Throws a `YaqlError` for a directive that it does not know. */
export function formatTime(time: Datetime, format: string): string {
  return format.replace(/%(.?)/gsu, (_all, directive: string) => written(directive, time));
}

function written(directive: string, time: Datetime): string {
  const long = composed[directive];
  if (long !== undefined) return formatTime(time, long);
  const clock = clockOf(time.local);
  const write = simple[directive];
  if (write !== undefined) return write(clock);
  const weekday = weekdayOf(time.local);
  const yearDay = dayNumber(clock.year, clock.month, clock.day) - dayNumber(clock.year, 1, 1);
  switch (directive) {
    case 'a':
      return (dayNames[weekday] ?? '').slice(0, 3);
    case 'A':
      return dayNames[weekday] ?? '';
    case 'w':
      return String((weekday + 1) % 7);
    case 'u':
      return String(weekday + 1);
    case 'j':
      return pad(yearDay + 1, 3);
    case 'U':
      return pad(Math.floor((yearDay + 7 - ((weekday + 1) % 7)) / 7));
    case 'W':
      return pad(Math.floor((yearDay + 7 - weekday) / 7));
    case 'z':
      return offsetText(time.offset, '');
    case 'Z':
      return time.offset === 0n ? 'UTC' : '';
    default:
      throw new YaqlError('a format of time has a directive that is not known', { shown: `%${directive}` });
  }
}

const composed: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  h: '%b',
};

const simple: Readonly<Record<string, (clock: ShownClock) => string>> = {
  d: ({ day }) => pad(day),
  e: ({ day }) => String(day).padStart(2),
  b: ({ month }) => (monthNames[month - 1] ?? '').slice(0, 3),
  B: ({ month }) => monthNames[month - 1] ?? '',
  m: ({ month }) => pad(month),
  y: ({ year }) => pad(year % 100),
  C: ({ year }) => pad(Math.floor(year / 100)),
  Y: ({ year }) => String(year),
  H: ({ hour }) => pad(hour),
  k: ({ hour }) => String(hour).padStart(2),
  I: ({ hour }) => pad(hour % 12 === 0 ? 12 : hour % 12),
  l: ({ hour }) => String(hour % 12 === 0 ? 12 : hour % 12).padStart(2),
  M: ({ minute }) => pad(minute),
  S: ({ second }) => pad(second),
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  f: ({ microsecond }) => pad(microsecond, 6),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
