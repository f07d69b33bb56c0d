import type { MapSnippet, Snippet } from '../snippet.ts';
import type { ArgumentPlace, ShapeFault } from './function-entry.ts';

/** How people call the form of a snippet: "a list", "the text \"x\"" … */
export function formOf(snippet: Snippet): string {
  switch (snippet.kind) {
    case 'list':
      return snippet.items.length === 1 ? 'a list of 1 item' : `a list of ${snippet.items.length} items`;
    case 'map':
      return 'a map';
    case 'call':
      return `a call of "${snippet.function}"`;
    case 'literal':
      return literalForm(snippet.value);
  }
}

function literalForm(value: unknown): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? `${value}` : 'a number';
}

/** Wants a list written out, of so many items. */
export function wantList(snippet: Snippet, least: number, most = Number.POSITIVE_INFINITY): string | undefined {
  const items = least === most ? `${least} items` : `${least} or more items`;
  if (snippet.kind !== 'list') return `takes a list of ${items}, not ${formOf(snippet)}`;
  const { length } = snippet.items;
  return length >= least && length <= most ? undefined : `takes a list of ${items}, not ${formOf(snippet)}`;
}

/** Wants a map written out that has these keys. */
export function wantMap(snippet: Snippet, keys: readonly string[]): ShapeFault | undefined {
  if (snippet.kind !== 'map') return `takes a map, not ${formOf(snippet)}`;
  const missing = keys.find((key) => !snippet.entries.has(key));
  if (missing === undefined) return undefined;
  const others = [...snippet.entries.keys()].filter((key) => !keys.includes(key));
  const instead = others.length === 0 ? '' : `; it has ${others.map((key) => `"${key}"`).join(', ')}`;
  const [other] = others;
  const place: ArgumentPlace = other === undefined || others.length > 1 ? {} : { within: [other], part: 'key' };
  return { wrong: `takes a map with "${missing}", which is missing${instead}`, ...place };
}

/** Refuses keys that the function does not know. */
export function wantOnlyKeys(snippet: MapSnippet, keys: readonly string[]): ShapeFault | undefined {
  const odd = [...snippet.entries.keys()].find((key) => !keys.includes(key));
  if (odd === undefined) return undefined;
  return { wrong: `has no argument "${odd}"; it takes ${keys.join(', ')}`, within: [odd], part: 'key' };
}
