import { isBlankOrEnd, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { YamlFault } from './yaml-fault.ts';

/** Reads the name of an anchor (`&x`) or alias (`*x`). libyaml 0.2 `yaml_parser_scan_anchor`. */
export function scanName(cursor: Cursor): string {
  const start = cursor.at;
  cursor.at++;
  while (isWord(cursor.code())) cursor.at++;
  const name = cursor.text.slice(start + 1, cursor.at);
  const next = cursor.code();
  if (name === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(String.fromCharCode(next)))) {
    const isAlias = cursor.text.charAt(start) === '*';
    throw new YamlFault(`The name of an ${isAlias ? 'alias' : 'anchor'} is expected behind this`, start, {
      expected: 'letters, digits, "-" and "_"',
      hint: isAlias
        ? 'Put quotes around a value that begins with "*"'
        : 'Put quotes around a value that begins with "&"',
    });
  }
  return name;
}
