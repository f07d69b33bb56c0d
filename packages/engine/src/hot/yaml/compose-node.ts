import type { Scalar } from '../value.ts';
import type { YamlList, YamlMap, YamlNode, YamlScalar } from '../yaml-node.ts';
import { ScalarFault } from '../yaml-scalar.ts';
import { composeBlockList, composeFlowList, composeIndentlessList } from './compose-list.ts';
import { composeBlockMap, composeFlowMap } from './compose-map.ts';
import { type Composition, type Context, type Place, placeBehind } from './composition.ts';
import { isMergeKey, isOrdinary, isValueKey, resolveScalar } from './resolve-scalar.ts';
import { tagCollection } from './tag-collection.ts';
import { tagHint } from './tag-hint.ts';
import { describeToken, type Token } from './token.ts';
import type { WrittenPair } from './written.ts';
import { YamlFault } from './yaml-fault.ts';

interface Properties extends Place {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly tagStart: number | undefined;
  /** Where the tag stands. */
  readonly tagAt: Place | undefined;
  /** Where they end, which is the place of a value that is not there. */
  readonly end: number;
}

const noProperties: Properties = {
  anchor: undefined,
  tag: undefined,
  tagStart: undefined,
  tagAt: undefined,
  end: 0,
  line: 0,
  column: 0,
};

/** Composes the node that begins with the next token. */
export function composeNode<Extra>(composition: Composition<Extra>, depth: number, context: Context): YamlNode<Extra> {
  const token = composition.peek();
  composition.aliases.enter(depth);
  switch (token.kind) {
    case 'alias':
      return composeAlias(composition, depth);
    case 'anchor':
    case 'tag':
      return composeAnchored(composition, takeProperties(composition), depth, context);
    default:
      return composeContent(composition, noProperties, depth, context);
  }
}

function composeAlias<Extra>(composition: Composition<Extra>, depth: number): YamlNode<Extra> {
  const token = composition.take();
  composition.shared++;
  const named = composition.aliases.resolve(token, depth);
  if (typeof named !== 'string') return named;
  composition.report(named, token);
  return composition.absent(token.start, token);
}

/** An anchor, a tag, or both in either order. */
function takeProperties<Extra>(composition: Composition<Extra>): Properties {
  const first = composition.take();
  const next = composition.peek();
  const isPair = next.kind !== first.kind && (next.kind === 'anchor' || next.kind === 'tag');
  const last = isPair ? composition.take() : first;
  const tag = first.kind === 'tag' ? first : last.kind === 'tag' ? last : undefined;
  const anchor = first.kind === 'anchor' ? first : last.kind === 'anchor' ? last : undefined;
  const tagged = { tag: tag?.text, tagStart: tag?.start, tagAt: tag };
  return { anchor: anchor?.text, ...tagged, end: last.end, ...placeBehind(last) };
}

function composeAnchored<Extra>(
  composition: Composition<Extra>,
  properties: Properties,
  depth: number,
  context: Context,
): YamlNode<Extra> {
  const name = properties.anchor;
  if (name === undefined) return composeContent(composition, properties, depth, context);
  const { aliases } = composition;
  const isTaken = aliases.has(name);
  const opened = aliases.open(name, depth);
  const node = composeContent(composition, properties, depth, context);
  aliases.close(opened, node, depth);
  composition.shared++;
  if (isTaken) composition.report(`There is an anchor "${name}" already`, node);
  if (composition.isMergeKey) composition.report('A merge key cannot have an anchor', node);
  return node;
}

function composeContent<Extra>(
  composition: Composition<Extra>,
  properties: Properties,
  depth: number,
  context: Context,
): YamlNode<Extra> {
  const token = composition.peek();
  const { kind } = token;
  if (kind === 'scalar') return composeScalar(composition, composition.take(), properties, context);
  const mayBeBlock = context !== 'flow' && context !== 'flow key';
  const isBlock = mayBeBlock && (kind === 'block list' || kind === 'block map');
  const isIndentless = kind === 'item' && (context === 'indentless' || context === 'block key');
  if (kind === 'list' || kind === 'map' || isBlock || isIndentless) {
    return composeCollection(composition, token, properties, depth);
  }
  if (properties !== noProperties) return composeScalar(composition, undefined, properties, context);
  throw new YamlFault(`A value is expected, not ${describeToken(token)}`, token.start, {
    expected: 'text, a number, a list or a map',
  });
}

