import { Float } from '../../value.ts';
import { Datetime, Timespan } from '../datum.ts';
import { type Call, type Definition, fn, method } from '../definition.ts';
import { optional, required } from '../parameter.ts';
import {
  anything,
  datetime,
  number,
  text,
  textOrNull,
  timespan,
  timespanOrNull,
  type Whole,
  whole,
  wholeOrNull,
} from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';
import { type Clock, clockOf, datetimeOf, weekdayOf } from './clock.ts';
import { formatTime } from './format-time.ts';
import { parseIsoTime, parseTime } from './parse-time.ts';
import { spanOf } from './timespans.ts';

const noSpan = new Timespan(0n);
const year = required('year', whole);
const month = required('month', whole);
const day = required('day', whole);
const hour = optional('hour', whole, 0);
const minute = optional('minute', whole, 0);
const second = optional('second', whole, 0);
const microsecond = optional('microsecond', whole, 0);
const offset = optional('offset', timespan, noSpan);
const offsetOrNull = optional('offset', timespanOrNull, noSpan);
const timestamp = required('timestamp', number);
const string = required('string', text);
const formatOrNull = optional('format', textOrNull, null);
const format = required('format', text);
const dt = required('dt', datetime);
const dt1 = required('dt1', datetime);
const dt2 = required('dt2', datetime);
const ts = required('ts', timespan);
const obj = required('obj', datetime);
const value = required('value', anything);
const replaced = (['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const).map(
  (name) => [name, optional(name, wholeOrNull, null)] as const,
);
const newOffset = optional('offset', timespanOrNull, null);

/** Moments. yaql: standard_library/date_time.py. */
export const datetimes: readonly Definition[] = [
  fn('datetime', [year, month, day, hour, minute, second, microsecond, offset], (call) => {
    const clock: Clock = {
      year: call.take(year),
      month: call.take(month),
      day: call.take(day),
      hour: call.take(hour),
      minute: call.take(minute),
      second: call.take(second),
      microsecond: call.take(microsecond),
    };
    return datetimeOf(clock, call.take(offset).micros);
  }),
  fn('datetime', [timestamp, offset], fromTimestamp),
  fn('datetime', [string, formatOrNull], (call) => {
    const written = call.take(formatOrNull);
    return written === null || written === '' ? parseIsoTime(call.take(string)) : parseTime(call.take(string), written);
  }),
  fn('now', [offsetOrNull], () => {
    throw new YaqlError('"now" is refused, for rendering has to give the same again; use a parameter');
  }),
  fn('isDatetime', [value], (call) => call.take(value) instanceof Datetime),
  fn('#operator_+', [dt, ts], (call) => shifted(call.take(dt), call.take(ts).micros)),
  fn('#operator_+', [ts, dt], (call) => shifted(call.take(dt), call.take(ts).micros)),
  fn('#operator_-', [dt, ts], (call) => shifted(call.take(dt), -call.take(ts).micros)),
  fn('#operator_-', [dt1, dt2], (call) => spanOf(moment(call.take(dt1)) - moment(call.take(dt2)))),
  comparison('#operator_>', (a, b) => a > b),
  comparison('#operator_>=', (a, b) => a >= b),
  comparison('#operator_<', (a, b) => a < b),
  comparison('#operator_<=', (a, b) => a <= b),
  ...(['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const).map((name) =>
    fn(`#property#${name}`, [obj], (call) => clockOf(call.take(obj).local)[name]),
  ),
  fn('#property#weekday', [obj], (call) => weekdayOf(call.take(obj).local)),
  fn('#property#offset', [obj], (call) => new Timespan(call.take(obj).offset)),
  fn('#property#utc', [obj], (call) => utc(call.take(obj))),
  fn('#property#date', [obj], (call) => date(call.take(obj))),
  fn('#property#time', [obj], (call) => spanOf(call.take(obj).local - date(call.take(obj)).local)),
  fn('#property#timestamp', [obj], (call) => new Float(Number(moment(utc(call.take(obj)))) / 1e6)),
  method('replace', [dt, ...replaced.map(([, parameter]) => parameter), newOffset], replace),
  method('format', [dt, format], (call) => {
    const written = call.take(format);
    call.runtime.spend(written.length >>> 1);
    return formatTime(call.take(dt), written);
  }),
];

function comparison(name: string, holds: (a: bigint, b: bigint) => boolean): Definition {
  return fn(name, [dt1, dt2], (call) => holds(moment(call.take(dt1)), moment(call.take(dt2))));
}

function moment({ local, offset: place }: Datetime): bigint {
  return local - place;
}

function shifted({ local, offset: place }: Datetime, by: bigint): Datetime {
  return datetimeOf(clockOf(local + by), place);
}

/** The clock of UTC, still with the place's offset, as in yaql; so its `timestamp` counts the offset twice. */
function utc(given: Datetime): Datetime {
  return shifted(given, -given.offset);
}

function date({ local, offset: place }: Datetime): Datetime {
  const { year: y, month: m, day: d } = clockOf(local);
  return datetimeOf({ year: y, month: m, day: d, hour: 0, minute: 0, second: 0, microsecond: 0 }, place);
}

function fromTimestamp(call: Call): Datetime {
  const seconds = call.take(timestamp);
  const place = call.take(offset).micros;
  if (seconds instanceof Float && !Number.isFinite(seconds.value)) throw new YaqlError('no moment is infinite');
  const micros = seconds instanceof Float ? roundMicros(seconds.value) : BigInt(seconds) * 1_000_000n;
  if (micros > 4000n * 366n * 86_400n * 100n * 1_000_000n) throw new YaqlError('the year of a datetime is 1 to 9999');
  return datetimeOf(clockOf(micros + place), place);
}

/** Whole and broken seconds apart, as Python does, ties to the even microsecond. */
function roundMicros(seconds: number): bigint {
  const whole = Math.trunc(seconds);
  const part = (seconds - whole) * 1e6;
  const down = Math.floor(part);
  const rest = part - down;
  return BigInt(whole) * 1_000_000n + BigInt(rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down);
}

function replace(call: Call): Datetime {
  const given = call.take(dt);
  const clock: Record<keyof Clock, Whole> = { ...clockOf(given.local) };
  for (const [name, parameter] of replaced) clock[name] = call.take(parameter) ?? clock[name];
  return datetimeOf(clock, call.take(newOffset)?.micros ?? given.offset);
}
