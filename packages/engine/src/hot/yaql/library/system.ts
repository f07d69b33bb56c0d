import { isTrue } from '../data-truth.ts';
import { type Argument, type Datum, Memory, missing, Stream, type YaqlContext } from '../datum.ts';
import { type Call, type Definition, fn, method } from '../definition.ts';
import {
  contextLambda,
  definedLambda,
  expression,
  keyword,
  lambda,
  methodLambda,
  optional,
  required,
} from '../parameter.ts';
import { anything, collection, context, dict, sequence, text } from '../parameter-types.ts';
import { items } from '../walk-datum.ts';
import { YaqlError } from '../yaql-error.ts';

const receiver = required('receiver', anything);
const methodOf = required('expr', methodLambda);
const node = required('expr', expression);
const values = required('args', anything);
const named = required('kwargs', anything);
const left = required('left', context);
const right = required('right', contextLambda);
const name = required('name', text);
const func = required('func', definedLambda);
const obj = required('obj', anything);
const condition = required('condition', lambda);
const message = optional('message', text, 'Assertion failed');
const unpacked = required('sequence', collection);
const names = required('args', text);
const callArgs = required('args', sequence);
const callKeywords = required('kwargs', dict);
const callReceiver = optional('receiver', anything, missing);
const property = required('name', keyword);

/** Names, definitions, and the dot. yaql: standard_library/system.py. */
export const system: readonly Definition[] = [
  fn('#operator_.', [receiver, methodOf], (call) => call.take(methodOf)(call.take(receiver))),
  fn('#operator_?.', [receiver, node], (call) => {
    const value = call.take(receiver);
    return value === null ? null : call.function('#operator_.', value, call.take(node));
  }),
  fn('#operator_->', [left, right], (call) => call.take(right)(call.take(left))),
  method('unpack', [unpacked], unpack, { rest: names }),
  fn('with', [], (call) => withValues(call.context, call.rest(values)), { rest: values }),
  fn(
    'let',
    [],
    (call) => {
      withValues(call.context, call.rest(values));
      for (const [key, value] of call.keywords(named)) call.context.set(key, value);
      return call.context;
    },
    { rest: values, keywords: named },
  ),
  fn('def', [name, func], define),
  method('assert', [obj, condition, message], (call) => {
    const value = call.take(obj);
    const kept = value instanceof Stream ? memorize(value, call) : value;
    if (!isTrue(call.take(condition)(kept))) throw new YaqlError('an assertion failed', { shown: call.take(message) });
    return kept;
  }),
  fn('call', [name, callArgs, callKeywords, callReceiver], callByName),
];

/** What the dot falls back to. */
export const fallbacks: readonly Definition[] = [
  fn('#operator_.', [obj, property], (call) => call.function(`#property#${call.take(property)}`, call.take(obj))),
];

/** A stream that can be walked again. yaql: `utils.memorize`. */
export function memorize(stream: Stream, { runtime }: Call): Memory {
  return new Memory(stream, (kept) => runtime.checkBytes(56 + 8 * kept.length));
}

function withValues(context: YaqlContext, given: readonly Datum[]): YaqlContext {
  for (const [index, value] of given.entries()) context.set(`${index + 1}`, value);
  return context;
}

/** Without names, an iterator loses its first item to the look at its length, as in yaql. */
function unpack(call: Call): Datum {
  const wanted = call.rest(names);
  const given = call.take(unpacked);
  const first: Datum[] = [];
  for (const item of items(given)) {
    first.push(item);
    if (first.length > wanted.length) break;
  }
  if (wanted.length === 0) return withValues(call.context, [...items(given)]);
  if (wanted.length !== first.length) {
    throw new YaqlError(`${first.length} or more items cannot be unpacked into ${wanted.length} names`);
  }
  for (const [index, each] of wanted.entries()) call.context.set(each, first[index] ?? null);
  return call.context;
}

/** A name is put into camel case, as all names of yaql's own functions are. */
function define(call: Call): Datum {
  const given = call.take(name);
  const body = call.take(func);
  const bare = given.replace(/_+$/, '');
  if (bare === '' && given !== '') throw new YaqlError('a function needs a name');
  const isWord = /^\p{L}/u.test(bare);
  const defined = isWord
    ? bare.replace(/(?!^)_([\p{L}\p{N}_])/gu, (_all, letter: string) => letter.toUpperCase())
    : bare;
  call.runtime.define(defined, body, call.context);
  return call.context;
}

function callByName(call: Call): Datum {
  const keywords = new Map<string, Argument>();
  for (const [key, value] of call.take(callKeywords).entries.values()) {
    if (typeof key !== 'string' || !/^(?!__)[\p{L}_]/u.test(key)) {
      throw new YaqlError('the names of arguments have to be words');
    }
    keywords.set(key, value);
  }
  const on = call.take(callReceiver);
  const given = call.take(callArgs).items;
  return call.runtime.call(call.take(name), given, keywords, on === missing ? undefined : { value: on }, call.context);
}
