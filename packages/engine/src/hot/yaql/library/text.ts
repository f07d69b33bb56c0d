import { codePointLength } from '../../code-points.ts';
import { isBlank } from '../../pattern/letter-test.ts';
import type { Whole } from '../parameter-types.ts';

/** Texts as Python cuts and searches them: by code points, with places counted from the end where negative. */

const hasPairs = /[\ud800-\udfff]/;

/** The letters of a text; a text of single units is its own list of them. */
export function letters(text: string): readonly string[] | string {
  return hasPairs.test(text) ? [...text] : text;
}

/** How many letters a text has. */
export function letterCount(text: string): number {
  return hasPairs.test(text) ? codePointLength(text) : text.length;
}

/** Whether a text has letters of more than one unit, so that each is looked at to find one. */
export function hasWideLetters(text: string): boolean {
  return hasPairs.test(text);
}

/** Python's `text[start:end]`. */
export function sliceText(text: string, start: Whole, end?: Whole): string {
  const [from, to] = [clamp(start), end === undefined ? undefined : clamp(end)];
  const points = letters(text);
  return typeof points === 'string' ? points.slice(from, to) : points.slice(from, to).join('');
}

function clamp(place: Whole): number {
  return Math.max(-0x7fffffff, Math.min(0x7fffffff, Number(place)));
}

/** Python's `find` or `rfind` between two places; -1 where there is nothing. */
export function findText(text: string, wanted: string, start: Whole, end: Whole | undefined, isLast: boolean): number {
  const length = letterCount(text);
  const from = place(start, length);
  const to = end === undefined ? length : Math.min(length, place(end, length));
  if (from > to) return -1;
  const part = from === 0 && to === length ? text : sliceText(text, from, to);
  const unit = isLast ? part.lastIndexOf(wanted) : part.indexOf(wanted);
  return unit === -1 ? -1 : from + letterCount(part.slice(0, unit));
}

function place(at: Whole, length: number): number {
  const clamped = clamp(at);
  return clamped < 0 ? Math.max(0, clamped + length) : clamped;
}

/** Python's `replace`: the first so many occurrences, all where negative. An empty text stands between all letters. */
export function replaceText(text: string, old: string, by: string, count: Whole): string {
  const most = count < 0 ? Number.POSITIVE_INFINITY : Number(count);
  if (most === 0) return text;
  if (old === '') return fillBetween(text, by, most);
  const parts = splitAll(text, old, most);
  return parts.join(by);
}

/** How often `replaceText` would replace. */
export function countText(text: string, old: string): number {
  if (old === '') return letterCount(text) + 1;
  let count = 0;
  for (let at = text.indexOf(old); at !== -1; at = text.indexOf(old, at + old.length)) count++;
  return count;
}

function fillBetween(text: string, by: string, most: number): string {
  let result = '';
  let done = 0;
  for (const letter of text) {
    if (done++ < most) result += by;
    result += letter;
  }
  return done < most ? result + by : result;
}

function splitAll(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < most) {
    const at = text.indexOf(separator, from);
    if (at === -1) break;
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Python's `split` with a separator that is not empty, or by runs of blanks; so many times at most. */
export function splitText(text: string, separator: string | null, count: Whole): string[] {
  const most = count < 0 ? Number.POSITIVE_INFINITY : Number(count);
  return separator === null ? splitBlanks(text, most) : splitAll(text, separator, most);
}

function splitBlanks(text: string, most: number): string[] {
  const parts: string[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    if (parts.length >= most) {
      parts.push(text.slice(at));
      break;
    }
    let end = at;
    while (end < text.length && !isBlank(text.charCodeAt(end), false)) end++;
    parts.push(text.slice(at, end));
    at = skipBlanks(text, end);
  }
  return parts;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at), false)) at++;
  return at;
}

/** Python's `rsplit`: the same, from the right. */
export function splitTextRight(text: string, separator: string | null, count: Whole): string[] {
  const most = count < 0 ? Number.POSITIVE_INFINITY : Number(count);
  const parts = separator === null ? splitBlanksRight(text, most) : splitAllRight(text, separator, most);
  return parts.reverse();
}

function splitAllRight(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let to = text.length;
  while (parts.length < most && to >= separator.length) {
    const at = text.lastIndexOf(separator, to - separator.length);
    if (at === -1) break;
    parts.push(text.slice(at + separator.length, to));
    to = at;
  }
  parts.push(text.slice(0, to));
  return parts;
}

function splitBlanksRight(text: string, most: number): string[] {
  const parts: string[] = [];
  let at = skipBlanksLeft(text, text.length);
  while (at > 0) {
    if (parts.length >= most) {
      parts.push(text.slice(0, at));
      break;
    }
    let start = at;
    while (start > 0 && !isBlank(text.charCodeAt(start - 1), false)) start--;
    parts.push(text.slice(start, at));
    at = skipBlanksLeft(text, start);
  }
  return parts;
}

function skipBlanksLeft(text: string, from: number): number {
  let at = from;
  while (at > 0 && isBlank(text.charCodeAt(at - 1), false)) at--;
  return at;
}

/** A text without the letters of a set, blanks where there is none, at its start and end. */
export function trimText(text: string, chars: string | null, atStart = true, atEnd = true): string {
  const isOut = chars === null ? (letter: string) => isBlank(letter.codePointAt(0) ?? -1, false) : membership(chars);
  const points = letters(text);
  let [from, to] = [0, points.length];
  while (atStart && from < to && isOut(points[from] ?? '')) from++;
  while (atEnd && to > from && isOut(points[to - 1] ?? '')) to--;
  return typeof points === 'string' ? points.slice(from, to) : points.slice(from, to).join('');
}

function membership(chars: string): (letter: string) => boolean {
  const members = new Set(chars);
  return (letter) => members.has(letter);
}
