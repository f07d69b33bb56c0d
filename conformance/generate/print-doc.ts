import type { Doc, DocMap } from './doc.ts';
import type { Random } from './random.ts';

/** Texts that YAML reads as themselves wherever they stand in a flow or a block. */
const plain = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const notText = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/**
 * Writes a document as YAML. The chances decide between block and flow, quotes and indentation; what is read from it is
 * the same whatever they say.
 */
export function printDoc(doc: Doc, random: Random): string {
  return `${new Printer(random).block(doc, 0)}\n`;
}

class Printer {
  readonly #random: Random;
  constructor(random: Random) {
    this.#random = random;
  }

  /** The document in the lines of a block; where it is nested, the first line goes on behind `key:` or `-`. */
  block(doc: Doc, indent: number): string {
    switch (doc.kind) {
      case 'written':
        return doc.text;
      case 'text':
        return this.#random.percent(6) ? blockText(doc.value, indent) : this.#text(doc.value);
      case 'list':
      case 'map':
        if (isEmpty(doc) || (indent > 4 && this.#random.percent(45))) return this.flow(doc);
        return doc.kind === 'map' ? this.#map(doc, indent) : this.#list(doc, indent);
    }
  }

  flow(doc: Doc): string {
    switch (doc.kind) {
      case 'written':
        return doc.text;
      case 'text':
        return this.#text(doc.value);
      case 'list':
        return `${markOf(doc)}[${doc.items.map((item) => this.flow(item)).join(', ')}]`;
      case 'map':
        return `${markOf(doc)}{${doc.entries.map(([key, value]) => `${this.#key(key)}: ${this.flow(value)}`).join(', ')}}`;
    }
  }

  #map(doc: DocMap, indent: number): string {
    const step = this.#random.percent(85) ? 2 : 4;
    const lines = doc.entries.map(([key, value]) => `${this.#key(key)}:${this.#nested(value, indent + step)}`);
    return this.#lines(doc, lines, indent);
  }

  #list(doc: Doc & { kind: 'list' }, indent: number): string {
    return this.#lines(
      doc,
      doc.items.map((item) => `-${this.#nested(item, indent + 2)}`),
      indent,
    );
  }

  #lines(doc: Doc & { mark?: string }, lines: readonly string[], indent: number): string {
    const head = indent > 0 || doc.mark !== undefined ? `${markOf(doc)}\n${' '.repeat(indent)}` : '';
    const comment = this.#random.percent(2) ? ' # a comment' : '';
    return head + lines.map((line) => (line.includes('\n') ? line : line + comment)).join(`\n${' '.repeat(indent)}`);
  }

  #nested(value: Doc, indent: number): string {
    const text = this.block(value, indent);
    return text.startsWith('\n') ? text : ` ${text}`;
  }

  #key(key: string): string {
    return key.startsWith('\0') ? key.slice(1) : this.#text(key);
  }

  #text(text: string): string {
    if (plain.test(text) && !notText.test(text) && this.#random.percent(70)) return text;
    if (/^[\x20-\x7e\xa0-\ud7ff]*$/.test(text) && this.#random.percent(40)) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
  }
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A literal block where the text can stand in one, else quoted. */
function blockText(text: string, indent: number): string {
  const fits = /^[\x21-\x7e\xa1-\ud7ff][\x20-\x7e\n\xa1-\ud7ff]*$/.test(text) && !/\n\n|\n | \n|\n$/.test(text);
  if (!fits || indent === 0) return JSON.stringify(text);
  return `|-\n${' '.repeat(indent)}${text.replaceAll('\n', `\n${' '.repeat(indent)}`)}`;
}

function markOf({ mark }: { readonly mark?: string }): string {
  return mark === undefined ? '' : `${mark} `;
}

function isEmpty(doc: Doc & { kind: 'list' | 'map' }): boolean {
  return doc.kind === 'map' ? doc.entries.length === 0 : doc.items.length === 0;
}
