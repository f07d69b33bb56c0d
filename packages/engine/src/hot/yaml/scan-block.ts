import { isBlank, isBreak, isDigit, nothing, space, tab } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { YamlFault } from './yaml-fault.ts';

export interface BlockScan {
  readonly text: string;
  /** The end of the last line that has text; the cursor stands behind the empty lines after it. */
  readonly end: number;
}

type Chomping = 'clip' | 'keep' | 'strip';

/**
 * Reads a block scalar, `|` or `>`, whose parent is indented by `parent` (-1: it has none). libyaml 0.2
 * `yaml_parser_scan_block_scalar`.
 */
export function scanBlock(cursor: Cursor, parent: number): BlockScan {
  const { text } = cursor;
  const start = cursor.at;
  const isFolded = cursor.code() === 62;
  cursor.at++;
  const { chomping, increment } = scanHeader(cursor, start);
  let end = cursor.at;
  if (!cursor.skipRestOfLine()) {
    throw new YamlFault('A comment or the end of the line is expected behind the head of a block', cursor.at, {
      expected: '"|" or ">", then "+" or "-" and a digit at most',
    });
  }
  const lines: string[] = [];
  const given = increment === 0 ? 0 : Math.max(parent, 0) + increment;
  const leading = skipEmptyLines(cursor, given);
  const indent = given === 0 ? Math.max(leading.indent, parent + 1, 1) : given;
  let breaks = leading.breaks;
  let lineBreak = '';
  let wasIndented = false;
  while (cursor.column() === indent && cursor.code() !== nothing) {
    const isIndented = isBlank(cursor.code());
    if (isFolded && lineBreak === '\n' && !wasIndented && !isIndented) {
      if (breaks === '') lines.push(' ');
    } else lines.push(lineBreak);
    lines.push(breaks);
    wasIndented = isIndented;
    const from = cursor.at;
    cursor.skipToBreak();
    end = cursor.at;
    lines.push(text.slice(from, end));
    lineBreak = isBreak(cursor.code()) ? cursor.breakLine() : '';
    breaks = skipEmptyLines(cursor, indent).breaks;
  }
  if (chomping !== 'strip') lines.push(lineBreak);
  if (chomping === 'keep') lines.push(breaks);
  return { text: lines.join(''), end };
}

/** `+` or `-` and a digit, in either order. */
function scanHeader(cursor: Cursor, start: number): { readonly chomping: Chomping; readonly increment: number } {
  let chomping: Chomping = 'clip';
  let increment = 0;
  for (let left = 2; left > 0; left--) {
    const code = cursor.code();
    if ((code === 43 || code === 45) && chomping === 'clip') chomping = code === 43 ? 'keep' : 'strip';
    else if (isDigit(code) && increment === 0) {
      if (code === 48)
        throw new YamlFault('A block cannot be indented by 0', start, { expected: 'a digit from 1 to 9' });
      increment = code - 48;
    } else break;
    cursor.at++;
  }
  return { chomping, increment };
}

/** Goes beyond empty lines and the next line's indentation, up to `indent` (0: not known yet, however deep). */
function skipEmptyLines(cursor: Cursor, indent: number): { readonly breaks: string; readonly indent: number } {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || cursor.column() < indent) && cursor.code() === space) cursor.at++;
    if (cursor.column() > deepest) deepest = cursor.column();
    if ((indent === 0 || cursor.column() < indent) && cursor.code() === tab && !(cursor.isSecond && indent === 0)) {
      throw new YamlFault('Tabs cannot indent a line', cursor.at, { expected: 'spaces', isForgiven: indent === 0 });
    }
    if (!isBreak(cursor.code())) return { breaks, indent: deepest };
    breaks += cursor.breakLine();
  }
}
