/** What an expression failed of, as far as yaql itself tells apart. */
export type YaqlReason = 'unmatched' | 'index' | 'other';

/**
 * A mistake in an expression, or in the data that it meets. It never leaves this folder: whoever parses or evaluates an
 * expression gets it as a plain problem.
 */
export class YaqlError extends Error {
  readonly reason: YaqlReason;
  /** Where in the expression, counted in characters from 0; set by the innermost call that the error passes. */
  at: number | undefined;
  /** What of the data is to be told with the message, unless it is secret. */
  readonly shown: string | undefined;
  /** What to do about it. */
  readonly hint: string | undefined;
  constructor(
    message: string,
    details: {
      readonly reason?: YaqlReason;
      readonly at?: number;
      readonly shown?: string;
      readonly hint?: string;
    } = {},
  ) {
    super(message);
    this.hint = details.hint;
    this.shown = details.shown;
    this.reason = details.reason ?? 'other';
    this.at = details.at;
  }
}

/** The expression went over the memory that it may use. */
export function tooMuchMemory(): YaqlError {
  return new YaqlError('the expression takes too much memory');
}
