import type { LetterTest } from './letter-test.ts';
import type { Fold } from './pattern-node.ts';

/** The letters of a text as code points. */
export type Points = ArrayLike<number>;

/** Where a place is. */
export type PlaceTest = (points: Points, at: number) => boolean;

/** A repetition of more than single letters. It keeps in two registers how often, and where it began last. */
export interface LoopStep {
  readonly op: 'loop';
  readonly min: number;
  readonly max: number;
  readonly isLazy: boolean;
  readonly count: number;
  readonly last: number;
  /** Ends at the loop itself. */
  body: Step;
  readonly next: Step;
}

/** What the matcher does next: a pattern as a graph, each step knowing the one that follows. */
export type Step =
  | { readonly op: 'letter'; readonly point: number; readonly next: Step }
  | { readonly op: 'test'; readonly test: LetterTest; readonly next: Step }
  | ScanStep
  | { readonly op: 'place'; readonly holds: PlaceTest; readonly next: Step }
  | { readonly op: 'save'; readonly register: number; readonly next: Step }
  | SplitStep
  | { readonly op: 'enter'; readonly loop: LoopStep }
  | LoopStep
  | PossessiveStep
  | LookStep
  | { readonly op: 'atomic'; readonly body: Step; readonly next: Step }
  | { readonly op: 'reference'; readonly register: number; readonly fold: Fold; readonly next: Step }
  | { readonly op: 'conditional'; readonly register: number; readonly yes: Step; readonly no: Step }
  | { readonly op: 'done' };

/** One of several ways, the first that leads on. */
export interface SplitStep {
  readonly op: 'split';
  readonly options: readonly Step[];
}

/** A repetition of one letter. */
export interface ScanStep {
  readonly op: 'scan';
  readonly test: LetterTest;
  readonly min: number;
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  readonly next: Step;
}

/** A repetition each of whose rounds keeps what it took. */
export interface PossessiveStep {
  readonly op: 'possessive';
  readonly min: number;
  readonly max: number;
  readonly body: Step;
  readonly next: Step;
}

export interface LookStep {
  readonly op: 'look';
  readonly behind: number;
  readonly negated: boolean;
  readonly body: Step;
  readonly next: Step;
}
