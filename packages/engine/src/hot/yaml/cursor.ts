import {
  byteOrderMark,
  carriageReturn,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isKeptBreak,
  lineFeed,
  space,
} from './characters.ts';

/** A place that moves through a text and knows the line it is in. */
export class Cursor {
  /** The text with an end that needs no asking for its length. */
  readonly text: string;
  at = 0;
  /** Lines as YAML breaks them, from 0. */
  line = 0;
  lineStart = 0;
  /** Whether it reads as Heat reads a second time. */
  readonly isSecond: boolean;

  constructor(text: string, isSecond = false) {
    this.isSecond = isSecond;
    this.text = `${text}\0\0\0\0`;
    if (text.charCodeAt(0) !== byteOrderMark) return;
    this.at = 1;
    this.lineStart = 1;
  }

  code(): number {
    return this.text.charCodeAt(this.at);
  }

  column(): number {
    return this.at - this.lineStart;
  }

  /** Where it is now. */
  place(): Pick<Cursor, 'at' | 'line' | 'lineStart'> {
    return { at: this.at, line: this.line, lineStart: this.lineStart };
  }

  /** Goes beyond the line break that stands here; gives the break as it counts in a scalar. */
  breakLine(): string {
    const code = this.text.charCodeAt(this.at);
    this.at += code === carriageReturn && this.text.charCodeAt(this.at + 1) === lineFeed ? 2 : 1;
    this.line++;
    this.lineStart = this.at;
    return isKeptBreak(code) ? String.fromCharCode(code) : '\n';
  }

  skipBlanks(): void {
    while (isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  /** Goes beyond blanks, a comment and the line break; `false`, at the place, where there is something else. */
  skipRestOfLine(): boolean {
    if (this.isSecond) while (this.code() === space) this.at++;
    else this.skipBlanks();
    if (this.code() === 35) this.skipToBreak();
    if (!isBreakOrEnd(this.code())) return false;
    if (isBreak(this.code())) this.breakLine();
    return true;
  }

  skipToBreak(): void {
    while (!isBreakOrEnd(this.text.charCodeAt(this.at))) this.at++;
  }
}
