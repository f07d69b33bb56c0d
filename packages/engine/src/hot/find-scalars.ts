import { type Checked, type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { Written, WrittenNodes, WrittenPair } from './yaml/written.ts';
import type { YamlNode } from './yaml-node.ts';
import { readTaggedYaml } from './yaml-reader.ts';
import type { ScalarTags } from './yaml-scalar.ts';

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
  readonly written: WrittenNodes<never>;
  readonly found: Map<number, FoundScalar>;
  readonly problems: Diagnostic[];
}

/**
 * Finds the values in a YAML text whose path is wanted, in the order of the text, each once: through aliases and merge
 * keys it finds the place where the value is written. Nothing below a wanted value is looked at. A text that is not
 * YAML, or a wanted collection that takes part in aliases and so can't stand alone, is a problem and gives no value.
 */
export function findScalars(text: string, file: string, wanted: Wanted): Checked<readonly FoundScalar[]> {
  const written: WrittenNodes<never> = new Map();
  const read = readTaggedYaml(text, file, tags, written);
  if (read.value === undefined) return { problems: read.problems };
  const search: Search = { text, file, wanted, written, found: new Map(), problems: [] };
  visitNode(search, read.value, []);
  if (search.problems.length > 0) return { problems: search.problems };
  return { value: [...search.found.values()].sort((one, other) => one.start - other.start), problems: [] };
}

function visitNode(search: Search, node: YamlNode, path: readonly string[]): void {
  // A value that nothing stands for in the text, as in `{key}`, is not written.
  const written = search.written.get(node);
  if (written === undefined) return;
  if (path.length > 0 && search.wanted(path, written.tag)) {
    note(search, written, { file: search.file, line: node.line, column: node.column }, path);
    return;
  }
  for (const pair of written.pairs) visitPair(search, pair, path);
  for (const [at, item] of written.items.entries()) visitNode(search, item, [...path, String(at)]);
}

function visitPair(search: Search, { key, value }: WrittenPair<never>, path: readonly string[]): void {
  if (key !== undefined) {
    visitNode(search, value, [...path, key]);
    return;
  }
  const isList = value.kind === 'list';
  for (const map of isList ? (search.written.get(value)?.items ?? []) : [value]) visitNode(search, map, path);
}

function note(search: Search, written: Written<never>, at: Position, path: readonly string[]): void {
  const { form, start, valueStart, tag } = written;
  if (search.found.has(start)) return;
  const end = endWithComments(search.text, written);
  const source = search.text.slice(valueStart, end).trimEnd();
  const place = { path, form, at, start, end: valueStart + source.length, ...(tag === undefined ? {} : { tag }) };
  if (form !== 'collection') {
    search.found.set(start, { ...place, text: written.text });
    return;
  }
  if (written.isShared) {
    const message = 'A value that becomes a secret as a whole has anchors or aliases in it';
    const hint = 'Write the values out instead of the aliases';
    search.problems.push(problem('yaml-limit', message, { at, path: formatPath(path), hint }));
    return;
  }
  search.found.set(start, { ...place, text: outdent(source, at.column - 1) });
}

/** Lines of comments behind a block belong to it if they are indented as it is: they may be parts out of use. */
function endWithComments(text: string, { end, blockIndent }: Written<never>): number {
  if (blockIndent === undefined || blockIndent === 0) return end;
  const comments = new RegExp(`(?:[ \\t]+#[^\\r\\n]*)?(?:\\s*\\n {${blockIndent},}#[^\\r\\n]*)+`, 'y');
  comments.lastIndex = end;
  return comments.test(text) ? comments.lastIndex : end;
}

/** The first line begins at the node, the others carry the node's indentation. */
function outdent(source: string, width: number): string {
  return source.replaceAll(new RegExp(`(\\n) {1,${Math.max(width, 1)}}`, 'g'), width === 0 ? '$&' : '$1');
}
