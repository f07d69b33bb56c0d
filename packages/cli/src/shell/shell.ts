import type { Style } from './style.ts';

/** Where a command was called: all that it may know of the world besides its arguments. */
export interface Shell {
  readonly json: boolean;
  /** The data directory, absolute. */
  readonly data: string;
  /** Writes a JSON text and a newline to standard output, escaped. */
  readonly outJson: (json: string) => void;
  /** Writes to standard output or error; silent once nobody reads any more. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Aborted when whoever reads standard output has gone; seen at the next write. */
  readonly unread: AbortSignal;
  readonly style: Style;
  readonly errStyle: Style;
  /** Whether standard input, output and error are a terminal. */
  readonly interactive: { readonly in: boolean; readonly out: boolean; readonly err: boolean };
  /** Columns of the terminal, for what is redrawn. */
  readonly columns: () => number;
  /** Standard input, to its end or until it is at least so many bytes. */
  readonly readInput: (most: number) => Promise<Uint8Array>;
  /** The lines of standard input, as many at a time as have come. */
  readonly inputLines: () => AsyncIterable<readonly string[]>;
  /** Asks on the terminal; what is typed is shown, or not (`hidden`). `undefined` when input ended or ^C was typed. */
  readonly ask: (question: string, hidden: boolean) => Promise<string | undefined>;
}
