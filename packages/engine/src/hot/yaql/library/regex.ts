import { compilePattern } from '../../python-pattern.ts';
import { type Datum, Regex, Sequence, YaqlContext } from '../datum.ts';
import { type Call, type Definition, fn, method } from '../definition.ts';
import { contextLambda, contextLambdaOrNull, optional, required } from '../parameter.ts';
import { anything, booleanOrNull, regex as regexType, text, type Whole, whole } from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';
import { dictOf, lazily } from './build.ts';
import {
  fillReplacement,
  groupNames,
  matchRegex,
  type Part,
  type RegexMatch,
  readReplacement,
  searchRegex,
} from './regex-matches.ts';

const pattern = required('pattern', text);
const ignoreCase = optional('ignoreCase', booleanOrNull, false);
const multiLine = optional('multiLine', booleanOrNull, false);
const dotAll = optional('dotAll', booleanOrNull, false);
const regexp = required('regexp', regexType);
const string = required('string', text);
const textPattern = required('regexp', text);
const selector = optional('selector', contextLambdaOrNull, null);
const maxSplit = optional('maxSplit', whole, 0);
const repl = required('repl', text);
const replBy = required('repl', contextLambda);
const count = optional('count', whole, 0);
const value = required('value', anything);

/** Regular expressions of Python as far as JavaScript has them. yaql: standard_library/regex.py. */
export const regex: readonly Definition[] = [
  fn('regex', [pattern, ignoreCase, multiLine, dotAll], (call) => {
    const flag = (letter: string, set: boolean | null): string => (set === true ? letter : '');
    const flags = flag('i', call.take(ignoreCase)) + flag('m', call.take(multiLine)) + flag('s', call.take(dotAll));
    return compile(call.take(pattern), flags);
  }),
  method('matches', [regexp, string], (call) => searchRegex(call.take(regexp), call.take(string)) !== undefined),
  method('matches', [string, textPattern], (call) => isMatch(call.take(string), call.take(textPattern))),
  fn('#operator_=~', [string, regexp], (call) => searchRegex(call.take(regexp), call.take(string)) !== undefined),
  fn('#operator_=~', [string, pattern], (call) => isMatch(call.take(string), call.take(pattern))),
  fn('#operator_!~', [string, regexp], (call) => searchRegex(call.take(regexp), call.take(string)) === undefined),
  fn('#operator_!~', [string, pattern], (call) => !isMatch(call.take(string), call.take(pattern))),
  method('search', [regexp, string, selector], search),
  method('searchAll', [regexp, string, selector], (call) => lazily(call, searchAll(call))),
  method('split', [regexp, string, maxSplit], split),
  method('split', [string, regexp, maxSplit], split),
  method('replace', [regexp, string, repl, count], replace),
  method('replace', [string, regexp, repl, count], replace),
  method('replaceBy', [regexp, string, replBy, count], replaceBy),
  method('replaceBy', [string, regexp, replBy, count], replaceBy),
  fn('escapeRegex', [string], (call) => call.take(string).replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&')),
  fn('isRegex', [value], (call) => call.take(value) instanceof Regex),
];

function compile(written: string, flags: string): Regex {
  const compiled = compilePattern(flags === '' ? written : `(?${flags})${written}`);
  if (typeof compiled === 'string') throw new YaqlError(`not a regular expression (${compiled})`, { shown: written });
  return new Regex(written, flags, compiled.source);
}

function isMatch(from: string, written: string): boolean {
  return searchRegex(compile(written, ''), from) !== undefined;
}

function search(call: Call): Datum {
  const [by, select] = [call.take(regexp), call.take(selector)];
  const found = searchRegex(by, call.take(string));
  if (found === undefined) return null;
  if (select === null) return found.parts[0]?.value ?? null;
  return select(published(new YaqlContext(call.context), by, found));
}

function* searchAll(call: Call): Generator<Datum, undefined, undefined> {
  const [by, select] = [call.take(regexp), call.take(selector)];
  for (const found of matchRegex(by, call.take(string))) {
    if (select === null) yield found.parts[0]?.value ?? null;
    else yield select(published(new YaqlContext(call.context), by, found));
  }
}

/** The match as `$`, its groups from `$2` on. With groups that have names yaql fails. */
function published(context: YaqlContext, { pattern: written }: Regex, { parts }: RegexMatch): YaqlContext {
  if (groupNames(written).size > 0) throw new YaqlError('yaql cannot hand on groups that have names');
  for (const [index, part] of parts.entries()) context.set(`$${index + 1}`, record(part));
  return context;
}

function record({ value: found, start, end }: Part): Datum {
  return dictOf(
    [
      ['value', found],
      ['start', start],
      ['end', end],
    ],
    false,
  );
}

function split(call: Call): Datum {
  const from = call.take(string);
  const most = call.take(maxSplit);
  const parts: Datum[] = [];
  let at = 0;
  let splits = 0;
  for (const found of most < 0 ? [] : matchRegex(call.take(regexp), from)) {
    if (most !== 0 && splits++ >= most) break;
    parts.push(from.slice(at, found.start), ...found.parts.slice(1).map((part) => part.value));
    at = found.end;
  }
  parts.push(from.slice(at));
  return new Sequence(parts, false);
}

function replace(call: Call): Datum {
  const by = call.take(regexp);
  const groups = new RegExp(`${by.source}|`, 'u').exec('')?.length ?? 1;
  const pieces = readReplacement(call.take(repl), by, groups - 1);
  return substitute(call, by, (found) => fillReplacement(pieces, found));
}

function replaceBy(call: Call): Datum {
  const [by, make] = [call.take(regexp), call.take(replBy)];
  return substitute(call, by, (found) => {
    const result = make(new YaqlContext(published(call.context, by, found)));
    if (typeof result === 'string') return result;
    throw new YaqlError('"replaceBy" has to make a text of each match');
  });
}

function substitute(call: Call, by: Regex, make: (found: RegexMatch) => string): string {
  const from = call.take(string);
  const most: Whole = call.take(count);
  let [result, at, done] = ['', 0, 0];
  for (const found of most < 0 ? [] : matchRegex(by, from)) {
    if (most !== 0 && done++ >= most) break;
    result += from.slice(at, found.start) + make(found);
    at = found.end;
    call.runtime.checkBytes(result.length);
  }
  return result + from.slice(at);
}
