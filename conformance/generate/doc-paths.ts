import type { Doc } from './doc.ts';

/** A key's place: its name for a map that has it once, else its index; an index for a list. */
export type Step = string | number;

export interface Node {
  /** Indices of entries or items, so that keys which come twice can be told apart. */
  readonly path: readonly Step[];
  readonly node: Doc;
}

/** All parts of a document, each before its own parts. An entry whose key comes but once is told by it. */
export function nodesOf(doc: Doc, path: readonly Step[] = []): Node[] {
  const own: Node = { path, node: doc };
  if (doc.kind === 'list') return [own, ...doc.items.flatMap((item, index) => nodesOf(item, [...path, index]))];
  if (doc.kind !== 'map') return [own];
  const keys = doc.entries.map(([key]) => key);
  return [
    own,
    ...doc.entries.flatMap(([key, value], index) =>
      nodesOf(value, [...path, keys.indexOf(key) === keys.lastIndexOf(key) ? key : index]),
    ),
  ];
}

/** The document with another one at a place; the same where there is no such place. */
export function replaceAt(doc: Doc, path: readonly Step[], by: Doc): Doc {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (doc.kind === 'list') {
    return { ...doc, items: doc.items.map((item, index) => (index === first ? replaceAt(item, rest, by) : item)) };
  }
  if (doc.kind !== 'map') return doc;
  return {
    ...doc,
    entries: doc.entries.map(([key, value], index) => [
      key,
      key === first || index === first ? replaceAt(value, rest, by) : value,
    ]),
  };
}
