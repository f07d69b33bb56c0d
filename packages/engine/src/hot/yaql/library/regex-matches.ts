import { type Pattern, type Places, pointsOf, searchFrom } from '../../pattern/compile-pattern.ts';
import type { Points } from '../../pattern/pattern-step.ts';
import { walkWork } from '../data-work.ts';
import type { Regex } from '../datum.ts';
import type { Runtime } from '../runtime.ts';
import { YaqlError } from '../yaql-error.ts';

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

/** A text that is searched, with the unit of JavaScript that each of its letters begins at. */
interface Subject {
  readonly text: string;
  readonly points: Points;
  readonly units: Points | undefined;
}

/** The first match of a text. Python: `search`. */
export function searchRegex(regex: Regex, text: string, runtime: Runtime): RegexMatch | undefined {
  const subject = subjectOf(text, runtime);
  const found = search(regex, subject, 0, false, runtime);
  return found === undefined ? undefined : matchOf(found, regex, subject, runtime);
}

/** Every match, one after the other. An empty one may follow another at once, as in Python since 3.7. */
export function* matchRegex(regex: Regex, text: string, runtime: Runtime): Generator<RegexMatch, undefined, undefined> {
  const subject = subjectOf(text, runtime);
  let mustAdvance = false;
  for (let at = 0; at <= subject.points.length; ) {
    const found = search(regex, subject, at, mustAdvance, runtime);
    if (found === undefined) return undefined;
    yield matchOf(found, regex, subject, runtime);
    at = found[1] ?? 0;
    mustAdvance = found[0] === at;
  }
  return undefined;
}

function search(
  { compiled }: Regex,
  { text, points }: Subject,
  from: number,
  mustAdvance: boolean,
  { patternBudget }: Runtime,
): Places | undefined {
  const found = searchFrom(compiled, points, from, mustAdvance, patternBudget);
  if (found === 'exhausted') throw new YaqlError('the pattern takes too long on this text', { shown: text });
  return found;
}

function subjectOf(text: string, runtime: Runtime): Subject {
  runtime.spend(walkWork(text.length));
  const points = pointsOf(text);
  if (points.length === text.length) return { text, points, units: undefined };
  const units = new Uint32Array(points.length + 1);
  for (let at = 0; at < points.length; at++) units[at + 1] = (units[at] ?? 0) + ((points[at] ?? 0) > 0xffff ? 2 : 1);
  return { text, points, units };
}

function matchOf(places: Places, { compiled }: Regex, { text, units }: Subject, runtime: Runtime): RegexMatch {
  runtime.spend(1 + compiled.groups);
  const unitAt = (place: number): number => units?.[place] ?? place;
  const parts = Array.from({ length: compiled.groups + 1 }, (_, group): Part => {
    const [start, end] = [places[2 * group] ?? -1, places[2 * group + 1] ?? -1];
    if (start < 0 || end < 0) return { value: null, start: -1, end: -1 };
    return { value: text.slice(unitAt(start), unitAt(end)), start, end };
  });
  return { parts, start: unitAt(places[0] ?? 0), end: unitAt(places[1] ?? 0) };
}

type Piece = string | number;

/** A replacement of Python, `\1` and `\g<name>` in it standing for groups. Throws a `YaqlError` for what is none. */
export function readReplacement(written: string, { compiled }: Regex): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const token = /\\(?:g<([^>]*)>|(0[0-7]?[0-7]?|[0-3][0-7][0-7])|([1-9][0-9]?)|([\s\S]?))/g;
  for (const found of written.matchAll(token)) {
    pieces.push(written.slice(from, found.index));
    from = found.index + found[0].length;
    const [, name, octal, number, letter] = found;
    if (octal !== undefined) pieces.push(String.fromCodePoint(Number.parseInt(octal, 8) & 0xff));
    else if (letter !== undefined) pieces.push(escaped(letter));
    else pieces.push(groupNumber(name ?? number ?? '', compiled));
  }
  pieces.push(written.slice(from));
  return pieces;
}

function groupNumber(name: string, { names, groups }: Pattern): number {
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
