import type { Path } from '../diagnostics/path.ts';
import type { Findings } from '../hot/findings.ts';
import type { YamlNode } from '../hot/yaml-node.ts';

/**
 * Tells every key that stands twice in a map: of two hosts, groups or variables with one name the first would be lost
 * without a word. (Ansible warns and takes the last.)
 */
export function checkRepeatedKeys<Extra>(root: YamlNode<Extra>, findings: Findings): void {
  // Aliases share nodes: each is looked at once.
  const seen = new Set<YamlNode<Extra>>();
  const visit = (node: YamlNode<Extra>, path: Path): void => {
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
      return;
    }
    for (const again of node.repeated ?? []) {
      const hint = 'Put what belongs to it under one key';
      const message = `The key "${again.key}" stands in this map before`;
      findings.error('inventory-name', message, again, [...path, again.key], { expected: 'each key once', hint });
    }
    for (const [key, entry] of node.entries) visit(entry.value, [...path, key]);
  };
  visit(root, []);
}
