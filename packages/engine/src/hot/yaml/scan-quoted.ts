import { isBlank, isBreak, isDocumentMark, nothing } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { foldBreaks } from './fold-breaks.ts';
import { YamlFault } from './yaml-fault.ts';

const doubleQuote = 34;
const singleQuote = 39;
const backslash = 92;

const escapes: ReadonlyMap<string, string> = new Map(
  [
    ...['0\0', 'a\x07', 'b\b', 't\t', '\t\t', 'n\n', 'v\v', 'f\f', 'r\r', 'e\x1b', '  ', '""', '//', '\\\\'],
    ...['N\x85', '_\xa0', 'L\u2028', 'P\u2029'],
  ].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** Of a character that is written as two, which only Heat's second reader takes. */
const loneHalf = /[\ud800-\udfff]/u;

const codeLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/**
 * Reads a scalar in single or double quotes; the cursor stands at the quote, afterwards behind the closing one. Lines are
 * folded. libyaml 0.2 `yaml_parser_scan_flow_scalar`.
 */
export function scanQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  const quote = cursor.code();
  let content = '';
  cursor.at++;
  let from = cursor.at;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(cursor.at + 1) !== singleQuote) break;
      content += text.slice(from, cursor.at + 1);
      cursor.at += 2;
      from = cursor.at;
    } else if (code === backslash && quote === doubleQuote) {
      content += text.slice(from, cursor.at);
      content += isBreak(text.charCodeAt(cursor.at + 1)) ? escapedBreak(cursor, start) : escapedCharacter(cursor);
      from = cursor.at;
    } else if (isBreak(code)) {
      content += text.slice(from, endOfText(text, from, cursor.at));
      content += foldBreaks(cursor.breakLine(), skipEmptyLines(cursor, start));
      from = cursor.at;
    } else if (code === nothing) {
      throw new YamlFault('The quoted text that begins here has no end', start, {
        expected: `a closing ${text.charAt(start)}`,
      });
    } else cursor.at++;
  }
  content += text.slice(from, cursor.at);
  cursor.at++;
  if (cursor.isSecond && loneHalf.test(content)) throw new YamlFault('Half a character is none', start);
  return content;
}

/** Blanks before a line break do not count. */
function endOfText(text: string, from: number, at: number): number {
  let end = at;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

function escapedBreak(cursor: Cursor, start: number): string {
  cursor.at++;
  cursor.breakLine();
  return skipEmptyLines(cursor, start);
}

/** Goes to where a line has text again; gives the breaks on the way. */
function skipEmptyLines(cursor: Cursor, start: number): string {
  let breaks = '';
  for (;;) {
    cursor.skipBlanks();
    if (!isBreak(cursor.code())) break;
    breaks += cursor.breakLine();
  }
  if (cursor.at === cursor.lineStart && isDocumentMark(cursor.text, cursor.at)) {
    throw new YamlFault('The quoted text that begins here has no end', start, {
      hint: 'A line within quotes that begins with "---" or "..." must be indented',
    });
  }
  return breaks;
}

function escapedCharacter(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.at + 1);
  const char = escapes.get(letter);
  if (char !== undefined) {
    cursor.at += 2;
    return char;
  }
  const length = codeLengths.get(letter);
  if (length === undefined) {
    const message = letter === '\0' ? 'The text ends within quotes' : `There is no escape "\\${letter}"`;
    throw new YamlFault(message, cursor.at, { hint: 'Write "\\\\" for a backslash, or use single quotes' });
  }
  return escapedCode(cursor, length);
}

function escapedCode(cursor: Cursor, length: number): string {
  const from = cursor.at + 2;
  const digits = cursor.text.slice(from, from + length);
  const code = Number.parseInt(digits, 16);
  if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length < length) {
    throw new YamlFault(`An escape needs ${length} hexadecimal digits here`, cursor.at);
  }
  const isForgiven = code >= 0xd800 && code <= 0xdfff;
  if ((isForgiven && !cursor.isSecond) || code > 0x10ffff) {
    const message = `The escape "${cursor.text.slice(cursor.at, from + length)}" is no character`;
    throw new YamlFault(message, cursor.at, {
      isForgiven,
      ...(isForgiven ? { hint: 'Write the character itself, or one escape with eight digits: "\\U0001f600"' } : {}),
    });
  }
  cursor.at = from + length;
  return String.fromCodePoint(code);
}
