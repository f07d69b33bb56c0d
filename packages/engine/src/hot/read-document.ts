import type { Checked } from '../diagnostics/diagnostic.ts';
import type { YamlNode } from './yaml-node.ts';
import { readYaml } from './yaml-reader.ts';

/** Reads a template's text. An empty text is an empty map, as in Heat. */
export function readDocument(text: string, file: string): Checked<YamlNode> {
  const read = readYaml(text, file);
  const value = read.value;
  if (value?.kind !== 'scalar' || value.value !== null) return read;
  return { value: { kind: 'map', entries: new Map(), line: 1, column: 1 }, problems: [] };
}
