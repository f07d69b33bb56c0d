/**
 * A YAML document while it is made, broken and shrunk: what is written, not what it means. Maps keep all their entries,
 * also those of the same key.
 */
export type Doc = Written | Text | DocList | DocMap;

/** A scalar, alias or whole flow collection as it stands in the text, `0x1F` or `!!str 12`. */
export interface Written {
  readonly kind: 'written';
  readonly text: string;
}

/** A text that is to be read as this very text, whatever way it is written. */
export interface Text {
  readonly kind: 'text';
  readonly value: string;
}

export interface DocList {
  readonly kind: 'list';
  readonly items: readonly Doc[];
  /** Written before it: an anchor or a tag. */
  readonly mark?: string;
}

export interface DocMap {
  readonly kind: 'map';
  readonly entries: readonly DocEntry[];
  readonly mark?: string;
}

export type DocEntry = readonly [key: string, value: Doc];

/** What can be turned into a document. */
export type Docable = Doc | string | number | boolean | null | readonly Docable[];

/** A scalar as it is to stand in the text. */
export function written(text: string): Written {
  return { kind: 'written', text };
}

/** The document of a value: texts as texts, numbers as whole numbers are written. */
export function docOf(value: Docable): Doc {
  if (typeof value === 'string') return { kind: 'text', value };
  if (value === null || typeof value !== 'object') return written(String(value));
  return isList(value) ? { kind: 'list', items: value.map(docOf) } : value;
}

export function map(entries: Readonly<Record<string, Docable | undefined>>): DocMap {
  return {
    kind: 'map',
    entries: Object.entries(entries).flatMap(([key, value]): DocEntry[] =>
      value === undefined ? [] : [[key, docOf(value)]],
    ),
  };
}

export function mapOf(entries: readonly (readonly [string, Docable])[]): DocMap {
  return { kind: 'map', entries: entries.map(([key, value]): DocEntry => [key, docOf(value)]) };
}

/** A call of a function of HOT. */
export function call(name: string, argument: Docable): DocMap {
  return mapOf([[name, argument]]);
}

function isList(value: Docable): value is readonly Docable[] {
  return Array.isArray(value);
}
