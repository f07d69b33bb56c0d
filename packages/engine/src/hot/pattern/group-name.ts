import type { PatternTokens } from './pattern-tokens.ts';

/** A group's name up to the letter that ends it. */
export function parseName(tokens: PatternTokens, end: string): string {
  const name = tokens.getUntil(end, 'group name');
  if (isIdentifier(name)) return name;
  throw tokens.error(`bad character in group name '${name}'`, name.length + 1);
}

/** Python: `str.isidentifier`. */
export function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name);
}

/** The number of a group that a condition names. Python: `int`. */
export function groupNumber(tokens: PatternTokens, name: string): number {
  const number = /^\s*\+?[0-9]+(?:_[0-9]+)*\s*$/.test(name) ? Number(name.replaceAll('_', '')) : undefined;
  if (number === undefined) throw tokens.error(`bad character in group name '${name}'`, name.length + 1);
  if (number === 0) throw tokens.error('bad group number', name.length + 1);
  return number;
}
