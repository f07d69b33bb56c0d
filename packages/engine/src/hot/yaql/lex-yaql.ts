import type { Scalar } from '../value.ts';
import { Float } from '../value.ts';
import { integer } from '../yaml-scalar.ts';
import { decodeEscapes } from './text-escapes.ts';
import { YaqlError } from './yaql-error.ts';
import type { YaqlToken } from './yaql-token.ts';

const wordBefore = '(?<![\\p{L}\\p{N}_])';
const wordAfter = '(?![\\p{L}\\p{N}_])';
const variable = /\$[\p{L}\p{N}_]*/uy;
const number = new RegExp(`${wordBefore}[0-9]+(?:\\.?[0-9]+)?${wordAfter}`, 'uy');
const call = new RegExp(`${wordBefore}[\\p{L}_][\\p{L}\\p{N}_]*\\(`, 'uy');
const keyword = new RegExp(`(?!__)${wordBefore}[\\p{L}_][\\p{L}\\p{N}_]*`, 'uy');
const operator = /->|=>|=~|!~|\?\.|>=|<=|!=|[-+*/.<>=]/uy;

const constants: ReadonlyMap<string, Scalar> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const wordOperators: ReadonlySet<string> = new Set(['mod', 'in', 'not', 'and', 'or']);
const marks = '()[]{},';

/** Python reads no longer integer from text. */
const digitLimit = 4300;

/** The tokens of an expression, the last one an `end`. Throws a `YaqlError` where none begins. yaql: lexer.py. */
export function lexYaql(text: string): readonly YaqlToken[] {
  const tokens: YaqlToken[] = [];
  let at = 0;
  for (;;) {
    while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
    if (at >= text.length) break;
    const { token, end } = readToken(text, at);
    tokens.push(token);
    at = end;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

interface Read {
  readonly token: YaqlToken;
  readonly end: number;
}

function readToken(text: string, at: number): Read {
  const first = text.charAt(at);
  if (marks.includes(first)) return { token: { kind: 'mark', text: first, at }, end: at + 1 };
  if (first === "'" || first === '"' || first === '`') return readText(text, at, first);
  const name = match(variable, text, at);
  if (name !== undefined) return { token: { kind: 'variable', text: name, at }, end: at + name.length };
  const digits = match(number, text, at);
  if (digits !== undefined) return { token: numberToken(digits, at), end: at + digits.length };
  const called = match(call, text, at);
  if (called !== undefined) {
    return { token: { kind: 'function', text: called.slice(0, -1), at }, end: at + called.length };
  }
  const word = match(keyword, text, at);
  if (word !== undefined) return { token: wordToken(word, at), end: at + word.length };
  const sign = match(operator, text, at);
  if (sign !== undefined) return { token: { kind: 'operator', text: sign, at }, end: at + sign.length };
  throw new YaqlError(`"${String.fromCodePoint(text.codePointAt(at) ?? 0)}" begins nothing that an expression has`, {
    at,
  });
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function numberToken(digits: string, at: number): YaqlToken {
  if (digits.includes('.')) return { kind: 'constant', value: new Float(Number(digits)), text: digits, at };
  if (digits.length > digitLimit) throw new YaqlError(`an integer has at most ${digitLimit} digits`, { at });
  return { kind: 'constant', value: integer(BigInt(digits)), text: digits, at };
}

function wordToken(word: string, at: number): YaqlToken {
  if (wordOperators.has(word)) return { kind: 'operator', text: word, at };
  const value = constants.get(word);
  return value === undefined ? { kind: 'keyword', text: word, at } : { kind: 'constant', value, text: word, at };
}

/** A text in quotes. A backslash keeps its next character from ending it, but cannot stand before the end of a line. */
function readText(text: string, at: number, quote: string): Read {
  let end = at + 1;
  while (text.charAt(end) !== quote) {
    const isEscape = text.charAt(end) === '\\';
    if (end >= text.length || (isEscape && (end + 1 >= text.length || text.charAt(end + 1) === '\n'))) {
      throw new YaqlError(`the text that begins with ${quote} does not end`, { at });
    }
    end += isEscape ? 2 : 1;
  }
  const inner = text.slice(at + 1, end);
  const value = quote === '`' ? inner.replaceAll('\\`', '`') : decodeEscapes(inner, at);
  return { token: { kind: 'constant', value, text: text.slice(at, end + 1), at }, end: end + 1 };
}
