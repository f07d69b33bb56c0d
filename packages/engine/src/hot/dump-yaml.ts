import { compareCodePoints } from './code-points.ts';
import { floatRepr } from './float-repr.ts';
import { Float, isList, isMap, type List, Tainted, Unknown, type Value, type ValueMap } from './value.ts';
import { resolvePlain } from './yaml-scalar.ts';

/**
 * A plain value as PyYAML writes it by default (`yaml.dump` with libyaml 0.2.5): block form, keys sorted, ASCII alone,
 * lines folded after 80 characters. What Heat makes cloud-init's configs of. Unlike PyYAML, a map or list that stands
 * twice is written twice instead of by an alias: which of them are the same object is an accident of evaluation. An
 * `Unknown` or `Tainted` inside is a bug of the caller.
 */
export function dumpYaml(value: Value): string {
  const emitter = new Emitter();
  emitter.node(value, -1, { inMap: false, isKey: false });
  return `${emitter.text}\n`;
}

interface Context {
  readonly inMap: boolean;
  /** A key in front of its colon: on one line. */
  readonly isKey: boolean;
}

const bestWidth = 80;
/** In bytes of UTF-8: a longer key is written behind a question mark. */
const longestKey = 128;

/** libyaml's emitter as far as plain documents need it; names as in its `emitter.c`. */
class Emitter {
  text = '';
  private column = 0;
  private whitespace = true;
  private indention = true;

  node(value: Value, indent: number, context: Context): void {
    if (isMap(value) && value.size > 0) this.map(value, increase(indent));
    else if (isMap(value)) this.indicator('{}', true, false);
    else if (isList(value) && value.length > 0) this.list(value, indent, context);
    else if (isList(value)) this.indicator('[]', true, false);
    else this.scalar(value, indent < 0 ? 2 : indent + 2, context.isKey);
  }

  /** A list in a map stands no deeper than its key. */
  private list(list: List, indent: number, { inMap }: Context): void {
    const inner = inMap && !this.indention ? Math.max(indent, 0) : increase(indent);
    for (const item of list) {
      this.writeIndent(inner);
      this.indicator('-', true, true);
      this.node(item, inner, { inMap: false, isKey: false });
    }
  }

  private map(map: ValueMap, indent: number): void {
    for (const [key, value] of [...map].sort(([a], [b]) => compareCodePoints(a, b))) {
      this.writeIndent(indent);
      if (isSimpleKey(key)) {
        this.scalar(key, indent + 2, true);
        this.indicator(':', false, false);
      } else {
        this.indicator('?', true, true);
        this.scalar(key, indent + 2, false);
        this.writeIndent(indent);
        this.indicator(':', true, true);
      }
      this.node(value, indent, { inMap: true, isKey: false });
    }
  }

  private scalar(value: Value, indent: number, isKey: boolean): void {
    const style = typeof value === 'string' ? styleOf(value, isKey) : 'plain';
    const text = typeof value === 'string' ? value : writeScalar(value);
    if (style === 'plain') this.plain(text, indent, !isKey);
    else if (style === 'single') this.single(text, indent, !isKey);
    else this.double(text, indent, !isKey);
  }

  private put(text: string): void {
    this.text += text;
    this.column += text.length;
  }

  private break(): void {
    this.text += '\n';
    this.column = 0;
  }

  private writeIndent(indent: number): void {
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.break();
    if (this.column < indent) this.put(' '.repeat(indent - this.column));
    this.whitespace = true;
    this.indention = true;
  }

  private indicator(text: string, needsSpace: boolean, keepsIndention: boolean): void {
    if (needsSpace && !this.whitespace) this.put(' ');
    this.put(text);
    this.whitespace = false;
    this.indention = this.indention && keepsIndention;
  }

  private plain(text: string, indent: number, mayBreak: boolean): void {
    if (!this.whitespace) this.put(' ');
    let spaces = false;
    for (let at = 0; at < text.length; at++) {
      const isSpace = text[at] === ' ';
      if (isSpace && mayBreak && !spaces && this.column > bestWidth && text[at + 1] !== ' ') this.writeIndent(indent);
      else this.put(text[at] ?? '');
      spaces = isSpace;
    }
    this.whitespace = false;
    this.indention = false;
  }

  private single(text: string, indent: number, mayBreak: boolean): void {
    this.indicator("'", true, false);
    let spaces = false;
    let breaks = false;
    for (let at = 0; at < text.length; at++) {
      const char = text[at] ?? '';
      const isInside = at > 0 && at < text.length - 1;
      if (char === '\n') {
        if (!breaks) this.break();
        this.break();
        breaks = true;
        this.indention = true;
        continue;
      }
      if (breaks) this.writeIndent(indent);
      breaks = false;
      const folds = mayBreak && isInside && !spaces && this.column > bestWidth && text[at + 1] !== ' ';
      if (char === ' ' && folds) this.writeIndent(indent);
      else this.put(char === "'" ? "''" : char);
      spaces = char === ' ';
      if (!spaces) this.indention = false;
    }
    if (breaks) this.writeIndent(indent);
    this.indicator("'", false, false);
  }

  private double(text: string, indent: number, mayBreak: boolean): void {
    this.indicator('"', true, false);
    const characters = [...text];
    let spaces = false;
    for (const [at, char] of characters.entries()) {
      const isInside = at > 0 && at < characters.length - 1;
      if (char === ' ' && mayBreak && isInside && !spaces && this.column > bestWidth) {
        this.writeIndent(indent);
        if (characters[at + 1] === ' ') this.put('\\');
      } else this.put(escaped(char));
      spaces = char === ' ';
    }
    this.indicator('"', false, false);
  }
}

function increase(indent: number): number {
  return indent < 0 ? 0 : indent + 2;
}

function writeScalar(value: Value): string {
  if (value instanceof Unknown || value instanceof Tainted)
    throw new TypeError('A value that is not plain was to be dumped');
  if (!(value instanceof Float)) return String(value);
  if (Number.isNaN(value.value)) return '.nan';
  if (!Number.isFinite(value.value)) return value.value > 0 ? '.inf' : '-.inf';
  const written = floatRepr(value.value);
  return written.includes('.') ? written : written.replace('e', '.0e');
}

function isSimpleKey(key: string): boolean {
  return !broken.test(key) && utf8Length(key) <= longestKey;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const broken = /[\n\r\x85\u2028\u2029]/;
const special = /[^\n\x20-\x7e]/;
/** Where a plain scalar would begin, end or be taken for something else. */
const indicated = /^(?:[#,[\]{}&*!|>'"%@`]|[?:-](?:\s|$)|---|\.\.\.)|:(?:\s|$)|\s#/;
const timestamp =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** libyaml: yaml_emitter_analyze_scalar and yaml_emitter_select_scalar_style. */
function styleOf(text: string, isKey: boolean): 'plain' | 'single' | 'double' {
  const isBroken = broken.test(text);
  if (special.test(text) || / \n|\n /.test(text) || (isKey && isBroken)) return 'double';
  if (text === '' || isBroken || /^ | $/.test(text) || indicated.test(text)) return 'single';
  return resolvePlain(text) === text && !timestamp.test(text) ? 'plain' : 'single';
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\xa0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function escaped(char: string): string {
  const short = escapes.get(char);
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x20 && code <= 0x7e) return char;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
