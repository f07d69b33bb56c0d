import type { Path } from '../diagnostics/path.ts';
import type { Findings } from './findings.ts';
import type { RepeatedKey, YamlNode } from './yaml-node.ts';

/** A key that stands twice in a map, with the way to it. */
export interface FoundKey extends RepeatedKey {
  readonly path: Path;
}

/** Every key of a document that its map has before, in the order of the document. */
export function repeatedKeys<Extra>(root: YamlNode<Extra>): readonly FoundKey[] {
  // Paths are made only where there is something to tell.
  if (!hasRepeated(root)) return [];
  const found: FoundKey[] = [];
  // Aliases share nodes: each is looked at once.
  const seen = new Set<YamlNode<Extra>>();
  const visit = (node: YamlNode<Extra>, path: Path): void => {
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
      return;
    }
    for (const again of node.repeated ?? []) found.push({ ...again, path: [...path, again.key] });
    for (const [key, entry] of node.entries) visit(entry.value, [...path, key]);
  };
  visit(root, []);
  return found;
}

/** Warns of keys of which only the last one counts, as in Heat, which says nothing of it. */
export function warnOfRepeatedKeys<Extra>(root: YamlNode<Extra>, findings: Findings): void {
  for (const { key, path, ...place } of repeatedKeys(root)) {
    findings.warn('key-repeated', `The key "${key}" stands in this map before; only the last one counts`, place, path, {
      expected: 'each key once',
      hint: 'Put what belongs to it under one key',
    });
  }
}

function hasRepeated<Extra>(root: YamlNode<Extra>): boolean {
  const seen = new Set<YamlNode<Extra>>();
  const waiting: YamlNode<Extra>[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'scalar' || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'list') for (const item of node.items) waiting.push(item);
    else if (node.repeated !== undefined) return true;
    else for (const { value } of node.entries.values()) if (value.kind !== 'scalar') waiting.push(value);
  }
  return false;
}
