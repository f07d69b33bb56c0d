import type { Scalar } from './value.ts';

/**
 * A piece of a template as it was written: the syntax tree that the evaluator walks. A map with one key that names a
 * function of the template's version is a `call`; everything else is data. Lines and columns count from 1; the file is
 * the template's.
 */
export type Snippet = LiteralSnippet | ListSnippet | MapSnippet | CallSnippet;

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface LiteralSnippet extends Place {
  readonly kind: 'literal';
  readonly value: Scalar;
}

export interface ListSnippet extends Place {
  readonly kind: 'list';
  readonly items: readonly Snippet[];
}

export interface MapSnippet extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Snippet>;
  /** Where the keys stand, as `packPlace` writes it, in the order of the entries; absent where no text was read. */
  readonly keys?: readonly number[];
}

export interface CallSnippet extends Place {
  readonly kind: 'call';
  readonly function: string;
  readonly argument: Snippet;
}
