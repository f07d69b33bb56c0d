import {
  type CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { type Checked, type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import type { ScalarTags } from './yaml-builder.ts';
import { readTaggedYaml } from './yaml-reader.ts';

/** A value in a YAML text, as it is written there. */
export interface FoundScalar {
  /** The keys that lead to it; an item of a list is named by its number. */
  readonly path: readonly string[];
  /** `text`: quoted or a block. `plain`: without quotes. `collection`: a map or list as a whole. */
  readonly form: 'text' | 'plain' | 'collection';
  /** A scalar's content; a collection's source, as a document of its own. */
  readonly text: string;
  readonly tag?: string;
  readonly at: Position;
  /** Offsets in the text, of the tag (if there is one) and the value. */
  readonly start: number;
  readonly end: number;
}

/** Tags that the texts may have in which scalars are looked for; what is under them is text here. */
const tags: ScalarTags<never> = new Map(
  ['!tyto/secret', '!vault', '!vault-encrypted', '!unsafe'].map((tag) => [tag, (text: string) => text]),
);

/** Whether the value at that path and under that tag is looked for. */
export type Wanted = (path: readonly string[], tag: string | undefined) => boolean;

interface Search {
  readonly text: string;
  readonly file: string;
  readonly wanted: Wanted;
  readonly lines: LineCounter;
  readonly index: Index;
  readonly found: Map<number, FoundScalar>;
  readonly problems: Diagnostic[];
}

/** What has to be known of the whole document before a path is followed. */
interface Index {
  /** Where the tag of a node is, if it has one. */
  readonly tags: Map<Node, number>;
  /** The node that an alias stands for: the last one before it with that anchor. */
  readonly targets: Map<Node, Node>;
  readonly anchors: Map<string, Node>;
}

/**
 * Finds the values in a YAML text whose path is wanted, in the order of the text, each once: through aliases and merge
 * keys it finds the place where the value is written. Nothing below a wanted value is looked at. A text that is not
 * YAML, or a wanted collection that takes part in aliases and so can't stand alone, is a problem and gives no value.
 */
export function findScalars(text: string, file: string, wanted: Wanted): Checked<readonly FoundScalar[]> {
  const read = readTaggedYaml(text, file, tags);
  if (read.value === undefined) return { problems: read.problems };
  const lines = new LineCounter();
  const options = { keepSourceTokens: true, uniqueKeys: false, logLevel: 'silent', version: '1.1' } as const;
  const root = parseDocument(text, { ...options, schema: 'failsafe', lineCounter: lines }).contents;
  if (root === null) return { value: [], problems: [] };
  const problems: Diagnostic[] = [];
  const index: Index = { tags: new Map(), targets: new Map(), anchors: new Map() };
  indexNode(index, root, []);
  const search: Search = { text, file, wanted, lines, index, found: new Map(), problems };
  visitNode(search, root, []);
  if (problems.length > 0) return { problems };
  return { value: [...search.found.values()].sort((one, other) => one.start - other.start), problems };
}

function indexNode(index: Index, node: unknown, properties: readonly CST.SourceToken[]): void {
  if (!isNode(node)) return;
  if (isAlias(node)) {
    const target = index.anchors.get(node.source);
    if (target !== undefined) index.targets.set(node, target);
    return;
  }
  const tag = properties.find((token) => token.type === 'tag');
  if (tag !== undefined) index.tags.set(node, tag.offset);
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) index.anchors.set(node.anchor, node);
  if (isMap(node)) {
    for (const pair of node.items) {
      indexNode(index, pair.key, pair.srcToken?.start ?? []);
      indexNode(index, pair.value, pair.srcToken?.sep ?? []);
    }
  } else if (isSeq(node)) {
    const tokens = isCollectionToken(node.srcToken) ? node.srcToken.items : [];
    for (const [at, item] of node.items.entries()) indexNode(index, item, tokens[at]?.start ?? []);
  }
}

function isCollectionToken(token: CST.Token | undefined): token is CST.BlockSequence | CST.FlowCollection {
  return token?.type === 'block-seq' || token?.type === 'flow-collection';
}

function visitNode(search: Search, node: unknown, path: readonly string[]): void {
  const written = resolved(search.index, node);
  if (written === undefined) return;
  if (path.length > 0 && search.wanted(path, tagOf(written))) note(search, written, path);
  else if (isMap(written)) for (const pair of written.items) visitPair(search, pair, path);
  else if (isSeq(written))
    for (const [at, item] of written.items.entries()) visitNode(search, item, [...path, String(at)]);
}

function visitPair(search: Search, pair: Pair, path: readonly string[]): void {
  const key = resolved(search.index, pair.key);
  if (!isScalar(key)) return;
  if (key.type !== 'PLAIN' || key.value !== '<<') {
    visitNode(search, pair.value, [...path, String(key.value)]);
    return;
  }
  const merged = resolved(search.index, pair.value);
  for (const source of isSeq(merged) ? merged.items : [merged]) {
    const map = resolved(search.index, source);
    if (isMap(map)) visitNode(search, map, path);
  }
}

function tagOf(node: Node): string | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
}

function resolved(index: Index, node: unknown): Node | undefined {
  if (!isNode(node)) return undefined;
  return isAlias(node) ? index.targets.get(node) : node;
}

function note(search: Search, node: Node, path: readonly string[]): void {
  const [valueAt, valueEnd] = node.range ?? [0, 0];
  const start = search.index.tags.get(node) ?? valueAt;
  if (search.found.has(start)) return;
  const at = position(search.lines, search.file, valueAt);
  const tag = tagOf(node);
  const source = search.text.slice(valueAt, valueEnd).trimEnd();
  const place = { path, at, start, end: valueAt + source.length, ...(tag === undefined ? {} : { tag }) };
  if (isScalar(node)) {
    const form = node.type === 'PLAIN' ? 'plain' : 'text';
    search.found.set(start, { ...place, form, text: String(node.value) });
    return;
  }
  if (sharesNodes(node)) {
    const message = 'A value that becomes a secret as a whole has anchors or aliases in it';
    const hint = 'Write the values out instead of the aliases';
    search.problems.push(problem('yaml-limit', message, { at, path: path.join('.'), hint }));
    return;
  }
  search.found.set(start, { ...place, form: 'collection', text: outdent(source, at.column - 1) });
}

function sharesNodes(node: Node): boolean {
  let shares = false;
  visit(node, (key, part) => {
    if (isAlias(part) || (key !== null && isNode(part) && 'anchor' in part && part.anchor !== undefined)) shares = true;
    return shares ? visit.BREAK : undefined;
  });
  return shares;
}

/** The first line begins at the node, the others carry the node's indentation. */
function outdent(source: string, width: number): string {
  return source.replaceAll(new RegExp(`(\\n) {1,${Math.max(width, 1)}}`, 'g'), width === 0 ? '$&' : '$1');
}

function position(lines: LineCounter, file: string, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}
