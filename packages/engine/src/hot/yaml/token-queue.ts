import { lineStarts, placeAt } from '../line-starts.ts';
import type { Cursor } from './cursor.ts';
import type { SimpleKey } from './simple-keys.ts';
import type { ScalarStyle, Token, TokenKind } from './token.ts';

/** What makes lines and columns other than those that the cursor counts: breaks that editors do not hold for such. */
const rareBreak = /^\ufeff|\r(?!\n)|[\x85\u2028\u2029]/;

/** The tokens that have been read and not yet taken. */
export class TokenQueue {
  /** How many tokens have been taken. */
  taken = 0;
  readonly #cursor: Cursor;
  /** Where lines begin, if they are not all where the cursor finds them. */
  readonly #starts: readonly number[] | undefined;
  readonly #tokens: Token[] = [];
  #head = 0;

  constructor(text: string, cursor: Cursor) {
    this.#cursor = cursor;
    this.#starts = rareBreak.test(text) ? lineStarts(text) : undefined;
  }

  first(): Token | undefined {
    return this.#tokens[this.#head];
  }

  /** Lets the first token go. */
  drop(): void {
    this.#head++;
    this.taken++;
    if (this.#head < this.#tokens.length) return;
    this.#tokens.length = 0;
    this.#head = 0;
  }

  /** The number that the next token to be added has. */
  nextNumber(): number {
    return this.taken + this.#tokens.length - this.#head;
  }

  /** Adds the token of so many characters that begins at the cursor, and moves it behind them. */
  mark(kind: TokenKind, length: number): void {
    const cursor = this.#cursor;
    const { at, line, lineStart } = cursor;
    cursor.at += length;
    this.#tokens.push(this.#token(kind, at, line, at - lineStart, '', 'plain', cursor.at));
  }

  /** Adds a token that begins at a place where the cursor has been. */
  add(
    kind: TokenKind,
    from: Pick<Cursor, 'at' | 'line' | 'lineStart'>,
    text: string,
    style: ScalarStyle,
    end: number,
  ): void {
    this.#tokens.push(this.#token(kind, from.at, from.line, from.at - from.lineStart, text, style, end));
  }

  /** Puts a token of no length in before that which a key begins with. */
  insert(kind: 'key' | 'block map', { number, offset, line, column }: SimpleKey): void {
    const at = this.#head + number - this.taken;
    const token = this.#token(kind, offset, line, column, '', 'plain', offset);
    const last = this.#tokens[at];
    if (last !== undefined && at === this.#tokens.length - 1) {
      this.#tokens[at] = token;
      this.#tokens.push(last);
    } else this.#tokens.splice(at, 0, token);
  }

  #token(
    kind: TokenKind,
    start: number,
    line: number,
    column: number,
    text: string,
    style: ScalarStyle,
    end: number,
  ): Token {
    if (this.#starts === undefined) return { kind, start, end, line: line + 1, column: column + 1, text, style };
    const place = placeAt(this.#starts, start);
    return { kind, start, end, line: place.line, column: place.column, text, style };
  }
}
