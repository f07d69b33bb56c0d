import type { Path } from '../diagnostics/path.ts';
import type { ListSnippet, MapSnippet, Place, Snippet } from './snippet.ts';

/** More columns than a text of 16 MB has; so many lines fit beside them into a safe integer. */
const widest = 2 ** 25;

/** A place in one number, for there are very many of keys. */
export function packPlace({ line, column }: Place): number {
  return line * widest + column;
}

/** What of that to which a path leads is meant: what stands there, or the key in which the path ends. */
export type PlacePart = 'value' | 'key';

/**
 * Where that is written to which a path under a snippet leads. What is not written out, for a function makes it or it is
 * not there at all, is where the last is written that leads there.
 */
export function placeUnder(root: Snippet, path: Path, part: PlacePart = 'value'): Place {
  let place: Place = root;
  let snippet = root;
  for (const [index, step] of path.entries()) {
    const next: Snippet | undefined = partAt(snippet, step);
    if (next === undefined) break;
    const isKey = part === 'key' && index === path.length - 1;
    place = (isKey ? keyPlace(snippet, step) : undefined) ?? next;
    snippet = next;
  }
  return { line: place.line, column: place.column };
}

/** That to which a path under a snippet leads, or the last that is written on the way there. */
export function snippetUnder(root: Snippet, path: Path): Snippet {
  let snippet = root;
  for (const step of path) {
    const next = partAt(snippet, step);
    if (next === undefined) break;
    snippet = next;
  }
  return snippet;
}

function partAt(snippet: Snippet, step: string | number): Snippet | undefined {
  if (snippet.kind === 'map') return snippet.entries.get(String(step));
  if (snippet.kind !== 'list' || typeof step !== 'number') return undefined;
  return step > firstUncertain(snippet) ? undefined : snippet.items[step];
}

// A list may have very many wrong items: each is found without a walk over all before it.
const uncertain = new WeakMap<ListSnippet, number>();

/** The first item that may vanish: of those behind it, it is not known which is meant. */
function firstUncertain(list: ListSnippet): number {
  const known = uncertain.get(list);
  if (known !== undefined) return known;
  const found = list.items.findIndex(mayVanish);
  const first = found === -1 ? list.items.length : found;
  uncertain.set(list, first);
  return first;
}

function mayVanish(snippet: Snippet): boolean {
  if (snippet.kind !== 'call' || snippet.function !== 'if') return false;
  return snippet.argument.kind !== 'list' || snippet.argument.items.length < 3;
}

// A map may have very many wrong keys: each is found without a walk over all.
const orders = new WeakMap<MapSnippet, ReadonlyMap<string, number>>();

function keyPlace(snippet: Snippet, key: string | number): Place | undefined {
  if (snippet.kind !== 'map') return undefined;
  const order = orders.get(snippet) ?? new Map([...snippet.entries.keys()].map((each, index) => [each, index]));
  orders.set(snippet, order);
  const packed = snippet.keys?.[order.get(String(key)) ?? -1];
  return packed === undefined ? undefined : { line: Math.floor(packed / widest), column: packed % widest };
}
