/** Why a pattern cannot be used, in the words of Python. It never leaves this folder. */
export class PatternError extends Error {}

const digits = '0123456789';

/**
 * A pattern as Python takes it apart: letters, a backslash and the letter after it being one. Places count letters from
 * 0. Python: `re/_parser.py`, Tokenizer.
 */
export class PatternTokens {
  /** What stands next; `undefined` at the end. */
  next: string | undefined;
  readonly #letters: readonly string[];
  #index = 0;

  constructor(pattern: string) {
    this.#letters = [...pattern];
    this.#advance();
  }

  /** Where the next one stands. */
  get at(): number {
    return this.#index - (this.next === undefined ? 0 : this.next.startsWith('\\') ? 2 : 1);
  }

  get(): string | undefined {
    const token = this.next;
    this.#advance();
    return token;
  }

  take(token: string): boolean {
    if (this.next !== token) return false;
    this.#advance();
    return true;
  }

  /** Goes back to a place. */
  seek(at: number): void {
    this.#index = at;
    this.#advance();
  }

  /** At most so many letters that are among the ones given. */
  getWhile(most: number, among: string): string {
    let text = '';
    while (text.length < most && this.next !== undefined && among.includes(this.next)) text += this.get();
    return text;
  }

  getDigits(): string {
    return this.getWhile(Number.POSITIVE_INFINITY, digits);
  }

  /** A name up to the letter that ends it. */
  getUntil(end: string, what: string): string {
    let text = '';
    for (;;) {
      const token = this.get();
      if (token === end && text !== '') return text;
      if (token === undefined && text !== '') throw this.error(`missing ${end}, unterminated name`);
      if (token === undefined || token === end) throw this.error(`missing ${what}`);
      text += token;
    }
  }

  /** A mistake so many letters before the next token. */
  error(message: string, before = 0): PatternError {
    return new PatternError(`${message} at position ${Math.max(0, this.at - before)}`);
  }

  #advance(): void {
    const letter = this.#letters[this.#index++];
    if (letter !== '\\') {
      this.next = letter;
      if (letter === undefined) this.#index--;
      return;
    }
    const escaped = this.#letters[this.#index++];
    if (escaped === undefined) {
      throw new PatternError(`bad escape (end of pattern) at position ${this.#letters.length - 1}`);
    }
    this.next = letter + escaped;
  }
}
