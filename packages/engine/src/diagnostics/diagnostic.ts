import type { Code } from './catalogue.ts';

export type Severity = 'error' | 'warning';

/** A place in a text file. Lines and columns count from 1; the file is named as the user named it or as the plan holds it. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One located problem. Plain data: it goes to a person, into JSON and over the API unchanged. */
export interface Diagnostic {
  readonly kind: 'Diagnostic';
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence: what is wrong, quoting the value that is wrong. Sentence case, no final period. */
  readonly message: string;
  readonly at?: Position;
  /** The text at the place may hold a secret, so no shell shows it. */
  readonly secret?: true;
  /** The path inside the document (`resources.web.properties.config`) or a resource's address. */
  readonly path?: string;
  /** What would have been right. */
  readonly expected?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** What parsing and checking give back: a result, if there is one, and every problem found. Nothing here throws. */
export interface Checked<T> {
  /** Absent when the problems leave nothing that could be used. */
  readonly value?: T;
  readonly problems: readonly Diagnostic[];
}

export type DiagnosticDetails = Omit<Diagnostic, 'kind' | 'code' | 'message' | 'severity'>;

/** Builds an error. */
export function problem(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return Object.freeze({ kind: 'Diagnostic', code, severity: 'error', message, ...details });
}

/** Builds a warning: worth telling, stops nothing. */
export function warning(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return Object.freeze({ kind: 'Diagnostic', code, severity: 'warning', message, ...details });
}

export function hasErrors(problems: readonly Diagnostic[]): boolean {
  return problems.some((each) => each.severity === 'error');
}