/** A scalar, or what has properties but no content. */
function composeScalar<Extra>(
  composition: Composition<Extra>,
  token: Token | undefined,
  properties: Properties,
  context: Context,
): YamlNode<Extra> {
  const { line, column } = token ?? properties;
  const text = token?.text ?? '';
  const { tag } = properties;
  const isKey = context === 'block key' || context === 'flow key';
  let value: Scalar | Extra | ScalarFault;
  composition.isMergeKey = isKey && isMergeKey(text, token?.style, tag);
  if (composition.isMergeKey || (isKey && isValueKey(text, token?.style, tag))) value = text;
  else value = resolveScalar(text, token?.style, tag, composition.options.tags);
  const isRefused = !(value instanceof ScalarFault || isOrdinary(value)) || tag === 'tag:yaml.org,2002:binary';
  if (isKey && isRefused) {
    value = new ScalarFault('A key cannot have this tag');
  }
  if (value instanceof ScalarFault) {
    const place = (value.isOfTag ? properties.tagAt : undefined) ?? { line, column };
    composition.report(value.message, place, tagHint(tag));
  }
  const node: YamlScalar<Extra> = { kind: 'scalar', value: value instanceof ScalarFault ? null : value, line, column };
  const valueStart = token?.start ?? properties.end;
  composition.options.written?.set(node, {
    form: token === undefined || token.style === 'plain' ? 'plain' : 'text',
    start: properties.tagStart ?? valueStart,
    valueStart,
    end: token?.end ?? properties.end,
    ...(tag === undefined ? {} : { tag }),
    text,
    isShared: false,
    items: [],
    pairs: [],
  });
  return node;
}

function composeCollection<Extra>(
  composition: Composition<Extra>,
  token: Token,
  { tag, tagStart, tagAt }: Properties,
  depth: number,
): YamlNode<Extra> {
  const { depthLimit, written } = composition.options;
  if (depth >= depthLimit) {
    throw new YamlFault(`Maps and lists lie more than ${depthLimit} deep`, token.start, { code: 'yaml-limit' });
  }
  const { shared } = composition;
  const pairs: WrittenPair<Extra>[] | undefined = written === undefined ? undefined : [];
  const members = composeMembers(composition, token, depth, pairs);
  const tagged = tag === undefined ? members : tagCollection(members, tag, composition.keyedMaps);
  const problem = typeof tagged === 'string' ? composition.report(tagged, tagAt ?? token, tagHint(tag)) : undefined;
  const node = typeof tagged === 'string' ? members : tagged;
  if (tag !== undefined) composition.untagged.set(node, { members, problem });
  written?.set(node, {
    form: 'collection',
    start: tagStart ?? token.start,
    valueStart: token.start,
    end: composition.end,
    ...(tag === undefined ? {} : { tag }),
    ...(isBracket(token) ? {} : { blockIndent: token.kind === 'item' ? token.column : token.column - 1 }),
    text: '',
    isShared: composition.shared > shared,
    items: members.kind === 'list' ? members.items : [],
    pairs: pairs ?? [],
  });
  return node;
}

function isBracket({ kind }: Token): boolean {
  return kind === 'list' || kind === 'map';
}

function composeMembers<Extra>(
  composition: Composition<Extra>,
  token: Token,
  depth: number,
  pairs: WrittenPair<Extra>[] | undefined,
): YamlList<Extra> | YamlMap<Extra> {
  switch (token.kind) {
    case 'block list':
      return composeBlockList(composition, depth, composeNode);
    case 'item':
      return composeIndentlessList(composition, depth, composeNode);
    case 'list':
      return composeFlowList(composition, depth, composeNode);
    case 'block map':
      return composeBlockMap(composition, depth, composeNode, pairs);
    default:
      return composeFlowMap(composition, depth, composeNode, pairs);
  }
}
