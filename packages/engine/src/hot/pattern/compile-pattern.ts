import { buildSteps, type Program } from './build-steps.ts';
import { parsePattern } from './parse-pattern.ts';
import { noFlags } from './pattern-flags.ts';
import type { Points } from './pattern-step.ts';
import { PatternError } from './pattern-tokens.ts';
import { type PatternBudget, runSteps } from './run-steps.ts';

/** A regular expression of Python 3.11 (`re`, for text) that can be matched. */
export interface Pattern {
  readonly kind: 'pattern';
  /** How many groups it has, the whole not counted. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly program: Program;
}

/** Flags that may be given besides those that a pattern itself sets. */
export interface PatternFlags {
  readonly ignoreCase?: boolean;
  readonly multiLine?: boolean;
  readonly dotAll?: boolean;
}

/**
 * Reads a pattern; or tells in words, those of Python where it has some, why there is none. Named letters (`\N{…}`) are
 * refused. Python: `re.compile`.
 */
export function compilePattern(pattern: string, flags: PatternFlags = {}): Pattern | string {
  const { ignoreCase: i = false, multiLine: m = false, dotAll: s = false } = flags;
  try {
    const parsed = parsePattern(pattern, { ...noFlags, i, m, s });
    return { kind: 'pattern', groups: parsed.groups, names: parsed.names, program: buildSteps(parsed) };
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** How many steps one match may take: some tenths of a second. Python has no such bound. */
export const patternSteps = 20_000_000;

/** Places in a text, from and to, for the whole match and each group; a group that took no part has -1. */
export type Places = readonly number[];

/** No answer was found in the steps that there were. */
export type Exhausted = 'exhausted';

/** A text as the matcher reads it. Its places count letters. */
export function pointsOf(text: string): Points {
  const points = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0;
    points[length++] = point;
    if (point > 0xffff) at++;
  }
  return points.subarray(0, length);
}

/** Matches from the start of a text on. Python: `Pattern.match`. */
export function matchStart(pattern: Pattern, text: string, budget: PatternBudget): Places | undefined | Exhausted {
  return runSteps(pattern.program, pointsOf(text), 0, false, budget);
}

/** The first match from a place on; with `mustAdvance` not an empty one right there. Python: `Pattern.search`. */
export function searchFrom(
  pattern: Pattern,
  points: Points,
  from: number,
  mustAdvance: boolean,
  budget: PatternBudget,
): Places | undefined | Exhausted {
  const { start } = pattern.program;
  for (let at = from; at <= points.length; at++) {
    if (start.op === 'letter') while (at < points.length && points[at] !== start.point) at++;
    const found = runSteps(pattern.program, points, at, mustAdvance && at === from, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}
