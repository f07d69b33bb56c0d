import { sameLetters } from './letter-case.ts';
import type { ClassLetter, SetMember, SetNode } from './pattern-node.ts';

/** Whether one letter, given as its code point, is meant. */
export type LetterTest = (point: number) => boolean;

const digit = /^\p{Nd}$/u;
const word = /^[\p{L}\p{N}_]$/u;

/** The letters of a set as a test. What stands beyond the end of a text, -1, is in none. */
export function letterTest(set: SetNode): LetterTest {
  const table = new Uint8Array(128);
  for (let point = 0; point < 128; point++) table[point] = contains(set, point) ? 1 : 0;
  return (point) => (point < 128 ? table[point] === 1 : contains(set, point));
}

/** The one letter that a set stands for, if it is one alone. */
export function onlyLetter({ negated, members, fold }: SetNode): number | undefined {
  const [member] = members;
  if (negated || members.length !== 1 || member?.kind !== 'range' || member.from !== member.to) return undefined;
  return sameLetters(member.from, fold).length === 1 ? member.from : undefined;
}

function contains({ negated, members, fold }: SetNode, point: number): boolean {
  const same = fold === 'none' ? undefined : sameLetters(point, fold);
  const has = (member: SetMember): boolean => {
    if (member.kind === 'class') return isOfClass(member.letter, member.ascii, point);
    if (same === undefined) return point >= member.from && point <= member.to;
    return same.some((each) => each >= member.from && each <= member.to);
  };
  return members.some(has) !== negated;
}

function isOfClass(letter: ClassLetter, ascii: boolean, point: number): boolean {
  switch (letter) {
    case 'd':
      return isDigit(point, ascii);
    case 'D':
      return !isDigit(point, ascii);
    case 's':
      return isBlank(point, ascii);
    case 'S':
      return !isBlank(point, ascii);
    case 'w':
      return isWord(point, ascii);
    case 'W':
      return !isWord(point, ascii);
  }
}

function isDigit(point: number, ascii: boolean): boolean {
  if (point < 128) return point >= 0x30 && point <= 0x39;
  return !ascii && digit.test(String.fromCodePoint(point));
}

/** Python: `str.isalnum`, and the underscore. */
export function isWord(point: number, ascii: boolean): boolean {
  if (point < 128) {
    const small = point | 32;
    return (small >= 0x61 && small <= 0x7a) || (point >= 0x30 && point <= 0x39) || point === 0x5f;
  }
  return !ascii && word.test(String.fromCodePoint(point));
}

/** Python: `str.isspace`. */
export function isBlank(point: number, ascii: boolean): boolean {
  if (point < 128) return (point >= 9 && point <= 13) || point === 32 || (!ascii && point >= 0x1c && point <= 0x1f);
  if (ascii) return false;
  return blanks.has(point) || (point >= 0x2000 && point <= 0x200a);
}

const blanks: ReadonlySet<number> = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);
