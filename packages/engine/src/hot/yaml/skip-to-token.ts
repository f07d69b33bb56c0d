import { byteOrderMark, isBreak, space, tab } from './characters.ts';
import type { Cursor } from './cursor.ts';

/**
 * Goes beyond blanks, comments and line breaks. A tab may stand in brackets and where no block can begin. Gives whether a
 * key may begin at the next token, which it may at the beginning of a line. libyaml 0.2 `yaml_parser_scan_to_next_token`;
 * the second reader goes beyond no tab.
 */
export function skipToToken(cursor: Cursor, isFlow: boolean, mayBeKey: boolean): boolean {
  const { text, isSecond } = cursor;
  let mayBegin = mayBeKey;
  for (;;) {
    if (cursor.at === cursor.lineStart && cursor.code() === byteOrderMark) cursor.at++;
    let code = text.charCodeAt(cursor.at);
    while (code === space || (code === tab && !isSecond && (isFlow || !mayBegin))) code = text.charCodeAt(++cursor.at);
    if (code === 35) {
      cursor.skipToBreak();
      code = cursor.code();
    }
    if (!isBreak(code)) return mayBegin;
    cursor.breakLine();
    if (!isFlow) mayBegin = true;
  }
}
