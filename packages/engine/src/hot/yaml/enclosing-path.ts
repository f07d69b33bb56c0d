import type { Path } from '../../diagnostics/path.ts';

/** How many lines above a fault are looked at. */
const mostLines = 20_000;

/**
 * The keys and items of lists that lead to a place in a text that is not well-formed YAML, as far as lines and their
 * indentation tell: those before it in its line, and those of lines above that stand further left.
 */
export function enclosingPath(text: string, at: number): Path {
  const begin = Math.max(0, at - 1_000_000);
  const lines = text
    .slice(begin, at)
    .split(/\r\n|[\r\n]/)
    .slice(-mostLines);
  const path: (string | number)[] = [];
  let limit = columnOf(lines.at(-1) ?? '');
  // A list may stand as far left as its key.
  let keyLimit = limit;
  for (let index = lines.length - 1; index >= 0 && keyLimit > 0; index -= 1) {
    for (const { column, key } of partsOf(lines[index] ?? '').reverse()) {
      if (column >= (key === undefined ? limit : keyLimit)) continue;
      path.unshift(key ?? itemsAbove(lines, index, column));
      limit = column;
      keyLimit = key === undefined ? column + 1 : column;
    }
  }
  return path;
}

/** What of the lines above leads to the last line: what stands left of its text, or all where a tab indents it. */
function columnOf(line: string): number {
  const isOpen = /^ *\t/.test(line) || partsOf(line).length > 0;
  return isOpen ? Number.POSITIVE_INFINITY : line.length - line.trimStart().length;
}

/** A key, or the "-" of an item, and its column from 0. */
interface Part {
  readonly column: number;
  readonly key?: string;
}

const written = /^( *)((?:- +)*)(?:(?:"([^"]*)"|'([^']*)'|([^\s"'#{[&*!|>%@`,-](?:[^#]*?[^\s#:])??)) *:(?=\s|$)|(-)$)?/;

function partsOf(line: string): Part[] {
  const [, blanks = '', dashes = '', double, single, plain, lone] = written.exec(line) ?? [];
  const parts: Part[] = [];
  const all = lone === undefined ? dashes : `${dashes}${lone}`;
  for (let at = all.indexOf('-'); at >= 0; at = all.indexOf('-', at + 1)) parts.push({ column: blanks.length + at });
  const key = double ?? single ?? plain;
  if (key !== undefined) parts.push({ column: blanks.length + dashes.length, key });
  return parts;
}

/** How many items of the same list begin in lines above. */
function itemsAbove(lines: readonly string[], below: number, column: number): number {
  let count = 0;
  for (let index = below - 1; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    const indentation = line.length - line.trimStart().length;
    if (indentation > column) continue;
    const isItem = partsOf(line).some((each) => each.key === undefined && each.column === column);
    if (isItem) count += 1;
    if (indentation < column || !isItem) break;
  }
  return count;
}
