/** How letters are compared: as they are, or without regard to case among ASCII letters or among all. */
export type Fold = 'none' | 'ascii' | 'unicode';

/** The letter of a class: `\d`, `\D`, `\s`, `\S`, `\w`, `\W`. */
export type ClassLetter = 'd' | 'D' | 's' | 'S' | 'w' | 'W';

/** What stands in a set; one letter is a range of one. */
export type SetMember =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'class'; readonly letter: ClassLetter; readonly ascii: boolean };

/** One letter of many: `[a-z]`, `\w`, or a letter that stands for itself. */
export interface SetNode {
  readonly kind: 'set';
  readonly negated: boolean;
  readonly members: readonly SetMember[];
  readonly fold: Fold;
}

/** Where a place without letters is. `end` is the end of the text or before a newline that ends it. */
export type Place = 'start' | 'line-start' | 'end' | 'line-end' | 'text-end' | 'boundary' | 'no-boundary';

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly min: number;
  readonly max: number;
  readonly mode: RepeatMode;
  readonly item: PatternNode;
}

/** Looks ahead, or behind by so many letters, from a place. */
export interface LookNode {
  readonly kind: 'look';
  readonly behind: number | undefined;
  readonly negated: boolean;
  readonly item: PatternNode;
}

/** A regular expression as it was read; flags are worked in where they hold. */
export type PatternNode =
  | SetNode
  | { readonly kind: 'any'; readonly newline: boolean }
  | { readonly kind: 'place'; readonly place: Place; readonly ascii: boolean }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | RepeatNode
  | { readonly kind: 'capture'; readonly group: number; readonly item: PatternNode }
  | { readonly kind: 'group'; readonly item: PatternNode }
  | { readonly kind: 'atomic'; readonly item: PatternNode }
  | LookNode
  | { readonly kind: 'reference'; readonly group: number; readonly fold: Fold }
  | { readonly kind: 'conditional'; readonly group: number; readonly yes: PatternNode; readonly no: PatternNode };

/** What a repetition without an upper bound has as its bound. Python: `MAXREPEAT`. */
export const maxRepeat = 4_294_967_295;
