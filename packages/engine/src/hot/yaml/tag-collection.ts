import type { Scalar } from '../value.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../yaml-node.ts';
import type { KeyedMaps } from './map-entries.ts';

const prefix = 'tag:yaml.org,2002:';

/** What a map or list is under a tag, or why it can't have it. Sets and lists of pairs become lists, as in JSON. */
export function tagCollection<Extra>(
  node: YamlMap<Extra> | YamlList<Extra>,
  tag: string,
  keyedMaps: KeyedMaps<Extra>,
): YamlMap<Extra> | YamlList<Extra> | string {
  if (tag === '!') return node;
  if (node.kind === 'map') {
    if (tag === `${prefix}map`) return node;
    return tag === `${prefix}set` ? setOf(node, keyedMaps) : `The tag "${tag}" is not known for a map`;
  }
  if (tag === `${prefix}seq`) return node;
  const isPairs = tag === `${prefix}omap` || tag === `${prefix}pairs`;
  return isPairs ? pairsOf(node, keyedMaps) : `The tag "${tag}" is not known for a list`;
}

function setOf<Extra>(map: YamlMap<Extra>, keyedMaps: KeyedMaps<Extra>): YamlList<Extra> {
  const { line, column } = map;
  return { kind: 'list', items: keysOf(map, keyedMaps), line, column };
}

function pairsOf<Extra>(list: YamlList<Extra>, keyedMaps: KeyedMaps<Extra>): YamlList<Extra> | string {
  const items: YamlNode<Extra>[] = [];
  for (const item of list.items) {
    const [key, ...others] = item.kind === 'map' ? keysOf(item, keyedMaps) : [];
    const [entry] = item.kind === 'map' ? item.entries.values() : [];
    if (key === undefined || entry === undefined || others.length > 0) {
      return `A map with a single key is expected on line ${item.line}`;
    }
    items.push({ kind: 'list', items: [key, entry.value], line: item.line, column: item.column });
  }
  return { ...list, items };
}

function keysOf<Extra>(map: YamlMap<Extra>, keyedMaps: KeyedMaps<Extra>): readonly YamlNode<Extra>[] {
  const keyed = keyedMaps.get(map);
  if (keyed !== undefined) return [...keyed.values()].map(({ key, entry }) => scalar(key, entry));
  return [...map.entries].map(([key, entry]) => scalar(key, entry));
}

function scalar<Extra>(value: Scalar, { line, column }: YamlEntry<Extra>): YamlNode<Extra> {
  return { kind: 'scalar', value, line, column };
}
