import type { Cursor } from './cursor.ts';
import { YamlFault } from './yaml-fault.ts';

/** Where a key without a `?` may begin, one for each level of brackets. */
export interface SimpleKey {
  isPossible: boolean;
  /** The map goes on here, so there has to be a key. */
  isRequired: boolean;
  /** How many tokens come before it. */
  number: number;
  offset: number;
  /** Line and column as the cursor counts them. */
  line: number;
  column: number;
}

/** How long a key may be that is known as one by its `:` alone. */
const lengthLimit = 1024;

/** The places where keys may begin, from the outermost brackets to those that are open now. libyaml 0.2 `simple_keys`. */
export class SimpleKeys {
  readonly #keys: SimpleKey[] = [newKey()];
  #level = 0;
  /** Below it no key is possible. */
  #lowest = 0;

  current(): SimpleKey {
    return this.#at(this.#level);
  }

  /** The number of the token that the outermost possible key begins with. */
  firstNumber(): number | undefined {
    const key = this.#lowest <= this.#level ? this.#at(this.#lowest) : undefined;
    return key?.isPossible === true ? key.number : undefined;
  }

  save(cursor: Cursor, number: number, isRequired: boolean): void {
    this.remove();
    const key = this.current();
    key.isPossible = true;
    key.isRequired = isRequired;
    key.number = number;
    key.offset = cursor.at;
    key.line = cursor.line;
    key.column = cursor.column();
    if (this.#level < this.#lowest) this.#lowest = this.#level;
  }

  /** Ends the possibility of a key in the present brackets. */
  remove(): void {
    drop(this.current());
  }

  /** A key lies within one line and is not too long; later keys begin later, so the first good one ends the search. */
  dropStale(cursor: Cursor): void {
    for (; this.#lowest <= this.#level; this.#lowest++) {
      const key = this.#at(this.#lowest);
      if (key.isPossible && key.line === cursor.line && !isTooLong(cursor, key.offset)) return;
      drop(key);
    }
  }

  /** Nothing comes any more that could make a key of what has been. */
  dropAll(): void {
    for (const key of this.#keys.slice(0, this.#level + 1)) drop(key);
  }

  open(): void {
    this.#level++;
    if (this.#level === this.#keys.length) this.#keys.push(newKey());
    this.current().isPossible = false;
  }

  close(): void {
    if (this.#level === 0) return;
    this.current().isPossible = false;
    this.#level--;
    if (this.#lowest > this.#level) this.#lowest = this.#level;
  }

  #at(level: number): SimpleKey {
    const key = this.#keys[level];
    if (key === undefined) throw new Error(`There is no level ${level}`);
    return key;
  }
}

function newKey(): SimpleKey {
  return { isPossible: false, isRequired: false, number: 0, offset: 0, line: 0, column: 0 };
}

/** The limit counts characters, of which some are two units of the text. */
function isTooLong(cursor: Cursor, start: number): boolean {
  const length = cursor.at - start;
  if (length <= lengthLimit) return false;
  if (length > 2 * lengthLimit) return true;
  let characters = 0;
  for (let at = start; at < cursor.at; at++) {
    if ((cursor.text.charCodeAt(at) & 0xfc00) !== 0xdc00) characters++;
  }
  return characters > lengthLimit;
}

function drop(key: SimpleKey): void {
  if (key.isPossible && key.isRequired) throw missingColon(key);
  key.isPossible = false;
}

function missingColon(key: SimpleKey): YamlFault {
  return new YamlFault('Expected ":" behind this key', key.offset, {
    expected: 'KEY: VALUE in one line, as in the lines of the map above',
    hint: 'Indent the line further if it belongs to the value above it',
  });
}
