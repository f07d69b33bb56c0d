import { floatRepr } from './float-repr.ts';
import { type Expression, Float, isList, isMap, Tainted, type Value } from './value.ts';

/** The key that marks what is not data. */
export const mark = '$tyto';

/** Writes values as `encodeValue` says, each level indented by so many spaces; by none, all on one line. */
export class ValueEncoder {
  private readonly indent: number;

  constructor(indent: number) {
    this.indent = indent;
  }

  value(value: Value, level: number): string {
    if (typeof value === 'string') return JSON.stringify(value);
    if (value === null || typeof value !== 'object') return plainText(value);
    if (isList(value)) return this.list(value, level);
    if (isMap(value)) return this.map(value, level);
    if (value instanceof Float) return this.float(value.value, level);
    if (value instanceof Tainted) {
      return this.marked(level, (inner) => [['tainted', this.expression(value.expression, inner)]]);
    }
    return this.unknown(value.expression, level);
  }

  private list(items: readonly Value[], level: number): string {
    return this.brackets(
      '[',
      items.map((item) => this.value(item, level + 1)),
      ']',
      level,
    );
  }

  private map(map: ReadonlyMap<string, Value>, level: number): string {
    return this.entries(map, level, (item, inner) => this.value(item, inner));
  }

  private entries<T>(map: ReadonlyMap<string, T>, level: number, write: (item: T, level: number) => string): string {
    const texts: [string, string][] = [];
    if (!map.has(mark)) {
      for (const [key, item] of map) texts.push([key, write(item, level + 1)]);
      return this.object(texts, level);
    }
    for (const [key, item] of map) texts.push([key, write(item, level + 4)]);
    return this.marked(level, (inner) => [['map', this.pairs(texts, inner)]]);
  }

  private pairs(entries: readonly (readonly [string, string])[], level: number): string {
    const pairs = entries.map(([key, text]) => this.brackets('[', [JSON.stringify(key), text], ']', level + 1));
    return this.brackets('[', pairs, ']', level);
  }

  private float(value: number, level: number): string {
    const text = floatRepr(value);
    return Number.isFinite(value) ? text : this.marked(level, () => [['float', JSON.stringify(text)]]);
  }

  private unknown(expression: Expression, level: number): string {
    const isForm = expression.kind !== 'list' && expression.kind !== 'map' && expression.kind !== 'constant';
    if (isForm) return this.expression(expression, level);
    return this.marked(level, (inner) => [['unknown', this.expression(expression, inner)]]);
  }

  private expression(expression: Expression, level: number): string {
    switch (expression.kind) {
      case 'constant':
        return this.value(expression.value, level);
      case 'list': {
        const items = expression.items.map((item) => this.expression(item, level + 1));
        return this.brackets('[', items, ']', level);
      }
      case 'map':
        return this.entries(expression.entries, level, (item, inner) => this.expression(item, inner));
      case 'attribute':
        return this.marked(level, (inner) => [
          ['attribute', this.list([expression.address, ...expression.path], inner)],
        ]);
      case 'reference':
        return this.marked(level, () => [['reference', JSON.stringify(expression.address)]]);
      case 'secret':
        return this.marked(level, () => [
          ['secret', JSON.stringify(expression.name)],
          ['version', String(expression.version)],
        ]);
      case 'call':
        return this.marked(level, (inner) => [
          ['call', JSON.stringify(expression.function)],
          ['version', JSON.stringify(expression.version)],
          ['argument', this.expression(expression.argument, inner)],
        ]);
    }
  }

  /** A map with the single key `$tyto`; `inner` is the level of what its entries hold. */
  private marked(level: number, entries: (inner: number) => readonly (readonly [string, string])[]): string {
    return this.object([[mark, this.object(entries(level + 2), level + 1)]], level);
  }

  private object(entries: readonly (readonly [string, string])[], level: number): string {
    const colon = this.indent > 0 ? ': ' : ':';
    return this.brackets(
      '{',
      entries.map(([key, text]) => JSON.stringify(key) + colon + text),
      '}',
      level,
    );
  }

  private brackets(open: string, texts: readonly string[], close: string, level: number): string {
    if (texts.length === 0) return open + close;
    if (this.indent === 0) return open + texts.join(',') + close;
    const line = `\n${' '.repeat(this.indent * level)}`;
    const inner = line + ' '.repeat(this.indent);
    return open + inner + texts.join(`,${inner}`) + line + close;
  }
}

function plainText(value: null | boolean | number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`${value} is no integer; floats are of the class Float`);
  }
  return String(value);
}
