import type { Fold } from './pattern-node.ts';
import type { PatternTokens } from './pattern-tokens.ts';

/** Flags as they hold at a place. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
  readonly a: boolean;
  readonly u: boolean;
  readonly t: boolean;
}

type Letter = keyof Flags;

export const noFlags: Flags = { i: false, m: false, s: false, x: false, a: false, u: false, t: false };

const letters: readonly Letter[] = ['i', 'm', 's', 'x', 'a', 'u', 't'];

/** What a group says of flags: for all that follows, or for itself. */
export interface FlagChange {
  readonly isGlobal: boolean;
  readonly on: readonly Letter[];
  readonly off: readonly Letter[];
}

export function isFlag(letter: string): boolean {
  return letter === 'L' || Object.hasOwn(noFlags, letter);
}

export function foldOf(flags: Flags): Fold {
  if (!flags.i) return 'none';
  return flags.a ? 'ascii' : 'unicode';
}

export function changeFlags(flags: Flags, { on, off }: FlagChange): Flags {
  const changed: Record<Letter, boolean> = { ...flags };
  if (on.includes('u')) changed.a = false;
  for (const letter of on) changed[letter] = true;
  for (const letter of off) changed[letter] = false;
  return changed;
}

/** Reads flags from the first letter, which is taken already, to their `:` or `)`. Python: `_parse_flags`. */
export function parseFlags(tokens: PatternTokens, first: string): FlagChange {
  const on: Letter[] = [];
  let end = first;
  if (first !== '-') end = readLetters(tokens, first, on, 'missing -, : or )', ')-:');
  if (end === ')') return { isGlobal: true, on, off: [] };
  if (on.includes('t')) throw tokens.error('bad inline flags: cannot turn on global flag', 1);
  const off: Letter[] = [];
  if (end === '-') {
    const letter = tokens.get();
    if (letter === undefined) throw tokens.error('missing flag');
    if (!isFlag(letter)) throw tokens.error(unknownOr(letter, 'missing flag'), letter.length);
    readLetters(tokens, letter, off, 'missing :', ':');
  }
  if (off.includes('t')) throw tokens.error('bad inline flags: cannot turn off global flag', 1);
  if (on.some((letter) => off.includes(letter))) {
    throw tokens.error('bad inline flags: flag turned on and off', 1);
  }
  return { isGlobal: false, on, off };
}

/** Reads flags into a list, up to one of the letters that end them, which it gives. */
function readLetters(tokens: PatternTokens, first: string, into: Letter[], missing: string, ends: string): string {
  for (let letter = first; ; ) {
    into.push(flagOf(tokens, letter, into, ends !== ':'));
    const next = tokens.get();
    if (next === undefined) throw tokens.error(missing);
    if (ends.includes(next)) return next;
    if (!isFlag(next)) throw tokens.error(unknownOr(next, missing), next.length);
    letter = next;
  }
}

function flagOf(tokens: PatternTokens, letter: string, before: readonly Letter[], isOn: boolean): Letter {
  const isType = letter === 'a' || letter === 'u' || letter === 'L';
  if (isType && !isOn) throw tokens.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
  if (letter === 'L') throw tokens.error("bad inline flags: cannot use 'L' flag with a str pattern");
  const other: Letter = letter === 'a' ? 'u' : 'a';
  if (isType && before.includes(other)) {
    throw tokens.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  }
  const flag = letters.find((each) => each === letter);
  if (flag === undefined) throw tokens.error('unknown flag', letter.length);
  return flag;
}

function unknownOr(letter: string, missing: string): string {
  return /^\p{L}$/u.test(letter) ? 'unknown flag' : missing;
}
