import { compareCodePoints } from '../../code-points.ts';
import { textSize } from '../data-size.ts';
import { dataText } from '../data-text.ts';
import { lettersWork, makeWork, walkWork, wholeWork } from '../data-work.ts';
import { type Datum, Sequence } from '../datum.ts';
import { type Call, type Definition, extension, fn, method } from '../definition.ts';
import { optional, required } from '../parameter.ts';
import {
  anything,
  boolean,
  collection,
  dict,
  numberOrNull,
  text,
  textOrNull,
  type Whole,
  whole,
} from '../parameter-types.ts';
import { items } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { add } from './arithmetic.ts';
import { characters } from './characters.ts';
import { formatText } from './format.ts';
import { hexadecimal } from './format-number.ts';
import {
  countText,
  findText,
  hasWideLetters,
  letterCount,
  replaceText,
  sliceText,
  splitText,
  splitTextRight,
  trimText,
} from './text.ts';

const left = required('left', text);
const right = required('right', text);
const leftTimes = required('left', whole);
const rightTimes = required('right', whole);
const args = required('args', text);
const anyArgs = required('args', anything);
const named = required('kwargs', anything);
const given = required('string', text);
const givenOrNull = required('string', textOrNull);
const separator = optional('separator', textOrNull, null);
const joiner = required('separator', text);
const maxSplits = optional('maxSplits', whole, -1);
const joined = required('sequence', collection);
const value = required('value', anything);
const chars = optional('chars', textOrNull, null);
const trims = optional('trim', boolean, true);
const old = required('old', text);
const by = required('new', text);
const count = optional('count', whole, -1);
const replacements = required('replacements', dict);
const pattern = required('_FormatString', text);
const start = required('start', whole);
const startOrZero = optional('start', whole, 0);
const length = required('length', whole);
const lengthOrAll = optional('length', whole, -1);
const sub = required('sub', text);
const arg = required('arg', anything);
const prefixes = required('prefixes', text);
const num = required('num', numberOrNull);

/** Texts. yaql: standard_library/strings.py. */
export const strings: readonly Definition[] = [
  comparison('#operator_>', (order) => order > 0),
  comparison('#operator_<', (order) => order < 0),
  comparison('#operator_>=', (order) => order >= 0),
  comparison('#operator_<=', (order) => order <= 0),
  ...['concat', '#operator_+'].map((name) =>
    fn(name, [], (call) => joinTexts(call, '', call.rest(args)), { rest: args }),
  ),
  method('toUpper', [given], (call) => call.take(given).toUpperCase()),
  method('toLower', [given], (call) => call.take(given).toLowerCase()),
  extension('len', [given], (call) => letterCount(lettered(call))),
  method('split', [given, separator, maxSplits], (call) => split(call, splitText)),
  method('rightSplit', [given, separator, maxSplits], (call) => split(call, splitTextRight)),
  method('join', [joined, joiner], join),
  method('join', [joiner, joined], join),
  fn('str', [value], (call) => {
    const shown = call.take(value);
    call.runtime.spend(wholeWork(shown));
    return yaqlText(shown);
  }),
  method('trim', [given, chars], (call) => trimText(walkedText(call, call.take(given)), call.take(chars))),
  method('trimLeft', [given, chars], (call) =>
    trimText(walkedText(call, call.take(given)), call.take(chars), true, false),
  ),
  method('trimRight', [given, chars], (call) =>
    trimText(walkedText(call, call.take(given)), call.take(chars), false, true),
  ),
  extension('norm', [givenOrNull, chars], (call) => {
    const from = call.take(givenOrNull);
    return from === null ? null : trimText(walkedText(call, from), call.take(chars)) || null;
  }),
  extension('isEmpty', [givenOrNull, trims, chars], (call) => {
    const from = call.take(givenOrNull);
    if (from === null) return true;
    return (call.take(trims) ? trimText(walkedText(call, from), call.take(chars)) : from) === '';
  }),
  method('replace', [given, old, by, count], (call) => {
    return replace(call, call.take(given), call.take(old), call.take(by), call.take(count));
  }),
  method('replace', [given, replacements, count], (call) => {
    let result = call.take(given);
    for (const [key, item] of call.take(replacements).entries.values()) {
      result = replace(call, result, delegated(call, key), delegated(call, item), call.take(count));
    }
    return result;
  }),
  extension(
    'format',
    [pattern],
    (call) => {
      const result = formatText(call.take(pattern), call.rest(anyArgs), new Map(call.keywords(named)), call.runtime);
      return result;
    },
    { rest: anyArgs, keywords: named },
  ),
  fn('#operator_*', [left, rightTimes], (call) => repeat(call, call.take(left), call.take(rightTimes))),
  fn('#operator_*', [leftTimes, right], (call) => repeat(call, call.take(right), call.take(leftTimes))),
  fn('#operator_in', [left, right], (call) => call.take(right).includes(call.take(left))),
  method('substring', [given, start, lengthOrAll], substring),
  method('indexOf', [given, sub, startOrZero], (call) => {
    return findText(lettered(call), call.take(sub), call.take(startOrZero), undefined, false);
  }),
  method('indexOf', [given, sub, start, length], (call) => findWithin(call, false)),
  method('lastIndexOf', [given, sub, startOrZero], (call) => {
    return findText(lettered(call), call.take(sub), call.take(startOrZero), undefined, true);
  }),
  method('lastIndexOf', [given, sub, start, length], (call) => findWithin(call, true)),
  method('toCharArray', [given], (call) => listOf(call, [...call.take(given)])),
  fn('isString', [arg], (call) => typeof call.take(arg) === 'string'),
  method('startsWith', [given], (call) => call.rest(prefixes).some((each) => call.take(given).startsWith(each)), {
    rest: prefixes,
  }),
  method('endsWith', [given], (call) => call.rest(prefixes).some((each) => call.take(given).endsWith(each)), {
    rest: prefixes,
  }),
  fn('hex', [num], (call) => {
    const number = call.take(num);
    call.runtime.spend(wholeWork(number));
    if (typeof number === 'number' || typeof number === 'bigint') return hexadecimal(number);
    throw new YaqlError('"hex" takes an integer');
  }),
  characters,
];

