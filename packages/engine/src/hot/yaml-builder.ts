import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
  type Scalar as YamlScalarNode,
} from 'yaml';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { lineStarts, placeAt } from './line-starts.ts';
import { pythonNumber } from './print-value.ts';
import { Float, type Scalar } from './value.ts';
import type { RepeatedKey, YamlEntry, YamlList, YamlMap, YamlNode } from './yaml-node.ts';
import { resolvePlain, resolveTagged, ScalarFault } from './yaml-scalar.ts';

/** How many nodes aliases and merge keys may add to those that are written. */
const expansionLimit = 1_000_000;
/** How deep the document may be once aliases are put in. */
const expandedDepthLimit = 512;

const prefix = 'tag:yaml.org,2002:';

/** What scalars under tags beside YAML's own mean, by the tag as it is written (`!vault`). */
export type ScalarTags<Extra> = ReadonlyMap<string, (text: string) => Scalar | Extra | ScalarFault>;

interface Anchored<Extra> {
  readonly node: YamlNode<Extra>;
  readonly size: number;
  readonly height: number;
}

/**
 * Turns the syntax tree of a document into nodes: scalars by their tags, keys as text, aliases as the shared node that
 * they name, merge keys put in. Gives a problem for everything that PyYAML would not construct, and for aliases that
 * would expand beyond all bounds or that stand in what they name.
 */
export function buildYaml<Extra>(
  document: Document.Parsed,
  file: string,
  text: string,
  tags: ScalarTags<Extra>,
): Checked<YamlNode<Extra>> {
  const builder = new Builder(file, text, tags);
  try {
    const value = builder.build(document.contents, 0, 0);
    return builder.problems.length > 0 ? { problems: builder.problems } : { value, problems: [] };
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return { problems: [...builder.problems, error.problem] };
  }
}

class Builder<Extra> {
  readonly problems: Diagnostic[] = [];
  readonly #file: string;
  readonly #starts: readonly number[];
  /** Where a last line without a line break ends. */
  readonly #openEnd: number;
  readonly #tags: ScalarTags<Extra>;
  readonly #anchors = new Map<string, Anchored<Extra> | 'open'>();
  /** Nodes so far, counted as if aliases were written out, and the depth reached. */
  #size = 0;
  #expanded = 0;
  #deepest = 0;

  constructor(file: string, text: string, tags: ScalarTags<Extra>) {
    this.#file = file;
    this.#starts = lineStarts(text);
    this.#openEnd = endsInLine(text) ? text.length : Number.POSITIVE_INFINITY;
    this.#tags = tags;
  }

