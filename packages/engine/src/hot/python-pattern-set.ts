/** Why a pattern cannot be used, in the words of Python where it says so too. */
export class PatternError extends Error {}

/** An escape of a pattern: one letter's class (`\d`), or the character that it stands for. */
export type Escape =
  | { readonly kind: 'class'; readonly letter: string; readonly end: number }
  | { readonly kind: 'char'; readonly char: string; readonly end: number };

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const widths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads an escape whose backslash stands before `at`; not those for boundaries and groups. */
export function readEscape(pattern: string, at: number): Escape {
  const point = pattern.codePointAt(at);
  if (point === undefined) throw new PatternError('bad escape (end of pattern)');
  const letter = String.fromCodePoint(point);
  if (/^[dDsSwW]$/.test(letter)) return { kind: 'class', letter, end: at + 1 };
  const width = Object.hasOwn(widths, letter) ? (widths[letter] ?? 0) : 0;
  if (width > 0) return readHex(pattern, at, width);
  const octal = /^(?:0[0-7]{0,2}|[1-3][0-7]{2})/.exec(pattern.slice(at, at + 3))?.[0];
  if (octal !== undefined) return charEscape(Number.parseInt(octal, 8), at + octal.length);
  if (Object.hasOwn(simple, letter)) return { kind: 'char', char: simple[letter] ?? '', end: at + 1 };
  if (/^[A-Za-z0-9]$/.test(letter)) throw new PatternError(`bad escape \\${letter}`);
  return { kind: 'char', char: letter, end: at + letter.length };
}

function readHex(pattern: string, at: number, width: number): Escape {
  const digits = pattern.slice(at + 1, at + 1 + width);
  const point = Number.parseInt(digits, 16);
  if (digits.length !== width || !/^[0-9a-fA-F]+$/.test(digits) || point > 0x10ffff) {
    throw new PatternError(`incomplete escape \\${pattern.charAt(at)}${digits}`);
  }
  return charEscape(point, at + 1 + width);
}

function charEscape(point: number, end: number): Escape {
  return { kind: 'char', char: String.fromCodePoint(point), end };
}

const unicodeClasses: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  s: '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
  w: '\\p{L}\\p{N}_',
};
const asciiClasses: Readonly<Record<string, string>> = { d: '0-9', s: '\\t-\\r\\x20', w: 'A-Za-z0-9_' };

/** What stands inside of brackets for the class of a letter. */
export function escapeClasses(letter: string, ascii: boolean): string {
  const members = (ascii ? asciiClasses : unicodeClasses)[letter.toLowerCase()] ?? '';
  return letter === letter.toLowerCase() ? members : `[^${members}]`;
}

/** Reads a set whose bracket stands before `start`. A closing bracket that comes first is a member. */
export function readSet(
  pattern: string,
  start: number,
  ascii: boolean,
): { readonly source: string; readonly end: number } {
  const isNegated = pattern[start] === '^';
  const first = isNegated ? start + 1 : start;
  const set: SetParts = { members: '', outside: [] };
  let at = first;
  while (pattern[at] !== ']' || at === first) {
    if (at >= pattern.length) throw new PatternError('unterminated character set');
    at = readRange(pattern, at, ascii, set);
  }
  return { source: setSource(set, isNegated), end: at + 1 };
}

interface SetParts {
  members: string;
  /** Classes that are all but something; JavaScript does not take them among other members. */
  readonly outside: string[];
}

function setSource({ members, outside }: SetParts, isNegated: boolean): string {
  if (outside.length === 0) return `[${isNegated ? '^' : ''}${members}]`;
  const all = `(?:${[...(members === '' ? [] : [`[${members}]`]), ...outside].join('|')})`;
  return isNegated ? `(?:(?!${all})[\\s\\S])` : all;
}

/** Reads a member or a range of them; gives where the next one starts. */
function readRange(pattern: string, at: number, ascii: boolean, set: SetParts): number {
  const from = readMember(pattern, at);
  const isRange = pattern[from.end] === '-' && pattern[from.end + 1] !== ']' && from.end + 1 < pattern.length;
  if (!isRange) {
    if (from.kind === 'char') set.members += hex(from.char);
    else if (from.letter === from.letter.toLowerCase()) set.members += escapeClasses(from.letter, ascii);
    else set.outside.push(escapeClasses(from.letter, ascii));
    return from.end;
  }
  const to = readMember(pattern, from.end + 1);
  if (from.kind === 'class' || to.kind === 'class' || code(from.char) > code(to.char)) {
    throw new PatternError('bad character range');
  }
  set.members += `${hex(from.char)}-${hex(to.char)}`;
  return to.end;
}

function readMember(pattern: string, at: number): Escape {
  if (pattern[at] === '\\') return readEscape(pattern, at + 1);
  const char = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  return { kind: 'char', char, end: at + char.length };
}

function hex(char: string): string {
  return `\\u{${code(char).toString(16)}}`;
}

function code(char: string): number {
  return char.codePointAt(0) ?? 0;
}
