import { matchesPattern } from './name-pattern.ts';

/** What stands under each of many names and patterns, found by a name without a look at all of them. */
export interface PatternIndex<T> {
  /** What stands under the patterns that the name fits, in the order in which they were given. */
  matching(name: string): readonly T[];
}

interface Entry<T> {
  readonly pattern: string;
  readonly value: T;
  readonly order: number;
}

/** Entries by a text with which, or in which, the names that fit them begin or end, and the lengths of these texts. */
interface Table<T> {
  readonly entries: Map<string, Entry<T>[]>;
  readonly lengths: Set<number>;
}

/** An index of entries by patterns as `matchesPattern` reads them. Every letter that stands for itself counts. */
export function indexPatterns<T>(patterns: Iterable<readonly [pattern: string, value: T]>): PatternIndex<T> {
  const [names, starts, ends] = [newTable<T>(), newTable<T>(), newTable<T>()];
  let order = 0;
  for (const [pattern, value] of patterns) {
    const start = /^[^*?[]*/.exec(pattern)?.[0] ?? '';
    const end = /[^*?[\]]*$/.exec(pattern)?.[0] ?? '';
    const [table, key] = start === pattern ? [names, start] : start !== '' ? [starts, start] : [ends, end];
    const found = table.entries.get(key);
    const entry = { pattern, value, order: order++ };
    if (found === undefined) table.entries.set(key, [entry]);
    else found.push(entry);
    table.lengths.add(key.length);
  }
  return {
    matching(name) {
      const found = [...(names.entries.get(name) ?? [])];
      addMatching(starts, name, (length) => name.slice(0, length), found);
      addMatching(ends, name, (length) => name.slice(name.length - length), found);
      return found.sort((a, b) => a.order - b.order).map(({ value }) => value);
    },
  };
}

function newTable<T>(): Table<T> {
  return { entries: new Map(), lengths: new Set() };
}

function addMatching<T>(table: Table<T>, name: string, keyOf: (length: number) => string, into: Entry<T>[]): void {
  for (const length of table.lengths) {
    if (length > name.length) continue;
    for (const entry of table.entries.get(keyOf(length)) ?? []) {
      if (matchesPattern(name, entry.pattern)) into.push(entry);
    }
  }
}
