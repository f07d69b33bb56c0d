import type { Code } from '../diagnostics/catalogue.ts';
import { Float, type Value } from './value.ts';

/** Why a text cannot be read, and at which offset. */
export class JsonFault {
  readonly code: Code;
  readonly message: string;
  readonly offset: number;
  constructor(code: Code, message: string, offset: number) {
    this.code = code;
    this.message = message;
    this.offset = offset;
    Object.freeze(this);
  }
}

/** What is wrong with a map that was read. */
export class WrongMap {
  readonly code: Code;
  readonly message: string;
  constructor(code: Code, message: string) {
    this.code = code;
    this.message = message;
    Object.freeze(this);
  }
}

/** Looks at each map when it is complete, the inner ones first, and gives what stands for it. */
export type MapReader = (map: ReadonlyMap<string, Value>) => Value | WrongMap;

/**
 * Reads JSON text (RFC 8259) as values: integers exact, numbers with a point or an exponent as `Float`, maps in the
 * order of the text. A key that comes twice is refused. One pass without recursion, so that depth costs no stack.
 */
export function readJsonText(text: string, readMap: MapReader = (map) => map): Value | JsonFault {
  return new JsonTextReader(text, readMap).read();
}

interface OpenList {
  readonly items: Value[];
}

interface OpenMap {
  readonly entries: Map<string, Value>;
  key: string;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const plainText = /[ !#-[\]-\uffff]*/y;
const word = /true|false|null/y;
const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class JsonTextReader {
  private readonly text: string;
  private readonly readMap: MapReader;
  private readonly open: (OpenList | OpenMap)[] = [];
  private at = 0;
  private fault: JsonFault | undefined;

  constructor(text: string, readMap: MapReader) {
    this.text = text;
    this.readMap = readMap;
  }

  read(): Value | JsonFault {
    let value = this.begin();
    while (this.open.length > 0 && this.fault === undefined) value = this.goOn(value);
    this.skipSpace();
    if (this.fault === undefined && this.at < this.text.length) this.fail('There is more text after the value');
    if (this.fault !== undefined) return this.fault;
    return value === undefined ? new JsonFault('json-syntax', 'There is no value', this.at) : value;
  }

  /** Reads a value, or opens a list or map; `undefined` says that what is open waits for its next part. */
  private begin(): Value | undefined {
    this.skipSpace();
    const letter = this.text[this.at];
    if (letter === '"') return this.string();
    if (letter === '[') return this.beginList();
    if (letter === '{') return this.beginMap();
    const named = words.get(this.match(word) ?? '');
    return named === undefined ? this.number() : named;
  }

  private beginList(): Value | undefined {
    this.at += 1;
    if (this.skip(']')) return [];
    this.open.push({ items: [] });
    return undefined;
  }

  private beginMap(): Value | undefined {
    this.at += 1;
    if (this.skip('}')) return this.finishMap(new Map());
    const map: OpenMap = { entries: new Map(), key: '' };
    this.open.push(map);
    this.beginEntry(map);
    return undefined;
  }

  private beginEntry(map: OpenMap): void {
    this.skipSpace();
    if (this.text[this.at] === '"') map.key = this.string();
    else this.fail('A key in quotes is expected');
    if (map.entries.has(map.key)) this.fail(`The key ${JSON.stringify(map.key)} comes twice`);
    if (!this.skip(':')) this.fail('A colon is expected');
  }

  /** Takes a value into what is open, or reads its next; gives the list or map when it is complete. */
  private goOn(value: Value | undefined): Value | undefined {
    if (value === undefined) return this.begin();
    const open = this.open.at(-1);
    if (open === undefined) return value;
    return 'items' in open ? this.goOnList(open, value) : this.goOnMap(open, value);
  }

  private goOnList(list: OpenList, value: Value): Value | undefined {
    list.items.push(value);
    if (this.skip(',')) return undefined;
    if (!this.skip(']')) this.fail('A comma or "]" is expected');
    this.open.pop();
    return list.items;
  }

  private goOnMap(map: OpenMap, value: Value): Value | undefined {
    map.entries.set(map.key, value);
    if (this.skip(',')) {
      this.beginEntry(map);
      return undefined;
    }
    if (!this.skip('}')) this.fail('A comma or "}" is expected');
    this.open.pop();
    return this.finishMap(map.entries);
  }

  private finishMap(entries: ReadonlyMap<string, Value>): Value {
    const read = this.readMap(entries);
    if (!(read instanceof WrongMap)) return read;
    this.fail(read.message, read.code);
    return null;
  }

  private number(): Value {
    const from = this.at;
    const digits = this.match(number);
    if (digits === undefined) {
      this.fail(this.at < this.text.length ? 'A value is expected' : 'The text ends too early');
      return null;
    }
    if (/[.eE]/.test(this.text.slice(from, this.at))) return new Float(Number(digits));
    const integer = Number(digits);
    return Number.isSafeInteger(integer) ? integer + 0 : BigInt(digits);
  }

  private string(): string {
    this.at += 1;
    let value = this.match(plainText) ?? '';
    while (this.text[this.at] === '\\' && this.fault === undefined)
      value += this.escape() + (this.match(plainText) ?? '');
    if (this.text[this.at] !== '"') this.fail('A text in quotes does not end, or has a control character');
    this.at += 1;
    return value;
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    const simple = escapes.get(letter);
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (simple === undefined && !(letter === 'u' && /^[0-9a-fA-F]{4}$/.test(digits))) {
      this.fail('A backslash is followed by what it cannot be');
    }
    this.at += simple === undefined ? 6 : 2;
    return simple ?? String.fromCharCode(Number.parseInt(digits, 16));
  }

  private skip(letter: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    this.match(space);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private fail(message: string, code: Code = 'json-syntax'): void {
    this.fault ??= new JsonFault(code, message, this.at);
  }
}
