import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { extendPath } from '../diagnostics/path.ts';
import type { YamlEntry, YamlNode } from '../hot/yaml-node.ts';

/** A YAML document of our own (not HOT) while it is read: where it is, which code its problems carry, and those found. */
export interface DocumentReading {
  readonly file: string;
  readonly code: Code;
  readonly problems: Diagnostic[];
}

type Entries<Extra> = ReadonlyMap<string, YamlEntry<Extra>>;
type Placed = { readonly line: number; readonly column: number };

/** Tells that a part of the document has the wrong form. */
export function refuse(
  reading: DocumentReading,
  at: Placed,
  path: string,
  message: string,
  expected?: string,
): undefined {
  reading.problems.push(
    problem(reading.code, message, {
      at: placeIn(reading, at),
      ...(path === '' ? {} : { path }),
      ...(expected === undefined ? {} : { expected }),
    }),
  );
  return undefined;
}

export function placeIn(reading: DocumentReading, { line, column }: Placed): Position {
  return { file: reading.file, line, column };
}

/** A map's entries. Keys that are not among `keys` (where given) are told of with the nearest name and left out. */
export function readEntries<Extra>(
  reading: DocumentReading,
  node: YamlNode<Extra>,
  path: string,
  keys?: readonly string[],
): Entries<Extra> | undefined {
  if (node.kind !== 'map') return refuse(reading, node, path, `This is a ${node.kind}, not a map`, 'a map');
  if (keys === undefined) return node.entries;
  const known = new Map<string, YamlEntry<Extra>>();
  for (const [key, entry] of node.entries) {
    if (keys.includes(key)) known.set(key, entry);
    else refuseKey(reading, entry, path, key, keys);
  }
  return known;
}

function refuseKey(reading: DocumentReading, at: Placed, path: string, key: string, keys: readonly string[]): void {
  const near = nearest(key, keys);
  reading.problems.push(
    problem(reading.code, `Unknown key "${key}"`, {
      at: placeIn(reading, at),
      path: extendPath(path, [key]),
      expected: `one of ${keys.join(', ')}`,
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    }),
  );
}

/** A list's items; null counts as none. */
export function readItems<Extra>(
  reading: DocumentReading,
  node: YamlNode<Extra>,
  path: string,
): readonly YamlNode<Extra>[] | undefined {
  if (node.kind === 'list') return node.items;
  if (node.kind === 'scalar' && node.value === null) return [];
  return refuse(reading, node, path, `This is a ${node.kind}, not a list`, 'a list');
}

/** A text that is not empty. */
export function readText<Extra>(reading: DocumentReading, node: YamlNode<Extra>, path: string): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '') return node.value;
  return refuse(reading, node, path, 'This is not a text', 'a text');
}
