import type { Checked } from '../diagnostics/diagnostic.ts';
import { readJson } from './json-reader.ts';
import type { YamlNode } from './yaml-node.ts';
import { readTemplateYaml, textLimit } from './yaml-reader.ts';

/**
 * Reads a template's text: JSON if it is that, else YAML, which has other numbers (`1e3` is text in it). An empty text is
 * an empty map. Heat: `common/template_format.py`, simple_parse.
 */
export function readDocument(text: string, file: string): Checked<YamlNode> {
  const json = /^[ \t\r\n]*\{/.test(text) && text.length <= textLimit ? readJson(text) : undefined;
  if (json !== undefined) return { value: json, problems: [] };
  const read = readTemplateYaml(text, file);
  const value = read.value;
  if (value?.kind !== 'scalar' || value.value !== null) return read;
  return { value: { kind: 'map', entries: new Map(), line: 1, column: 1 }, problems: [] };
}
