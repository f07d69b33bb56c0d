import { isBlank, isBlankOrEnd, isBreak, isDocumentMark, tab } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { foldBreaks } from './fold-breaks.ts';
import { YamlFault } from './yaml-fault.ts';

/** What a plain scalar's text can't go beyond without a closer look: blanks, ends and `:`; in flow also `,[]{}`. */
const stopsInBlock = stops(':');
const stopsInFlow = stops(':,[]{}');

export interface PlainScan {
  readonly text: string;
  /** Where the text ends; the cursor stands beyond the blanks and line breaks after it. */
  readonly end: number;
  readonly endsLine: boolean;
}

/**
 * Reads a scalar without quotes from the cursor on: to a `: `, a ` #`, the end of the lines that are indented by at least
 * `indent`, and in flow also to `,[]{}`. Lines are folded. libyaml 0.2 `yaml_parser_scan_plain_scalar`.
 */
export function scanPlain(cursor: Cursor, indent: number, isFlow: boolean): PlainScan {
  const { text } = cursor;
  const start = cursor.at;
  let before = '';
  let from = start;
  let end = start;
  let folded: string | undefined;
  for (;;) {
    if (cursor.at === cursor.lineStart && isDocumentMark(text, cursor.at)) break;
    if (cursor.code() === 35) break;
    const stop = endOfWord(cursor, isFlow);
    if (stop > cursor.at) {
      if (folded !== undefined) {
        before += text.slice(from, end) + folded;
        from = cursor.at;
        folded = undefined;
      }
      end = stop;
      cursor.at = stop;
    }
    const code = cursor.code();
    if (isBlank(code)) cursor.skipBlanks();
    else if (!isBreak(code)) break;
    if (isBreak(cursor.code())) folded = skipLines(cursor, indent);
    if (!isFlow && cursor.at - cursor.lineStart < indent) break;
  }
  if (cursor.isSecond) refuseInSecond(text.slice(start, cursor.at), start, isFlow);
  const last = text.slice(from, end);
  return { text: before === '' ? last : before + last, end, endsLine: folded !== undefined };
}

/** PyYAML's `yaml.SafeLoader`, 6.0, knows no tabs here, ends at a "?" in brackets, and makes dates that Heat refuses. */
function refuseInSecond(scanned: string, start: number, isFlow: boolean): void {
  if (scanned.includes('\t') || (isFlow && scanned.includes('?')) || date.test(scanned)) {
    throw new YamlFault('The second reader refuses this', start);
  }
}

const date = /^\d{4}-\d\d?-\d\d?(?!\d)/;

/** Where the word that begins here ends: at a blank, or at what ends a plain scalar. */
function endOfWord({ text, at: start, isSecond }: Cursor, isFlow: boolean): number {
  const stop = isFlow ? stopsInFlow : stopsInBlock;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128 ? stop[code] === 0 : !isBlankOrEnd(code)) {
      at++;
      continue;
    }
    if (code !== 58) return at;
    const next = text.charCodeAt(at + 1);
    if (isBlankOrEnd(next)) return at;
    if (isFlow && ',?[]{}'.includes(String.fromCharCode(next))) {
      const isForgiven = next !== 63;
      if (isSecond && isForgiven) return at;
      throw new YamlFault('A ":" in a value without quotes is not allowed before this', at, {
        hint: 'Put a space behind the ":", as in {a: }, or quotes around the value',
        isForgiven,
      });
    }
    at++;
  }
}

/** Goes beyond line breaks and the blanks behind them; gives what they become in the text. */
function skipLines(cursor: Cursor, indent: number): string {
  const first = cursor.breakLine();
  let more = '';
  for (;;) {
    const code = cursor.code();
    if (isBreak(code)) more += cursor.breakLine();
    else if (!isBlank(code)) return foldBreaks(first, more);
    else if (code === tab && cursor.column() < indent) {
      throw new YamlFault('Tabs cannot indent a line', cursor.at, { expected: 'spaces' });
    } else cursor.at++;
  }
}

function stops(indicators: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const char of ` \t\r\n\0${indicators}`) table[char.charCodeAt(0)] = 1;
  return table;
}
