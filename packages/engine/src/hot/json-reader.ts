import { lineStarts, placeAt } from './line-starts.ts';
import { Float, type Scalar, type Value } from './value.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';
import { integer } from './yaml-scalar.ts';
import { yamlValue } from './yaml-value.ts';

/** How deep maps and lists may lie in each other. */
const depthLimit = 256;

/**
 * Reads a text as JSON the way Python does: of equal keys the last one counts, numbers with a point or an exponent are
 * floats, integers keep all their digits, `NaN` and `Infinity` are numbers. `undefined` where it is not JSON or deeper
 * than any plan.
 */
export function readJson(text: string): YamlNode | undefined {
  try {
    return new Reader(text).document();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** The value of a text that is JSON, `undefined` of another. Python: `json.loads`. */
export function parseJson(text: string): Value | undefined {
  const node = readJson(text);
  return node === undefined ? undefined : yamlValue(node);
}

/** Ends reading at once; the caller reads the text another way, so there is nothing to tell. */
class NotJson extends Error {}

const numberForm = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const plainRun = /[ !#-[\]-\uffff]*/y;
const words: readonly (readonly [string, Scalar])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new Float(Number.NaN)],
  ['Infinity', new Float(Number.POSITIVE_INFINITY)],
  ['-Infinity', new Float(Number.NEGATIVE_INFINITY)],
];
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  readonly #text: string;
  readonly #starts: readonly number[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  document(): YamlNode {
    this.#blanks();
    const node = this.#value(0);
    this.#blanks();
    if (this.#at < this.#text.length) throw new NotJson();
    return node;
  }

  #value(depth: number): YamlNode {
    if (depth > depthLimit) throw new NotJson();
    const place = placeAt(this.#starts, this.#at);
    const char = this.#text[this.#at];
    if (char === '{') return { kind: 'map', entries: this.#entries(depth), ...place };
    if (char === '[') return { kind: 'list', items: this.#items(depth), ...place };
    return { kind: 'scalar', value: char === '"' ? this.#string() : this.#scalar(), ...place };
  }

  #entries(depth: number): ReadonlyMap<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    this.#sequence('}', () => {
      const place = placeAt(this.#starts, this.#at);
      const key = this.#string();
      this.#blanks();
      this.#expect(':');
      this.#blanks();
      entries.set(key, { value: this.#value(depth + 1), ...place });
    });
    return entries;
  }

  #items(depth: number): readonly YamlNode[] {
    const items: YamlNode[] = [];
    this.#sequence(']', () => items.push(this.#value(depth + 1)));
    return items;
  }

  #sequence(end: string, read: () => void): void {
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#blanks();
      read();
      this.#blanks();
      if (this.#text[this.#at] === end) break;
      this.#expect(',');
    }
    this.#at++;
  }

  #string(): string {
    this.#expect('"');
    let text = '';
    for (;;) {
      plainRun.lastIndex = this.#at;
      text += plainRun.exec(this.#text)?.[0] ?? '';
      this.#at = plainRun.lastIndex;
      const char = this.#text[this.#at++];
      if (char === '"') return text;
      if (char !== '\\') throw new NotJson();
      text += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at++] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new NotJson();
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const char = escapes[letter];
    if (char === undefined) throw new NotJson();
    return char;
  }

  #scalar(): Scalar {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    numberForm.lastIndex = this.#at;
    const found = numberForm.exec(this.#text);
    if (found === null) throw new NotJson();
    this.#at = numberForm.lastIndex;
    const [digits, fraction, exponent] = found;
    if (fraction !== undefined || exponent !== undefined) return new Float(Number(digits));
    if (digits.length > 4300) throw new NotJson();
    return integer(BigInt(digits));
  }

  #expect(char: string): void {
    if (this.#text[this.#at] !== char) throw new NotJson();
    this.#at++;
  }

  #blanks(): void {
    for (let char = this.#text[this.#at]; char === ' ' || char === '\n' || char === '\r' || char === '\t'; ) {
      char = this.#text[++this.#at];
    }
  }
}
