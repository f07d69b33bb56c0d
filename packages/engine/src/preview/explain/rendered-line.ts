import type { Path } from '../../diagnostics/path.ts';
import { secretTags } from '../../hot/secret-tags.ts';
import type { Unknown } from '../../hot/value.ts';
import type { YamlNode } from '../../hot/yaml-node.ts';
import { readTaggedYaml } from '../../hot/yaml-reader.ts';
import { configFiles } from '../../render/config-files.ts';
import { graphFile } from '../../render/render-files.ts';
import type { RenderedRevision } from '../../render/render-revision.ts';
import type { ResourceGraph } from '../../render/revision.ts';
import { valueAt } from './select-part.ts';

/** What a line of a rendered file stands for. */
export type RenderedLine =
  /** A part of a property; of a text, its line. */
  | { readonly kind: 'property'; readonly address: string; readonly path: Path; readonly textLine?: number }
  | { readonly kind: 'output'; readonly name: string; readonly path: Path }
  | { readonly kind: 'inventory'; readonly path: Path }
  /** Tyto writes it by itself. */
  | { readonly kind: 'own' };

const inventoryFile = 'inventory.yaml';

/** What a line of a file of a revision's tree stands for; undefined where there is no such line. Asks for a file that is there. */
export function renderedLine(revision: RenderedRevision, file: string, line: number): RenderedLine | undefined {
  const text = revision.files.get(file) ?? '';
  if (line < 1 || line > countLines(text)) return undefined;
  if (file === inventoryFile) return { kind: 'inventory', path: pathAt(text, file, line) };
  if (file === graphFile) return graphLine(revision.graph, pathAt(text, file, line));
  for (const node of revision.graph.nodes.values()) {
    if (node.kind !== 'resource') continue;
    const found = configFiles(node).get(file);
    if (found === undefined) continue;
    const { address } = node;
    if (!/\.(yaml|json)$/.test(file) || typeof valueAt(node.properties, found.property) === 'string') {
      return { kind: 'property', address, path: found.property, textLine: line };
    }
    const path = [...found.property, ...data(pathAt(text, file, line))];
    return path.length === 0 ? { kind: 'own' } : { kind: 'property', address, path };
  }
  return { kind: 'own' };
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function graphLine(graph: ResourceGraph, path: Path): RenderedLine {
  const [section, index, part, ...rest] = data(path);
  if (section === 'nodes') {
    const node = [...graph.nodes.values()][Number(index)];
    if (node?.kind === 'resource' && part === 'properties' && rest.length > 0) {
      return { kind: 'property', address: node.address, path: rest };
    }
  }
  const output = section === 'outputs' && part === 'value' ? [...graph.outputs.keys()][Number(index)] : undefined;
  return output === undefined ? { kind: 'own' } : { kind: 'output', name: output, path: rest };
}

/** What is not data stands in a file as a map with this key; the way to the value ends before it. */
function data(path: Path): Path {
  const mark = path.indexOf('$tyto');
  return mark === -1 ? path : path.slice(0, mark);
}

/** The way to what stands on a line of a YAML or JSON text: the last part that begins on it or before. */
function pathAt(text: string, file: string, line: number): Path {
  const path: (string | number)[] = [];
  let node: YamlNode<Unknown> | undefined = readTaggedYaml(text, file, secretTags).value;
  while (node !== undefined) {
    const next = lastBefore(node, line);
    if (next === undefined) break;
    path.push(next.key);
    node = next.node;
  }
  return path;
}

function lastBefore(node: YamlNode<Unknown>, line: number) {
  if (node.kind === 'list') {
    const key = node.items.findLastIndex((item) => item.line <= line);
    const item = node.items[key];
    return item === undefined ? undefined : { key, node: item };
  }
  if (node.kind !== 'map') return undefined;
  const entry = [...node.entries].findLast(([, each]) => each.line <= line);
  return entry === undefined ? undefined : { key: entry[0], node: entry[1].value };
}
