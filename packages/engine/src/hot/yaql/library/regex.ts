import { compilePattern } from '../../pattern/compile-pattern.ts';
import { type Datum, Regex, Sequence, YaqlContext } from '../datum.ts';
import { type Call, type Definition, fn, method } from '../definition.ts';
import { contextLambda, contextLambdaOrNull, optional, required } from '../parameter.ts';
import { anything, booleanOrNull, regex as regexType, text, type Whole, whole } from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';
import { dictOf, lazily } from './build.ts';
import {
  fillReplacement,
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

/** Regular expressions of Python. yaql: standard_library/regex.py. */
export const regex: readonly Definition[] = [
  fn('regex', [pattern, ignoreCase, multiLine, dotAll], (call) => {
    const [i, m, s] = [call.take(ignoreCase), call.take(multiLine), call.take(dotAll)];
    return compile(
      call,
      call.take(pattern),
      `${i === true ? 'i' : ''}${m === true ? 'm' : ''}${s === true ? 's' : ''}`,
    );
  }),
  method('matches', [regexp, string], (call) => isMatch(call, call.take(regexp))),
  method('matches', [string, textPattern], (call) => isMatch(call, compile(call, call.take(textPattern), ''))),
  fn('#operator_=~', [string, regexp], (call) => isMatch(call, call.take(regexp))),
  fn('#operator_=~', [string, pattern], (call) => isMatch(call, compile(call, call.take(pattern), ''))),
  fn('#operator_!~', [string, regexp], (call) => !isMatch(call, call.take(regexp))),
  fn('#operator_!~', [string, pattern], (call) => !isMatch(call, compile(call, call.take(pattern), ''))),
  method('search', [regexp, string, selector], search),
  method('searchAll', [regexp, string, selector], (call) => lazily(call, searchAll(call))),
  method('split', [regexp, string, maxSplit], split),
  method('split', [string, regexp, maxSplit], split),
  method('replace', [regexp, string, repl, count], replace),
  method('replace', [string, regexp, repl, count], replace),
  method('replaceBy', [regexp, string, replBy, count], replaceBy),
  method('replaceBy', [string, regexp, replBy, count], replaceBy),
  fn('escapeRegex', [string], escaped),
  fn('isRegex', [value], (call) => call.take(value) instanceof Regex),
];

function escaped(call: Call): string {
  const text = call.take(string);
  call.runtime.spend(text.length >>> 3);
  return text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
}

function compile({ runtime }: Call, written: string, flags: string): Regex {
  runtime.spend(written.length >>> 1);
  const [ignoreCase, multiLine, dotAll] = [flags.includes('i'), flags.includes('m'), flags.includes('s')];
  const compiled = compilePattern(written, { ignoreCase, multiLine, dotAll });
  if (typeof compiled === 'string') throw new YaqlError(`not a regular expression (${compiled})`, { shown: written });
  return new Regex(written, flags, compiled);
}

function isMatch(call: Call, by: Regex): boolean {
  return searchRegex(by, call.take(string), call.runtime) !== undefined;
}

function search(call: Call): Datum {
  const [by, select] = [call.take(regexp), call.take(selector)];
  const found = searchRegex(by, call.take(string), call.runtime);
  if (found === undefined) return null;
  if (select === null) return found.parts[0]?.value ?? null;
  return select(published(new YaqlContext(call.context), by, found));
}

function* searchAll(call: Call): Generator<Datum, undefined, undefined> {
  const [by, select] = [call.take(regexp), call.take(selector)];
  for (const found of matchRegex(by, call.take(string), call.runtime)) {
    if (select === null) yield found.parts[0]?.value ?? null;
    else yield select(published(new YaqlContext(call.context), by, found));
  }
}

/** The match as `$`, its groups from `$2` on. With groups that have names yaql fails. */
function published(context: YaqlContext, { compiled }: Regex, { parts }: RegexMatch): YaqlContext {
  if (compiled.names.size > 0) throw new YaqlError('yaql cannot hand on groups that have names');
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
  for (const found of most < 0 ? [] : matchRegex(call.take(regexp), from, call.runtime)) {
    if (most !== 0 && splits++ >= most) break;
    parts.push(from.slice(at, found.start), ...found.parts.slice(1).map((part) => part.value));
    at = found.end;
  }
  parts.push(from.slice(at));
  return new Sequence(parts, false);
}

function replace(call: Call): Datum {
  const by = call.take(regexp);
  const pieces = readReplacement(call.take(repl), by);
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
  for (const found of most < 0 ? [] : matchRegex(by, from, call.runtime)) {
    if (most !== 0 && done++ >= most) break;
    result += from.slice(at, found.start) + make(found);
    at = found.end;
    call.runtime.checkBytes(result.length);
  }
  return result + from.slice(at);
}
