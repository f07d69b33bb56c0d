import { pythonNumber } from '../print-value.ts';
import { Float } from '../value.ts';
import type { YamlNode } from '../yaml-node.ts';

/** A node as `heatYaml` answers it: types of numbers told apart, maps with their order. */
export function typedYaml(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(typedYaml);
  if (node.kind === 'map') return { map: [...node.entries].map(([key, entry]) => [key, typedYaml(entry.value)]) };
  const value = node.value;
  if (value instanceof Float) return { float: pythonNumber(value) };
  return typeof value === 'number' || typeof value === 'bigint' ? { int: String(value) } : value;
}
