import type { Scalar } from '../value.ts';
import type { YamlMap, YamlNode } from '../yaml-node.ts';
import { resolvePlain, ScalarFault } from '../yaml-scalar.ts';
import { type ComposeNode, type Composition, endsInBlock, type Place, placeBehind } from './composition.ts';
import { keyText, MapEntries } from './map-entries.ts';
import { expectBlockEnd, hasMember } from './members.ts';
import { isOrdinary } from './resolve-scalar.ts';
import type { Token, TokenKind } from './token.ts';
import type { WrittenPair } from './written.ts';
import { YamlFault } from './yaml-fault.ts';

/** What a pair stands in: a block, or the brackets of a map or a list. */
type Area = 'block' | 'map' | 'list';

interface Key extends Place {
  readonly key: Scalar;
  readonly isMerge: boolean;
  readonly start: number;
}

/** A map with a line for each key. */
export function composeBlockMap<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
  pairs: WrittenPair<Extra>[] | undefined,
): YamlMap<Extra> {
  const start = composition.take();
  const entries = new MapEntries(composition.keyedMaps);
  for (let token = composition.peek(); token.kind === 'key'; token = composition.peek()) {
    composition.take();
    composePair(composition, entries, token, depth, 'block', composeNode, pairs);
  }
  expectBlockEnd(composition, start, 'A key');
  return entries.finish(start);
}

/** A map in brackets. */
export function composeFlowMap<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
  pairs: WrittenPair<Extra>[] | undefined,
): YamlMap<Extra> {
  const open = composition.take();
  const entries = new MapEntries(composition.keyedMaps);
  for (let isFirst = true; hasMember(composition, open, isFirst, 'map end'); isFirst = false) {
    const token = composition.peek();
    if (token.kind === 'key') composition.take();
    composePair(composition, entries, token, depth, 'map', composeNode, pairs);
  }
  return entries.finish(open);
}

/** A pair in a list's brackets: a map of its own. */
export function composeFlowPair<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
): YamlMap<Extra> {
  const token = composition.take();
  const { start } = token;
  const { shared } = composition;
  composition.aliases.enter(depth);
  const next = composition.peek();
  // libyaml 0.2 loses the token behind a "?" without a key; later versions and PyYAML read it in other ways.
  if (isKeyAbsent(next.kind, 'list')) throw new YamlFault('A key is expected behind "?"', next.start);
  const pairs: WrittenPair<Extra>[] = [];
  const entries = new MapEntries(composition.keyedMaps);
  composePair(composition, entries, token, depth, 'list', composeNode, pairs);
  const node = entries.finish(token);
  composition.options.written?.set(node, {
    form: 'collection',
    start,
    valueStart: start,
    end: composition.end,
    text: '',
    isShared: composition.shared > shared,
    items: [],
    pairs,
  });
  return node;
}

/** A key and its value; the token `key`, if there is one, has been taken and is the start. */
function composePair<Extra>(
  composition: Composition<Extra>,
  entries: MapEntries<Extra>,
  start: Token,
  depth: number,
  area: Area,
  composeNode: ComposeNode<Extra>,
  pairs: WrittenPair<Extra>[] | undefined,
): void {
  const key = composeKey(composition, start, depth + 1, area, composeNode);
  const since = composition.problems.length;
  const value = composeValue(composition, start, key, depth + 1, area, composeNode);
  if (key.isMerge) merge(composition, entries, value, key, since);
  else if (typeof key.key === 'string') entries.addText(key.key, { value, line: key.line, column: key.column });
  else entries.add(key.key, { value, line: key.line, column: key.column });
  pairs?.push({ key: key.isMerge ? undefined : keyText(key.key), value });
}

function composeKey<Extra>(
  composition: Composition<Extra>,
  start: Token,
  depth: number,
  area: Area,
  composeNode: ComposeNode<Extra>,
): Key {
  const token = composition.peek();
  const { line, column } = token;
  if (start.kind === 'key' && isKeyAbsent(token.kind, area)) {
    return { key: null, isMerge: false, start: start.end, ...placeBehind(start) };
  }
  if (token.kind === 'scalar') {
    composition.take();
    composition.aliases.enter(depth);
    const { text, style } = token;
    const isMerge = style === 'plain' && text === '<<';
    const key = style !== 'plain' || isMerge || text === '=' ? text : resolvePlain(text);
    if (!(key instanceof ScalarFault)) return { key, isMerge, start: token.start, line, column };
    composition.report(key.message, token);
    return { key: null, isMerge, start: token.start, line, column };
  }
  composition.isMergeKey = false;
  const node = composeNode(composition, depth, area === 'block' ? 'block key' : 'flow key');
  const isMerge = composition.isMergeKey;
  composition.isMergeKey = false;
  return { key: keyOf(composition, node), isMerge, start: token.start, line: node.line, column: node.column };
}

function keyOf<Extra>(composition: Composition<Extra>, node: YamlNode<Extra>): Scalar {
  if (node.kind !== 'scalar') {
    composition.report('A map or list cannot be a key', node, 'Put quotes around a value that begins with "{" or "["');
    return null;
  }
  const { value } = node;
  if (isOrdinary(value)) return value;
  composition.report('A key cannot have this tag', node);
  return null;
}

function composeValue<Extra>(
  composition: Composition<Extra>,
  start: Token,
  key: Place,
  depth: number,
  area: Area,
  composeNode: ComposeNode<Extra>,
): YamlNode<Extra> {
  const token = composition.peek();
  if (start.kind !== 'key' || token.kind !== 'value') {
    return { kind: 'scalar', value: null, line: key.line, column: key.column };
  }
  composition.take();
  const next = composition.peek();
  if (area === 'block') {
    return endsInBlock(next.kind) ? composition.absentBehind(token) : composeNode(composition, depth, 'indentless');
  }
  if (endsInFlow(next.kind, area)) return composition.absent(next.start, next);
  return composeNode(composition, depth, 'flow');
}

/** Puts in what a merge key brings, whatever its tags; of several maps the first wins. PyYAML 6 `flatten_mapping`. */
function merge<Extra>(
  composition: Composition<Extra>,
  entries: MapEntries<Extra>,
  value: YamlNode<Extra>,
  key: Key,
  since: number,
): void {
  const bare = composition.withoutTag(value, since);
  for (const item of bare.kind === 'list' ? bare.items.toReversed() : [bare]) {
    const map = composition.withoutTag(item, since);
    if (map.kind === 'map') {
      composition.aliases.expand(map.entries.size, key.start);
      entries.merge(map);
    } else composition.report('A map or a list of maps is expected for "<<"', key);
  }
}

function isKeyAbsent(kind: TokenKind, area: Area): boolean {
  return kind === 'value' || (area === 'block' ? endsInBlock(kind) : endsInFlow(kind, area));
}

function endsInFlow(kind: TokenKind, area: 'map' | 'list'): boolean {
  return kind === 'comma' || kind === (area === 'map' ? 'map end' : 'list end');
}
