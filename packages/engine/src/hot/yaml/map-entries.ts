import { pythonNumber } from '../print-value.ts';
import { Float, type Scalar } from '../value.ts';
import type { RepeatedKey, YamlEntry, YamlMap } from '../yaml-node.ts';
import { integer } from '../yaml-scalar.ts';

/** What Python tells keys apart by: numbers and booleans that are equal are one. */
type Identity = string | number | bigint | null;

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Keyed<Extra> {
  readonly key: Scalar;
  readonly entry: YamlEntry<Extra>;
}

/** Maps that have keys which are not text, with these keys; all others have none but their entries. */
export type KeyedMaps<Extra> = WeakMap<YamlMap<Extra>, ReadonlyMap<Identity, Keyed<Extra>>>;

/**
 * Gathers a map's entries as Python's dict and then JSON do: of equal keys the last value counts, at the place of the
 * first; merged entries come first; keys become text.
 */
export class MapEntries<Extra> {
  readonly #keyedMaps: KeyedMaps<Extra>;
  #entries = new Map<string, YamlEntry<Extra>>();
  /** Only where there are keys that are not text. */
  #keyed: Map<Identity, Keyed<Extra>> | undefined;
  #merged: YamlMap<Extra>[] | undefined;
  #repeated: RepeatedKey[] | undefined;

  constructor(keyedMaps: KeyedMaps<Extra>) {
    this.#keyedMaps = keyedMaps;
  }

  addText(key: string, entry: YamlEntry<Extra>): void {
    if (this.#keyed !== undefined) put(this.#keyed, key, entry);
    if (this.#entries.has(key)) this.#noteRepeated(key, entry);
    this.#entries.set(key, entry);
  }

  add(key: Scalar, entry: YamlEntry<Extra>): void {
    this.#keyed ??= keyedBy(this.#entries);
    const first = put(this.#keyed, key, entry);
    const text = keyText(first);
    if (this.#entries.has(text)) this.#noteRepeated(text, entry);
    this.#entries.set(text, entry);
  }

  /** Entries that a merge key brings; of what later calls bring, equal keys win. */
  merge(map: YamlMap<Extra>): void {
    this.#merged ??= [];
    this.#merged.push(map);
  }

  /** The map, which begins there. */
  finish({ line, column }: Place): YamlMap<Extra> {
    const repeated = this.#repeated;
    const parts = this.#merged;
    if (parts === undefined && this.#keyed === undefined) {
      return repeated === undefined
        ? { kind: 'map', entries: this.#entries, line, column }
        : { kind: 'map', entries: this.#entries, repeated, line, column };
    }
    const isKeyed = this.#keyed !== undefined || parts?.some((part) => this.#keyedMaps.has(part)) === true;
    const keyed = isKeyed ? this.#allKeyed(parts ?? []) : undefined;
    const entries = keyed === undefined ? this.#allEntries(parts ?? []) : textual(keyed);
    const map: YamlMap<Extra> = { kind: 'map', entries, ...(repeated === undefined ? {} : { repeated }), line, column };
    if (keyed !== undefined) this.#keyedMaps.set(map, keyed);
    return map;
  }

  #noteRepeated(key: string, { line, column }: Place): void {
    this.#repeated ??= [];
    this.#repeated.push({ key, line, column });
  }

  #allEntries(parts: readonly YamlMap<Extra>[]): ReadonlyMap<string, YamlEntry<Extra>> {
    const all = new Map<string, YamlEntry<Extra>>();
    for (const part of parts) for (const [key, entry] of part.entries) all.set(key, entry);
    for (const [key, entry] of this.#entries) all.set(key, entry);
    return all;
  }

  #allKeyed(parts: readonly YamlMap<Extra>[]): ReadonlyMap<Identity, Keyed<Extra>> {
    const all = new Map<Identity, Keyed<Extra>>();
    const own = this.#keyed ?? keyedBy(this.#entries);
    for (const part of [...parts.map((each) => this.#keyedMaps.get(each) ?? keyedBy(each.entries)), own]) {
      for (const { key, entry } of part.values()) put(all, key, entry);
    }
    return all;
  }
}

function keyedBy<Extra>(entries: ReadonlyMap<string, YamlEntry<Extra>>): Map<Identity, Keyed<Extra>> {
  const keyed = new Map<Identity, Keyed<Extra>>();
  for (const [key, entry] of entries) keyed.set(key, { key, entry });
  return keyed;
}

/** Gives the key that was put first under the same identity. */
function put<Extra>(keyed: Map<Identity, Keyed<Extra>>, key: Scalar, entry: YamlEntry<Extra>): Scalar {
  const identity = identityOf(key);
  const first = keyed.get(identity)?.key ?? key;
  keyed.set(identity, { key: first, entry });
  return first;
}

function textual<Extra>(keyed: ReadonlyMap<Identity, Keyed<Extra>>): ReadonlyMap<string, YamlEntry<Extra>> {
  const entries = new Map<string, YamlEntry<Extra>>();
  for (const { key, entry } of keyed.values()) entries.set(keyText(key), entry);
  return entries;
}

function identityOf(key: Scalar): Identity {
  if (typeof key === 'boolean') return Number(key);
  if (!(key instanceof Float)) return key;
  return Number.isInteger(key.value) ? integer(BigInt(key.value)) : key.value;
}

/** A key as JSON writes it. */
export function keyText(key: Scalar): string {
  if (typeof key === 'string') return key;
  if (!(key instanceof Float)) return String(key);
  if (Number.isFinite(key.value)) return pythonNumber(key);
  return Number.isNaN(key.value) ? 'NaN' : key.value > 0 ? 'Infinity' : '-Infinity';
}
