import { compareCodePoints } from './code-points.ts';
import { floatRepr } from './float-repr.ts';
import { Float, isList, isMap, type Value } from './value.ts';

/**
 * A number as Python's `str` and `repr` write it: integers whole, floats with the fewest digits that read back the
 * same, always with a point or an exponent (`1.0`, `1e+16`, `1e-05`, `inf`, `nan`). Takes a safe integer, a bigint or
 * a `Float`.
 */
export function pythonNumber(value: number | bigint | Float): string {
  return value instanceof Float ? floatRepr(value.value) : String(value);
}

export interface JsonStyle {
  /** Sort the keys of maps by code points, as `sort_keys=True` does. */
  readonly sortKeys?: boolean;
}

/**
 * A value as Python's `json.dumps` writes it by default: `, ` and `: ` between, everything outside printable ASCII
 * escaped, floats by `repr`, `NaN` and `Infinity` by name, keys in their order. The value must be plain: an `Unknown`
 * or `Tainted` inside is a bug of the caller.
 */
export function pythonJson(value: Value, style: JsonStyle = {}): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Float) return jsonFloat(value.value);
  if (isList(value)) return `[${value.map((item) => pythonJson(item, style)).join(', ')}]`;
  if (isMap(value)) return `{${jsonEntries(value, style).join(', ')}}`;
  throw new TypeError('A value that is unknown or secret was to be printed');
}

/**
 * How that begins, for who shows so many characters of it at most: the very same where it is no longer, else something
 * longer than that whose first characters are the same. The rest of a large value is not written.
 */
export function startOfJson(value: Value, most: number): string {
  if (typeof value === 'string') return jsonString(value.slice(0, most + 1));
  if (!isList(value) && !isMap(value)) return pythonJson(value);
  let text = isList(value) ? '[' : '{';
  for (const part of value.entries()) {
    if (text.length > most) return text;
    if (text.length > 1) text += ', ';
    text += isList(value) ? '' : `${startOfJson(String(part[0]), most)}: `;
    text += startOfJson(part[1], Math.max(0, most - text.length));
  }
  return text + (isList(value) ? ']' : '}');
}

/**
 * A value as Python's `str` writes it: text as it is, `True`, `False` and `None` by name, numbers as `pythonNumber`,
 * lists and maps by `repr`. The value must be plain.
 */
export function pythonStr(value: Value): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** A value as Python's `repr` writes it. The value must be plain. */
export function pythonRepr(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return reprString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return pythonNumber(value);
  if (isList(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isMap(value)) return `{${[...value].map(([key, item]) => `${reprString(key)}: ${pythonRepr(item)}`).join(', ')}}`;
  throw new TypeError('A value that is unknown or secret was to be printed');
}

function jsonEntries(value: ReadonlyMap<string, Value>, style: JsonStyle): string[] {
  const entries = [...value];
  if (style.sortKeys) entries.sort(([a], [b]) => compareCodePoints(a, b));
  return entries.map(([key, item]) => `${jsonString(key)}: ${pythonJson(item, style)}`);
}

const outsideAscii = /[^ -~]/g;
const needsEscape = /["\\]|[^ -~]/;
const shortEscapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
};

function jsonString(text: string): string {
  if (!needsEscape.test(text)) return `"${text}"`;
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(outsideAscii, (each) => shortEscapes[each] ?? unicodeEscape(each));
  return `"${escaped}"`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return floatRepr(value);
}

const reprEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
const unprintable = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(unprintable, (each) => reprEscapes[each] ?? reprEscape(each.codePointAt(0) ?? 0));
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

function reprEscape(point: number): string {
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`;
  if (point < 0x10000) return `\\u${point.toString(16).padStart(4, '0')}`;
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
