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
  const code = pattern.codePointAt(at);
  if (code === undefined) throw new PatternError('bad escape (end of pattern)');
  const letter = String.fromCodePoint(code);
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
  const code = Number.parseInt(digits, 16);
  if (digits.length !== width || !/^[0-9a-fA-F]+$/.test(digits) || code > 0x10ffff) {
    throw new PatternError(`incomplete escape \\${pattern.charAt(at)}${digits}`);
  }
  return charEscape(code, at + 1 + width);
}

function charEscape(code: number, end: number): Escape {
  return { kind: 'char', char: String.fromCodePoint(code), end };
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
  let at = start;
  const isNegated = pattern[at] === '^';
  if (isNegated) at++;
  const first = at;
  let members = '';
  for (;;) {
    if (at >= pattern.length) throw new PatternError('unterminated character set');
    if (pattern[at] === ']' && at > first) break;
    const from = readMember(pattern, at);
    at = from.end;
    if (pattern[at] !== '-' || pattern[at + 1] === ']' || at + 1 >= pattern.length) {
      members += from.kind === 'class' ? escapeClasses(from.letter, ascii) : hex(from.char);
      continue;
    }
    const to = readMember(pattern, at + 1);
    at = to.end;
    if (from.kind === 'class' || to.kind === 'class' || from.char > to.char)
      throw new PatternError('bad character range');
    members += `${hex(from.char)}-${hex(to.char)}`;
  }
  return { source: `[${isNegated ? '^' : ''}${members}]`, end: at + 1 };
}

function readMember(pattern: string, at: number): Escape {
  if (pattern[at] === '\\') return readEscape(pattern, at + 1);
  const char = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  return { kind: 'char', char, end: at + char.length };
}

function hex(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
