import { Float } from '../value.ts';
import { walkWork } from './data-work.ts';
import {
  Datetime,
  type Datum,
  Dict,
  isCollection,
  isIterator,
  isSetLike,
  type Memory,
  Ordering,
  PySet,
  Regex,
  Rule,
  Sequence,
  Stream,
  Timespan,
  View,
  YaqlContext,
} from './datum.ts';
import { nullable, type ParameterType, valueType } from './parameter.ts';
import type { Runtime } from './runtime.ts';
import { items, sizeOf } from './walk-datum.ts';
import { YaqlError } from './yaql-error.ts';

export type Numeric = number | bigint | Float;
export type Whole = number | bigint;

export const anything: ParameterType<Datum> = valueType('a value', 'object', (_value): _value is Datum => true);

export const notNull: ParameterType<Exclude<Datum, null>> = valueType(
  'a value',
  'object',
  (value): value is Exclude<Datum, null> => value !== null,
);

export const onlyNull: ParameterType<null> = valueType('null', 'null', (value): value is null => value === null);

export const text: ParameterType<string> = valueType(
  'a text',
  'str',
  (value): value is string => typeof value === 'string',
);

export const textOrNull: ParameterType<string | null> = nullable(text);

/** An integer as Python's functions take it, where a boolean is one too. */
export const whole: ParameterType<Whole> = {
  ...valueType(
    'an integer',
    'int',
    (value): value is Whole | boolean =>
      typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean',
  ),
  convert(argument, site) {
    const value = wholeOrBoolean.convert(argument, site);
    return typeof value === 'boolean' ? Number(value) : value;
  },
};

/** The same, with booleans as they are. */
export const wholeOrBoolean: ParameterType<Whole | boolean> = valueType(
  'an integer',
  'int',
  (value): value is Whole | boolean =>
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean',
);

export const wholeOrNull: ParameterType<Whole | null> = nullable(whole);

/** An integer that is no boolean. */
export const integerOnly: ParameterType<Whole> = valueType(
  'an integer',
  'int',
  (value): value is Whole => typeof value === 'number' || typeof value === 'bigint',
);

export const number: ParameterType<Numeric> = valueType(
  'a number',
  'number',
  (value): value is Numeric => typeof value === 'number' || typeof value === 'bigint' || value instanceof Float,
);

export const numberOrNull: ParameterType<Numeric | null> = nullable(number);

export const boolean: ParameterType<boolean> = valueType(
  'a boolean',
  'bool',
  (value): value is boolean => typeof value === 'boolean',
);

export const booleanOrNull: ParameterType<boolean | null> = nullable(boolean);

export const dict: ParameterType<Dict> = valueType(
  'a dictionary',
  'mapping',
  (value): value is Dict => value instanceof Dict,
);

export const sequence: ParameterType<Sequence> = valueType(
  'a list',
  'sequence',
  (value): value is Sequence => value instanceof Sequence,
);

/** A set or what counts as one; keys and items of a dictionary do. */
export const set: ParameterType<PySet | View> = valueType('a set', 'set', isSetLike);

export const stream: ParameterType<Stream | Memory> = valueType('an iterator', 'iterator', isIterator);

export const rule: ParameterType<Rule> = valueType(
  'key => value',
  'other',
  (value): value is Rule => value instanceof Rule,
);

export const context: ParameterType<YaqlContext> = valueType(
  'what "let" and its like give',
  'other',
  (value): value is YaqlContext => value instanceof YaqlContext,
);

export const regex: ParameterType<Regex> = valueType(
  'a regular expression',
  'other',
  (value): value is Regex => value instanceof Regex,
);

export const ordering: ParameterType<Ordering> = valueType(
  'what "orderBy" gives',
  'other',
  (value): value is Ordering => value instanceof Ordering,
);

export const timespan: ParameterType<Timespan> = valueType(
  'a timespan',
  'other',
  (value): value is Timespan => value instanceof Timespan,
);

export const timespanOrNull: ParameterType<Timespan | null> = nullable(timespan);

export const datetime: ParameterType<Datetime> = valueType(
  'a datetime',
  'other',
  (value): value is Datetime => value instanceof Datetime,
);

/** What yaql hands on of a collection: as it is where its size is known, else a stream that is cut off at the limit. */
export type Bounded = Sequence | PySet | View | Stream;

const anyCollection = valueType('a list', 'iterable', isCollection);

/** Anything that can be walked, with at most as many items as the limit allows. yaql: `utils.limit_iterable`. */
export const collection: ParameterType<Bounded> = {
  ...anyCollection,
  convert: (argument, site) => bounded(anyCollection.convert(argument, site), site.runtime),
};

const anyButSet = valueType(
  'a list',
  'iterable',
  (value): value is Exclude<Datum, PySet> => isCollection(value) && !isSetLike(value),
);

/** The same, but no set. */
export const orderedCollection: ParameterType<Bounded> = {
  ...anyButSet,
  convert: (argument, site) => {
    anyButSet.convert(argument, site);
    return collection.convert(argument, site);
  },
};

function bounded(value: Datum, runtime: Runtime): Bounded {
  if (!isCollection(value)) throw new YaqlError('a list was expected');
  const { items: limit } = runtime.limits;
  const isSized = value instanceof Sequence || value instanceof PySet || (value instanceof View && isSetLike(value));
  if (!isSized) return new Stream(firstItems(items(value), limit), runtime);
  const size = sizeOf(value);
  if (size > limit) throw tooLarge(limit);
  runtime.spend(walkWork(size));
  return value;
}

function* firstItems(walked: Iterable<Datum>, limit: number): Generator<Datum, undefined, undefined> {
  let count = 0;
  for (const item of walked) {
    if (count >= limit) throw tooLarge(limit);
    count++;
    yield item;
  }
}

function tooLarge(limit: number): YaqlError {
  return new YaqlError(`a collection has more than ${limit} items`);
}
