import { isBlank, isBlankOrEnd, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { YamlFault } from './yaml-fault.ts';

/** The tags' short forms: `!` and `!!`, and what `%TAG` lines declare. */
export class TagHandles {
  readonly #prefixes = new Map<string, string>();

  /** Notes a `%TAG` line; the cursor stands behind the word. libyaml 0.2 `yaml_parser_scan_tag_directive_value`. */
  declare(cursor: Cursor): void {
    cursor.skipBlanks();
    const start = cursor.at;
    const handle = scanHandle(cursor);
    const isHandle = handle === '!' || (handle.length > 1 && handle.endsWith('!'));
    if (!isHandle || !isBlank(cursor.code()))
      throw new YamlFault("A tag's handle is expected here", start, {
        expected: '"!", "!!" or "!NAME!"',
      });
    cursor.skipBlanks();
    const prefix = scanUri(cursor, true);
    if (prefix === '' || !isBlankOrEnd(cursor.code())) {
      throw new YamlFault('The beginning of a tag is expected here', cursor.at);
    }
    if (this.#prefixes.has(handle)) throw new YamlFault(`The handle "${handle}" is declared already`, start);
    this.#prefixes.set(handle, prefix);
  }

  /** Reads a tag from its `!` on and gives its long form. libyaml 0.2 `yaml_parser_scan_tag`. */
  scan(cursor: Cursor, isFlow: boolean): string {
    // A tag may make a date, which Heat then refuses; none are written in templates.
    if (cursor.isSecond) throw new YamlFault('The second reader refuses tags', cursor.at);
    const start = cursor.at;
    const tag = cursor.text.charCodeAt(start + 1) === 60 ? scanVerbatim(cursor) : this.#scanShort(cursor);
    const next = cursor.code();
    if (isBlankOrEnd(next) || (isFlow && next === 44)) return tag;
    throw new YamlFault('A tag ends with a blank; here is something else', cursor.at, {
      hint: 'Put quotes around a value that begins with "!"',
    });
  }

  #scanShort(cursor: Cursor): string {
    const start = cursor.at;
    const handle = scanHandle(cursor);
    if (handle === '!' || !handle.endsWith('!')) {
      const name = handle.slice(1) + scanUri(cursor, false);
      return name === '' ? '!' : this.#prefixOf('!') + name;
    }
    const prefix = this.#prefixOf(handle);
    if (prefix === undefined) throw new YamlFault(`The tag's handle "${handle}" is not declared`, start);
    const name = scanUri(cursor, false);
    if (name === '') throw new YamlFault(`A name is expected behind "${handle}"`, cursor.at);
    return prefix + name;
  }

  #prefixOf(handle: string): string | undefined {
    return this.#prefixes.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? 'tag:yaml.org,2002:' : undefined);
  }
}

/** `!`, then letters, then `!` if there is one. */
function scanHandle(cursor: Cursor): string {
  const start = cursor.at;
  if (cursor.code() !== 33) return '';
  cursor.at++;
  while (isWord(cursor.code())) cursor.at++;
  if (cursor.code() === 33) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

/** `!<TAG>`. */
function scanVerbatim(cursor: Cursor): string {
  cursor.at += 2;
  const tag = scanUri(cursor, true);
  if (tag === '' || cursor.code() !== 62) throw new YamlFault('A tag and ">" are expected behind "!<"', cursor.at);
  cursor.at++;
  return tag;
}

const signs = ";/?:@&=+$.!~*'()";

function scanUri(cursor: Cursor, isVerbatim: boolean): string {
  let uri = '';
  let from = cursor.at;
  for (;;) {
    const code = cursor.code();
    if (code === 37) {
      uri += cursor.text.slice(from, cursor.at) + scanEscapes(cursor);
      from = cursor.at;
      continue;
    }
    const char = String.fromCharCode(code);
    if (!isWord(code) && !signs.includes(char) && !(isVerbatim && ',[]'.includes(char))) break;
    cursor.at++;
  }
  return uri + cursor.text.slice(from, cursor.at);
}

/** One after another `%XX`: bytes of UTF-8. */
function scanEscapes(cursor: Cursor): string {
  const start = cursor.at;
  while (/^%[0-9A-Fa-f]{2}$/.test(cursor.text.slice(cursor.at, cursor.at + 3))) cursor.at += 3;
  try {
    const decoded = decodeURIComponent(cursor.text.slice(start, cursor.at));
    if (decoded !== '' && !decoded.includes('\0')) return decoded;
  } catch {
    // Told below.
  }
  throw new YamlFault('"%" in a tag stands before two hexadecimal digits, which make text in UTF-8', start);
}
