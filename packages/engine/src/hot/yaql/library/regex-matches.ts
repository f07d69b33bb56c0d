import type { Regex } from '../datum.ts';
import { YaqlError } from '../yaql-error.ts';
import { letters } from './text.ts';

/** One match: what was found where, for the whole and for each group; places count letters. */
export interface RegexMatch {
  readonly parts: readonly Part[];
  /** Where the match stands in units of JavaScript. */
  readonly start: number;
  readonly end: number;
}

export interface Part {
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
}

/** The first match of a text. Python: `search`. */
export function searchRegex(regex: Regex, text: string): RegexMatch | undefined {
  const found = new RegExp(regex.source, 'du').exec(text);
  return found === null ? undefined : matchOf(found, text);
}

/** Every match, one after the other. An empty one may follow another at once, as in Python since 3.7. */
export function* matchRegex(regex: Regex, text: string): Generator<RegexMatch, undefined, undefined> {
  const pattern = new RegExp(regex.source, 'dgu');
  let mustAdvance = false;
  for (let at = 0; at <= text.length; ) {
    const found = nextMatch(regex, pattern, text, at, mustAdvance);
    if (found === undefined) return undefined;
    yield matchOf(found, text);
    at = found.index + found[0].length;
    mustAdvance = found[0] === '';
  }
  return undefined;
}

/** After an empty match the next one is not empty at the same place, but may begin there. */
function nextMatch(
  { source }: Regex,
  pattern: RegExp,
  text: string,
  at: number,
  mustAdvance: boolean,
): RegExpExecArray | undefined {
  if (mustAdvance && /\||[*+?}]\?/.test(source)) {
    const place = letters(text.slice(0, at)).length;
    const longer = new RegExp(`(?:${source})(?<=[\\s\\S]{${place + 1}})`, 'duy');
    longer.lastIndex = at;
    const found = longer.exec(text);
    if (found !== null) return found;
  }
  pattern.lastIndex = mustAdvance ? at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) : at;
  if (pattern.lastIndex > text.length) return undefined;
  return pattern.exec(text) ?? undefined;
}

function matchOf(found: RegExpExecArray, text: string): RegexMatch {
  const indices = found.indices?.groups ?? {};
  const whole = partOf([found.index, found.index + found[0].length], text);
  const parts: Part[] = [whole];
  for (let group = 1; Object.hasOwn(indices, `g${group}`); group++) parts.push(partOf(indices[`g${group}`], text));
  return { parts, start: found.index, end: found.index + found[0].length };
}

function partOf(range: readonly [number, number] | undefined, text: string): Part {
  if (range === undefined) return { value: null, start: -1, end: -1 };
  const [from, to] = range;
  return {
    value: text.slice(from, to),
    start: letters(text.slice(0, from)).length,
    end: letters(text.slice(0, to)).length,
  };
}

/** The names of a pattern's groups with their numbers. */
export function groupNames(pattern: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let group = 0;
  const token = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\((?!\?)|\(\?P<([^>]*)>/g;
  for (const [found, name] of pattern.matchAll(token)) {
    if (!found.startsWith('(')) continue;
    group++;
    if (name !== undefined) names.set(name, group);
  }
  return names;
}

type Piece = string | number;

/** A replacement of Python, `\1` and `\g<name>` in it standing for groups. Throws a `YaqlError` for what is none. */
export function readReplacement(written: string, regex: Regex, groups: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const names = groupNames(regex.pattern);
  let from = 0;
  const token = /\\(?:g<([^>]*)>|(0[0-7]?[0-7]?|[0-3][0-7][0-7])|([1-9][0-9]?)|([\s\S]?))/g;
  for (const found of written.matchAll(token)) {
    pieces.push(written.slice(from, found.index));
    from = found.index + found[0].length;
    const [, name, octal, number, letter] = found;
    if (octal !== undefined) pieces.push(String.fromCodePoint(Number.parseInt(octal, 8) & 0xff));
    else if (letter !== undefined) pieces.push(escaped(letter));
    else pieces.push(groupNumber(name ?? number ?? '', names, groups));
  }
  pieces.push(written.slice(from));
  return pieces;
}

function groupNumber(name: string, names: ReadonlyMap<string, number>, groups: number): number {
  const number = /^[0-9]+$/.test(name) ? Number(name) : names.get(name);
  if (number === undefined || number > groups)
    throw new YaqlError('a replacement names a group that is not there', { shown: name });
  return number;
}

const letterEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function escaped(letter: string): string {
  if (/^[A-Za-z]$/.test(letter) && letterEscapes[letter] === undefined) {
    throw new YaqlError('a replacement has an escape that means nothing', { shown: letter });
  }
  if (letter === '') throw new YaqlError('a replacement ends with a backslash');
  return letterEscapes[letter] ?? `\\${letter}`;
}

/** The replacement for one match; a group that took no part gives nothing. */
export function fillReplacement(pieces: readonly Piece[], { parts }: RegexMatch): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : (parts[piece]?.value ?? ''))).join('');
}
