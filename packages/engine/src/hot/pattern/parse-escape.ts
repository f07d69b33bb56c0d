import type { ClassLetter, Place } from './pattern-node.ts';
import type { PatternError, PatternTokens } from './pattern-tokens.ts';

/** What a backslash and the letter after it stand for. */
export type Escape =
  | { readonly kind: 'letter'; readonly point: number }
  | { readonly kind: 'class'; readonly letter: ClassLetter }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'reference'; readonly group: number; readonly width: number };

const letters: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['\\', 92],
]);
const classes: ReadonlyMap<string, ClassLetter> = new Map(
  (['d', 'D', 's', 'S', 'w', 'W'] as const).map((letter) => [letter, letter]),
);
const places: ReadonlyMap<string, Place> = new Map([
  ['A', 'start'],
  ['Z', 'text-end'],
  ['b', 'boundary'],
  ['B', 'no-boundary'],
]);
const widths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const hexDigits = '0123456789abcdefABCDEF';
const octalDigits = '01234567';

/** Reads an escape outside of a set, whose first two letters are taken already. Python: `_escape`. */
export function parseEscape(tokens: PatternTokens, written: string): Escape {
  const letter = written.slice(1);
  const place = places.get(letter);
  if (place !== undefined) return { kind: 'place', place };
  if (letter === '0') return letterOf(Number.parseInt(letter + tokens.getWhile(2, octalDigits), 8));
  if (/^[1-9]$/.test(letter)) return groupOrOctal(tokens, letter);
  return common(tokens, written);
}

/** Reads an escape in a set. Python: `_class_escape`. */
export function parseSetEscape(tokens: PatternTokens, written: string): Extract<Escape, { kind: 'letter' | 'class' }> {
  const letter = written.slice(1);
  if (letter === 'b') return letterOf(8);
  if (!octalDigits.includes(letter)) return common(tokens, written);
  const octal = letter + tokens.getWhile(2, octalDigits);
  return letterOf(octalValue(tokens, octal));
}

/** A reference to a group, or three octal digits, which are a letter. */
function groupOrOctal(tokens: PatternTokens, first: string): Escape {
  let number = first;
  if (tokens.next !== undefined && /^[0-9]$/.test(tokens.next)) {
    number += tokens.get();
    if (/^[0-7]{2}$/.test(number) && tokens.next !== undefined && /^[0-7]$/.test(tokens.next)) {
      return letterOf(octalValue(tokens, number + tokens.get()));
    }
  }
  return { kind: 'reference', group: Number(number), width: number.length + 1 };
}

function octalValue(tokens: PatternTokens, octal: string): number {
  const value = Number.parseInt(octal, 8);
  if (value <= 0o377) return value;
  throw tokens.error(`octal escape value \\${octal} outside of range 0-0o377`, octal.length + 1);
}

function common(tokens: PatternTokens, written: string): Extract<Escape, { kind: 'letter' | 'class' }> {
  const letter = written.slice(1);
  const known = classes.get(letter);
  if (known !== undefined) return { kind: 'class', letter: known };
  const point = letters.get(letter);
  if (point !== undefined) return letterOf(point);
  const width = widths.get(letter);
  if (width !== undefined) return letterOf(hexValue(tokens, written, width));
  // Python knows every letter's name; a table of them would be larger than all of this.
  if (letter === 'N') throw tokens.error('letters by their names, \\N{…}, are not supported', 2);
  if (/^[A-Za-z0-9]$/.test(letter)) throw bad(tokens, written);
  return letterOf(letter.codePointAt(0) ?? 0);
}

function hexValue(tokens: PatternTokens, written: string, width: number): number {
  const digits = tokens.getWhile(width, hexDigits);
  const whole = written + digits;
  if (digits.length !== width) throw tokens.error(`incomplete escape ${whole}`, whole.length);
  const point = Number.parseInt(digits, 16);
  if (point > 0x10ffff) throw bad(tokens, whole);
  return point;
}

function bad(tokens: PatternTokens, written: string): PatternError {
  return tokens.error(`bad escape ${written}`, written.length);
}

function letterOf(point: number): Extract<Escape, { kind: 'letter' }> {
  return { kind: 'letter', point };
}
