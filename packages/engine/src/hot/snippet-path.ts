import { extendPath, type Path } from '../diagnostics/path.ts';
import type { Snippet } from './snippet.ts';

/** Where each of the wanted snippets stands under `root`, as a path that begins with `base`; the first place for each. */
export function snippetPaths(root: Snippet, wanted: ReadonlySet<Snippet>, base: string): ReadonlyMap<Snippet, string> {
  const found = new Map<Snippet, string>();
  const waiting: { readonly snippet: Snippet; readonly path: Path }[] = [{ snippet: root, path: [] }];
  for (let next = waiting.pop(); next !== undefined && found.size < wanted.size; next = waiting.pop()) {
    const { snippet, path } = next;
    if (wanted.has(snippet) && !found.has(snippet)) found.set(snippet, extendPath(base, path));
    for (const [key, part] of partsOf(snippet)) waiting.push({ snippet: part, path: [...path, key] });
  }
  return found;
}

function partsOf(snippet: Snippet): readonly (readonly [string | number, Snippet])[] {
  switch (snippet.kind) {
    case 'literal':
      return [];
    case 'list':
      return snippet.items.map((item, index): [number, Snippet] => [index, item]).reverse();
    case 'map':
      return [...snippet.entries].reverse();
    case 'call':
      return [[snippet.function, snippet.argument]];
  }
}
