import type { Datetime } from '../datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { datetimeOf, dayNumber, daysOf } from './clock.ts';
import { dayNames, monthNames } from './format-time.ts';

const iso =
  /^\s*([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|\/([0-9]{1,2})\/([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[Tt ]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s*(?:([Zz]|UTC|GMT)|([-+])([0-9]{2}):?([0-9]{2})?)?)?\s*$/;

/**
 * A time in the form of ISO 8601 whose date is whole. Python's dateutil reads many more forms, and takes from the present
 * day what a text does not say: throws a `YaqlError` for those.
 */
export function parseIsoTime(text: string): Datetime {
  const found = iso.exec(text);
  if (found === null) {
    throw new YaqlError('only times as 2015-08-29T10:15:00 are read without a format', { shown: text });
  }
  const number = (group: number): number => Number(found[group] ?? 0);
  const clock = {
    year: number(1),
    month: Number(found[2] ?? found[4] ?? found[6]),
    day: Number(found[3] ?? found[5] ?? found[7]),
    hour: number(8),
    minute: number(9),
    second: number(10),
    microsecond: Number((found[11] ?? '').slice(0, 6).padEnd(6, '0')),
  };
  const seconds = number(14) * 3600 + number(15) * 60;
  return datetimeOf(clock, BigInt(found[13] === '-' ? -seconds : seconds) * 1_000_000n);
}

interface Fields {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly microsecond?: number;
  readonly isAfternoon?: boolean;
  readonly dayOfYear?: number;
  readonly offset?: bigint;
}

type Directive = readonly [pattern: string, read: (found: string) => Fields];

const names = (list: readonly string[]): string =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map((name) => name)
    .join('|');
const short = (list: readonly string[]): readonly string[] => list.map((name) => name.slice(0, 3));
const indexOf = (list: readonly string[], name: string): number =>
  list.findIndex((each) => each.toLowerCase() === name.toLowerCase());

const directives: Readonly<Record<string, Directive>> = {
  d: ['3[01]|[12][0-9]|0[1-9]|[1-9]| [1-9]', (found) => ({ day: Number(found) })],
  f: ['[0-9]{1,6}', (found) => ({ microsecond: Number(found.padEnd(6, '0')) })],
  H: ['2[0-3]|[0-1][0-9]|[0-9]', (found) => ({ hour: Number(found) })],
  I: ['1[0-2]|0[1-9]|[1-9]', (found) => ({ hour: Number(found) })],
  j: [
    '36[0-6]|3[0-5][0-9]|[12][0-9]{2}|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]',
    (found) => ({ dayOfYear: Number(found) }),
  ],
  m: ['1[0-2]|0[1-9]|[1-9]', (found) => ({ month: Number(found) })],
  M: ['[0-5][0-9]|[0-9]', (found) => ({ minute: Number(found) })],
  S: ['6[01]|[0-5][0-9]|[0-9]', (found) => ({ second: Number(found) })],
  y: ['[0-9]{2}', (found) => ({ year: Number(found) + (Number(found) <= 68 ? 2000 : 1900) })],
  Y: ['[0-9]{4}', (found) => ({ year: Number(found) })],
  z: ['[-+][0-9]{2}:?[0-5][0-9](?::?[0-5][0-9])?|[Zz]', (found) => ({ offset: readOffset(found) })],
  p: ['am|pm', (found) => ({ isAfternoon: found.toLowerCase() === 'pm' })],
  b: [names(short(monthNames)), (found) => ({ month: indexOf(short(monthNames), found) + 1 })],
  B: [names(monthNames), (found) => ({ month: indexOf(monthNames, found) + 1 })],
  a: [names(short(dayNames)), () => ({})],
  A: [names(dayNames), () => ({})],
  w: ['[0-6]', () => ({})],
  Z: ['utc|gmt', () => ({})],
};

/** Python's `strptime`. Throws a `YaqlError` where text and format do not fit, or the format has what is not supported. */
export function parseTime(text: string, format: string): Datetime {
  const reads: Directive[1][] = [];
  const seen = new Set<string>();
  const pattern = format.replace(/%(.?)|(\s+)|([\\.^$*+?(){}[\]|/])/gsu, (_all, directive, blanks, sign) => {
    if (typeof blanks === 'string') return '\\s+';
    if (typeof sign === 'string') return `\\${sign}`;
    if (directive === '%') return '%';
    const known = directives[String(directive)];
    if (known === undefined || seen.has(String(directive))) {
      throw new YaqlError('a format of time has a directive that is not known', { shown: `%${directive}` });
    }
    seen.add(String(directive));
    reads.push(known[1]);
    return `(${known[0]})`;
  });
  const found = new RegExp(`^${pattern}$`, 'isu').exec(text);
  if (found === null) throw new YaqlError('a text is no time of this format', { shown: text });
  const fields = reads.map((read, index) => read(found[index + 1] ?? ''));
  return timeOf(Object.assign({}, ...fields), seen.has('I'));
}

function timeOf(fields: Fields, isTwelve: boolean): Datetime {
  const { year = 1900, minute = 0, second = 0, microsecond = 0, offset = 0n, isAfternoon = false } = fields;
  let { month = 1, day = 1, hour = 0 } = fields;
  if (isTwelve) hour = (hour % 12) + (isAfternoon ? 12 : 0);
  if (fields.dayOfYear !== undefined && fields.month === undefined) [month, day] = monthAndDay(year, fields.dayOfYear);
  return datetimeOf({ year, month, day, hour, minute, second, microsecond }, offset);
}

function monthAndDay(year: number, dayOfYear: number): [month: number, day: number] {
  let month = 1;
  while (month < 12 && dayNumber(year, month + 1, 1) - dayNumber(year, 1, 1) < dayOfYear) month++;
  const day = dayOfYear - (dayNumber(year, month, 1) - dayNumber(year, 1, 1));
  if (day > daysOf(year, month)) throw new YaqlError('the year does not have this day');
  return [month, day];
}

function readOffset(text: string): bigint {
  const digits = text.replaceAll(':', '');
  if (!/^[-+]/.test(digits)) return 0n;
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60 + Number(digits.slice(5, 7) || 0);
  return BigInt(digits.startsWith('-') ? -seconds : seconds) * 1_000_000n;
}