function comparison(name: string, holds: (order: number) => boolean): Definition {
  return fn(name, [left, right], (call) => {
    const [one, two] = [call.take(left), call.take(right)];
    call.runtime.spend(Math.min(one.length, two.length) >>> 9);
    return holds(compareCodePoints(one, two));
  });
}

/** A value as `str` gives it: null and booleans in yaql's own words, all else in Python's. */
function yaqlText(given: Datum): string {
  if (given === null) return 'null';
  return typeof given === 'boolean' ? `${given}` : dataText(given);
}

/** The same by the function `str`, which an expression may have defined anew. */
function delegated(call: Call, given: Datum): string {
  const result = call.function('str', given);
  if (typeof result === 'string') return result;
  throw new YaqlError('"str" gave no text');
}

function split(call: Call, cut: (text: string, separator: string | null, count: Whole) => string[]): Datum {
  const by = call.take(separator);
  if (by === '') throw new YaqlError('a text cannot be split at nothing');
  return listOf(call, cut(call.take(given), by, call.take(maxSplits)), false);
}

/** A text that is looked at letter by letter. */
function walkedText({ runtime }: Call, text: string): string {
  runtime.spend(lettersWork(text));
  return text;
}

/** The text in which places are counted, which takes a look at each letter where some are of two units. */
function lettered(call: Call): string {
  const text = call.take(given);
  return hasWideLetters(text) ? walkedText(call, text) : text;
}

function listOf({ runtime }: Call, parts: readonly string[], isFixed = true): Sequence {
  runtime.spend(makeWork(parts.length));
  return new Sequence(parts, isFixed);
}

function join(call: Call): Datum {
  return joinTexts(call, call.take(joiner), mapTexts(call, items(call.take(joined))));
}

function* mapTexts(call: Call, walk: Iterable<Datum>): Generator<string, undefined, undefined> {
  for (const each of walk) yield delegated(call, each);
}

function joinTexts({ runtime }: Call, by: string, texts: Iterable<string>): string {
  const parts: string[] = [];
  let size = 0;
  for (const each of texts) {
    size += each.length + by.length;
    runtime.checkBytes(size - by.length);
    parts.push(each);
  }
  return parts.join(by);
}

function replace({ runtime }: Call, from: string, out: string, into: string, times: Whole): string {
  runtime.spend(walkWork(from.length));
  const most = countText(from, out);
  runtime.spend(makeWork(most));
  if (into.length > out.length) {
    const found = times < 0 ? most : Math.min(most, Number(times));
    runtime.checkBytes(from.length + found * (into.length - out.length));
  }
  return replaceText(from, out, into, times);
}

function repeat({ runtime }: Call, from: string, times: Whole): string {
  const number = Math.max(0, Number(times));
  // yaql: `limit_memory_usage(engine, (-right + 1, u''), (right, left))`.
  runtime.checkBytes(number * textSize(from) - 49 * (number - 1));
  runtime.checkBytes(from.length * number);
  return from.repeat(number);
}

function substring(call: Call): string {
  const from = lettered(call);
  const size = letterCount(from);
  const [first, most] = [call.take(start), call.take(lengthOrAll)];
  const begin = first < 0 ? Number(first) + size : first;
  return sliceText(from, begin, wholeSum(begin, most < 0 ? size : most));
}

function findWithin(call: Call, isLast: boolean): number {
  const from = lettered(call);
  const size = letterCount(from);
  const [first, most] = [call.take(start), call.take(length)];
  const begin = first < 0 ? Number(first) + size : first;
  const end = wholeSum(begin, most < 0 ? size - Number(begin) : most);
  return findText(from, call.take(sub), begin, end, isLast);
}

function wholeSum(a: Whole, b: Whole): Whole {
  const sum = add(a, b);
  return typeof sum === 'number' || typeof sum === 'bigint' ? sum : 0;
}
