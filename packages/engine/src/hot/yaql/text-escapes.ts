import { YaqlError } from './yaql-error.ts';

const escapes = /\\U[^\n]{8}|\\u[^\n]{4}|\\x[^\n]{2}|\\[0-7]{1,3}|\\N\{[^}]+\}|\\[\\'"abfnrtv]/gu;

const letters: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The text between quotes with its escapes put in; a backslash before anything else stays. Throws a `YaqlError` for an
 * escape that is none (`\xzz`), and for characters by name (`\N{…}`), which are not supported.
 */
export function decodeEscapes(text: string, at: number): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapes, (found) => decodeOne(found, at));
}

function decodeOne(found: string, at: number): string {
  const letter = found.charAt(1);
  if (letter === 'N') throw new YaqlError('characters by name (\\N{…}) are not supported', { at });
  if (letter === 'U' || letter === 'u' || letter === 'x') return fromHex(found, at);
  if (/[0-7]/.test(letter)) return String.fromCodePoint(Number.parseInt(found.slice(1), 8));
  return letters[letter] ?? found;
}

function fromHex(found: string, at: number): string {
  const digits = found.slice(2);
  const point = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.POSITIVE_INFINITY;
  if (point > 0x10ffff) throw new YaqlError(`"${found}" is no escape of a character`, { at });
  return String.fromCodePoint(point);
}
