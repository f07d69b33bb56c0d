import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';

/** What an operation gives back: its result, with warnings, or why there is none. */
export type Outcome<T> = Done<T> | Failed;

export interface Done<T> {
  readonly kind: 'done';
  readonly result: T;
  /** Warnings only. */
  readonly problems: readonly Diagnostic[];
  readonly excerpts: readonly Excerpt[];
}

/**
 * `invalid`: what was asked for is wrong and must be put right. `refused`: it may be right but must not be done now (a
 * lock, a stale change set, an interrupted run). Either way nothing has changed.
 */
export interface Failed {
  readonly kind: 'invalid' | 'refused';
  readonly problems: readonly Diagnostic[];
  readonly excerpts: readonly Excerpt[];
}

/** A line of a file that a problem points at. */
export interface Excerpt {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Gives the text of a file that a problem may point at; `undefined` where it is not at hand or may hold secrets. */
export type TextOf = (file: string) => string | undefined;

export function done<T>(result: T, problems: readonly Diagnostic[] = [], textOf?: TextOf): Done<T> {
  return { kind: 'done', result, problems, excerpts: excerptsOf(problems, textOf) };
}

export function invalid(problems: readonly Diagnostic[], textOf?: TextOf): Failed {
  return { kind: 'invalid', problems, excerpts: excerptsOf(problems, textOf) };
}

export function refused(problems: readonly Diagnostic[]): Failed {
  return { kind: 'refused', problems, excerpts: [] };
}

/** One problem that no file has. */
export function invalidBecause(code: Code, message: string, hint?: string): Failed {
  return invalid([problem(code, message, hint === undefined ? {} : { hint })]);
}

export function refusedBecause(code: Code, message: string, hint: string): Failed {
  return refused([problem(code, message, { hint })]);
}

/** A failure if any problem is an error. */
export function failureOf(problems: readonly Diagnostic[], textOf?: TextOf): Failed | undefined {
  return hasErrors(problems) ? invalid(problems, textOf) : undefined;
}

const excerptLimit = 100;

function excerptsOf(problems: readonly Diagnostic[], textOf: TextOf | undefined): readonly Excerpt[] {
  const excerpts = new Map<string, Excerpt>();
  for (const { at, secret } of textOf === undefined ? [] : problems) {
    if (at === undefined || secret || excerpts.size >= excerptLimit || excerpts.has(`${at.file}:${at.line}`)) continue;
    const text = textOf?.(at.file)?.split(/\r?\n/)[at.line - 1];
    if (text !== undefined) excerpts.set(`${at.file}:${at.line}`, { file: at.file, line: at.line, text });
  }
  return [...excerpts.values()];
}
