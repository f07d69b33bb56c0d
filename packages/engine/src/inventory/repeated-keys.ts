import type { Findings } from '../hot/findings.ts';
import { repeatedKeys } from '../hot/repeated-keys.ts';
import type { YamlNode } from '../hot/yaml-node.ts';

/**
 * Tells every key that stands twice in a map: of two hosts, groups or variables with one name the first would be lost
 * without a word. (Ansible warns and takes the last.)
 */
export function checkRepeatedKeys<Extra>(root: YamlNode<Extra>, findings: Findings): void {
  for (const { key, path, ...place } of repeatedKeys(root)) {
    const hint = 'Put what belongs to it under one key';
    const message = `The key "${key}" stands in this map before`;
    findings.error('inventory-name', message, place, path, { expected: 'each key once', hint });
  }
}
