import { Float, type Value } from './value.ts';
import type { YamlNode } from './yaml-node.ts';

/** The plain value of a node: what is left when places are forgotten. */
export function yamlValue<Extra extends Value = never>(node: YamlNode<Extra>): Value {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return Object.freeze(node.items.map((item) => yamlValue(item)));
    case 'map': {
      const map = new Map<string, Value>();
      for (const [key, entry] of node.entries) map.set(key, yamlValue(entry.value));
      return map;
    }
  }
}

/** Whether Heat takes a section for absent: Python's `not value`. */
export function isFalsy(node: YamlNode<unknown>): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  if (node.kind === 'map') return node.entries.size === 0;
  const value = node.value;
  if (value instanceof Float) return value.value === 0;
  return !value;
}
