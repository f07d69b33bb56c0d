import { isBlankOrEnd, isDigit, isWord, tab } from './characters.ts';
import type { Cursor } from './cursor.ts';
import type { TagHandles } from './tag-handles.ts';
import { YamlFault } from './yaml-fault.ts';

export type Directive = 'version' | 'tag' | 'unknown';

/** Reads a line that begins with `%`. libyaml 0.2 `yaml_parser_scan_directive`, which knows YAML 1.1 and 1.2. */
export function scanDirective(cursor: Cursor, handles: TagHandles): Directive {
  const start = cursor.at;
  cursor.at++;
  while (isWord(cursor.code())) cursor.at++;
  const name = cursor.text.slice(start + 1, cursor.at);
  const isForgiven = name !== '' && isBlankOrEnd(cursor.code()) && cursor.code() !== tab;
  if (!isBlankOrEnd(cursor.code()) || (name !== 'YAML' && name !== 'TAG')) {
    if (isForgiven && cursor.isSecond) {
      cursor.skipToBreak();
      return 'unknown';
    }
    throw new YamlFault('A line that begins with "%" is a directive, "%YAML" or "%TAG"', start, {
      hint: 'Put quotes around a value that begins with "%"',
      isForgiven,
    });
  }
  if (name === 'YAML') scanVersion(cursor);
  else handles.declare(cursor);
  if (!cursor.skipRestOfLine()) throw new YamlFault('The end of the line is expected behind a directive', cursor.at);
  return name === 'YAML' ? 'version' : 'tag';
}

function scanVersion(cursor: Cursor): void {
  cursor.skipBlanks();
  const start = cursor.at;
  const major = scanNumber(cursor);
  const dot = cursor.code();
  cursor.at++;
  const minor = scanNumber(cursor);
  if (dot !== 46 || major !== 1 || (minor !== 1 && minor !== 2)) {
    throw new YamlFault('This version of YAML is not known', start, { expected: '1.1 or 1.2' });
  }
}

function scanNumber(cursor: Cursor): number | undefined {
  const start = cursor.at;
  while (isDigit(cursor.code())) cursor.at++;
  const digits = cursor.text.slice(start, cursor.at);
  return digits === '' || digits.length > 9 ? undefined : Number(digits);
}
