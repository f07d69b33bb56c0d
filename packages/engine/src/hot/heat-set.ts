import { compareCodePoints } from './code-points.ts';
import { heatEqualsItem } from './equal-values.ts';
import { Float, isList, isMap, Tainted, type Value } from './value.ts';

/** Values as Heat's functions hold them for equal (`heatEqualsItem`), found without a look at all of them. */
export class HeatSet {
  readonly #texts = new Set<string>();
  readonly #others = new Map<string, Value[]>();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  has(given: Value): boolean {
    const value = uncovered(given);
    if (typeof value === 'string') return this.#texts.has(value);
    if (this.#others.size === 0) return false;
    return this.#others.get(likeness(value))?.some((other) => heatEqualsItem(value, other)) === true;
  }

  add(given: Value): void {
    const value = uncovered(given);
    if (typeof value === 'string') {
      this.#texts.add(value);
      return;
    }
    const key = likeness(value);
    const alike = this.#others.get(key);
    if (alike === undefined) this.#others.set(key, [value]);
    else alike.push(value);
  }
}

/** A secret counts as what it hides. */
function uncovered(value: Value): Value {
  return value instanceof Tainted ? value.value : value;
}

/** Parts may be shared, so that all of them could be without number; equal values are cut at equal places. */
const mostParts = 1000;
const mostLetters = 250;

/** A text that equal values have in common, and few others. */
function likeness(value: Value): string {
  const parts: string[] = [];
  collect(value, parts);
  return parts.join(',');
}

function collect(value: Value, parts: string[]): void {
  if (parts.length > mostParts) return;
  if (value instanceof Tainted) collect(value.value, parts);
  else if (typeof value === 'string') parts.push(likenessOfText(value));
  else if (isList(value)) {
    parts.push(`[${value.length}`);
    for (const item of value) {
      if (parts.length > mostParts) return;
      collect(item, parts);
    }
  } else if (isMap(value)) {
    parts.push(`{${value.size}`);
    for (const key of [...value.keys()].sort(compareCodePoints)) {
      if (parts.length > mostParts) return;
      parts.push(likenessOfText(key));
      collect(value.get(key) ?? null, parts);
    }
  } else parts.push(likenessOfScalar(value));
}

function likenessOfText(text: string): string {
  return `s${text.length}.${text.slice(0, mostLetters)}`;
}

/** Numbers that are equal are written as one, whether integers or floats. */
function likenessOfScalar(value: Value): string {
  if (typeof value === 'boolean') return value ? 'n1' : 'n0';
  if (typeof value === 'number' || typeof value === 'bigint') return `n${value}`;
  if (value instanceof Float) return `n${Number.isInteger(value.value) ? BigInt(value.value) : value.value}`;
  return value === null ? 'z' : 'u';
}