  build(node: ParsedNode | null, depth: number, offset: number): YamlNode<Extra> {
    this.#size++;
    if (depth > this.#deepest) this.#deepest = depth;
    const start = node?.range[0] ?? offset;
    if (node === null) return { kind: 'scalar', value: null, ...this.#place(start) };
    if (isAlias(node)) return this.#alias(node.source, depth, start);
    const anchor = node.anchor;
    return anchor === undefined ? this.#content(node, depth, start) : this.#anchored(anchor, node, depth, start);
  }

  #anchored(anchor: string, node: ParsedNode, depth: number, start: number): YamlNode<Extra> {
    if (this.#anchors.has(anchor)) this.#report(`There is an anchor "${anchor}" already`, start);
    const [size, deepest] = [this.#size, this.#deepest];
    this.#deepest = depth;
    this.#anchors.set(anchor, 'open');
    const built = this.#content(node, depth, start);
    this.#anchors.set(anchor, { node: built, size: this.#size - size + 1, height: this.#deepest - depth });
    this.#deepest = Math.max(deepest, this.#deepest);
    return built;
  }

  #alias(name: string, depth: number, start: number): YamlNode<Extra> {
    const nothing: YamlNode<Extra> = { kind: 'scalar', value: null, ...this.#place(start) };
    const named = this.#anchors.get(name);
    if (named === undefined) return this.#fault(nothing, `No anchor "${name}" stands before this alias`);
    if (named === 'open') return this.#fault(nothing, `The alias "${name}" stands within what it names`);
    this.#size += named.size - 1;
    this.#deepest = Math.max(this.#deepest, depth + named.height);
    this.#expand(named.size, start);
    if (depth + named.height > expandedDepthLimit) this.#limit('Aliases make the document too deep', start);
    return named.node;
  }

  #content(node: ParsedNode, depth: number, start: number): YamlNode<Extra> {
    if (isScalar(node)) return { kind: 'scalar', value: this.#scalar(node, start), ...this.#place(start) };
    const tag = node.tag;
    if (isMap(node)) {
      const map = this.#map(node, depth, start);
      if (tag === undefined || tag === '!' || tag === `${prefix}map`) return map;
      if (tag === `${prefix}set`) return this.#set(map);
      return this.#fault(map, `The tag "${tag}" is not known for a map`);
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.build(item as ParsedNode | null, depth + 1, start));
      const list: YamlList<Extra> = { kind: 'list', items, ...this.#place(start) };
      if (tag === undefined || tag === '!' || tag === `${prefix}seq`) return list;
      if (tag === `${prefix}omap` || tag === `${prefix}pairs`) return this.#pairs(list);
      return this.#fault(list, `The tag "${tag}" is not known for a list`);
    }
    return this.#fault({ kind: 'scalar', value: null, ...this.#place(start) }, 'A value was expected');
  }

  #scalar(node: YamlScalarNode, start: number): Scalar | Extra {
    const value = resolveScalar(node, this.#textOf(node), this.#tags);
    if (!(value instanceof ScalarFault)) return value;
    this.#report(value.message, start);
    return null;
  }

  #textOf(node: YamlScalarNode): string {
    const text = node.source ?? '';
    // The text ends within the block's last line: there is no break that could be kept, though the parser adds one.
    const isCut = node.type?.startsWith('BLOCK') && (node.range?.[1] ?? 0) >= this.#openEnd && text.endsWith('\n');
    return isCut ? text.slice(0, -1) : text;
  }

  #map(node: YAMLMap.Parsed, depth: number, start: number): YamlMap<Extra> {
    const own: [string, YamlEntry<Extra>][] = [];
    const merged: [string, YamlEntry<Extra>][] = [];
    const numeric = new Map<number | bigint, string>();
    for (const { key, value } of node.items) {
      const keyStart = key.range[0];
      if (isMergeKey(key)) {
        merged.push(...this.#merge(this.build(value, depth + 1, keyStart), keyStart));
        continue;
      }
      const text = this.#key(key, depth, numeric);
      own.push([text, { value: this.build(value, depth + 1, keyStart), ...this.#place(keyStart) }]);
    }
    const entries = new Map(merged.length === 0 ? own : [...merged, ...own]);
    const repeated = entries.size < merged.length + own.length ? repeatedKeys(own) : [];
    return { kind: 'map', entries, ...(repeated.length > 0 ? { repeated } : {}), ...this.#place(start) };
  }

  /**
   * A key as JSON writes it. Numbers and booleans that are equal are one key in Python, that of the first: `1`, `1.0` and
   * `true`.
   */
  #key(key: ParsedNode, depth: number, numeric: Map<number | bigint, string>): string {
    if (isScalar(key) && isPlain(key) && key.source === '=') return '=';
    const built = this.build(key, depth + 1, key.range[0]);
    if (built.kind !== 'scalar') {
      this.#report('A map or list cannot be a key', key.range[0]);
      return '';
    }
    const value = built.value;
    if (!isOrdinary(value)) {
      this.#report('A key cannot have this tag', key.range[0]);
      return '';
    }
    if (typeof value === 'string') return value;
    const text = keyText(value);
    if (value === null) return text;
    const number = value instanceof Float ? value.value : typeof value === 'boolean' ? Number(value) : value;
    const first = numeric.get(number);
    if (first === undefined) numeric.set(number, text);
    return first ?? text;
  }

  /** The entries that a merge key brings; of several maps the first wins. PyYAML 6 `flatten_mapping`. */
  #merge(value: YamlNode<Extra>, start: number): [string, YamlEntry<Extra>][] {
    const maps = value.kind === 'list' ? value.items.toReversed() : [value];
    const entries: [string, YamlEntry<Extra>][] = [];
    for (const map of maps) {
      if (map.kind !== 'map') {
        this.#report('A map or a list of maps is expected for "<<"', start);
        continue;
      }
      this.#expand(map.entries.size, start);
      for (const entry of map.entries) entries.push(entry);
    }
    return entries;
  }

  #set(map: YamlMap<Extra>): YamlList<Extra> {
    const items = [...map.entries].map(
      ([value, { line, column }]): YamlNode<Extra> => ({ kind: 'scalar', value, line, column }),
    );
    return { kind: 'list', items, line: map.line, column: map.column };
  }

  /** `!!omap` and `!!pairs`: lists of two. */
  #pairs(list: YamlList<Extra>): YamlList<Extra> {
    const items = list.items.map((item): YamlNode<Extra> => {
      const [pair, ...more] = item.kind === 'map' ? item.entries : [];
      if (pair === undefined || more.length > 0) return this.#fault(item, 'A map with a single key is expected here');
      const [value, entry] = pair;
      const key: YamlNode<Extra> = { kind: 'scalar', value, line: entry.line, column: entry.column };
      return { kind: 'list', items: [key, entry.value], line: item.line, column: item.column };
    });
    return { ...list, items };
  }

  #place(offset: number): { readonly line: number; readonly column: number } {
    return placeAt(this.#starts, offset);
  }

  #expand(count: number, start: number): void {
    this.#expanded += count;
    if (this.#expanded > expansionLimit) {
      this.#limit(`Aliases and merge keys expand to more than ${expansionLimit} parts`, start);
    }
  }

  #limit(message: string, start: number): never {
    throw new LimitReached(problem('yaml-limit', message, { at: { file: this.#file, ...this.#place(start) } }));
  }

  #fault<T extends YamlNode<Extra>>(node: T, message: string): T {
    this.problems.push(
      problem('yaml-syntax', message, { at: { file: this.#file, line: node.line, column: node.column } }),
    );
    return node;
  }

  #report(message: string, start: number): void {
    this.problems.push(problem('yaml-syntax', message, { at: { file: this.#file, ...this.#place(start) } }));
  }
}

/** Ends building at once: what is beyond a limit is not walked to its end. */
class LimitReached extends Error {
  readonly problem: Diagnostic;
  constructor(reason: Diagnostic) {
    super(reason.message);
    this.problem = reason;
  }
}

/** Whether the last line has something in it and no break. */
function endsInLine(text: string): boolean {
  return text.slice(text.lastIndexOf('\n') + 1).trim() !== '';
}

function isPlain(node: YamlScalarNode): boolean {
  return node.type === 'PLAIN' && (node.tag === undefined || node.tag === '!');
}

function isMergeKey(key: ParsedNode): boolean {
  if (!isScalar(key)) return false;
  return key.tag === `${prefix}merge` || (isPlain(key) && key.source === '<<');
}

/** The tag `!` asks for the plain reading, of quoted text too; alone it is empty text. libyaml 0.2 `parser.c`. */
function resolveScalar<Extra>(
  node: YamlScalarNode,
  text: string,
  tags: ScalarTags<Extra>,
): Scalar | Extra | ScalarFault {
  if (node.tag !== undefined && node.tag !== '!') {
    const own = tags.get(node.tag);
    return own === undefined ? resolveTagged(node.tag, text) : own(text);
  }
  if (node.tag === '!') return node.type === 'PLAIN' && text === '' ? '' : resolvePlain(text);
  return node.type === 'PLAIN' ? resolvePlain(text) : text;
}

function isOrdinary<Extra>(value: Scalar | Extra): value is Scalar {
  return value === null || typeof value !== 'object' || value instanceof Float;
}

function repeatedKeys(entries: readonly (readonly [string, Omit<RepeatedKey, 'key'>])[]): readonly RepeatedKey[] {
  const seen = new Set<string>();
  return entries.flatMap(([key, { line, column }]) => {
    if (seen.has(key)) return [{ key, line, column }];
    seen.add(key);
    return [];
  });
}

function keyText(value: null | boolean | number | bigint | Float): string {
  if (!(value instanceof Float)) return String(value);
  if (Number.isFinite(value.value)) return pythonNumber(value);
  return Number.isNaN(value.value) ? 'NaN' : value.value > 0 ? 'Infinity' : '-Infinity';
}
