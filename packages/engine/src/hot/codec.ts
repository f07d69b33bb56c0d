import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { JsonFault, readJsonText } from './json-text.ts';
import { lineStarts, placeAt } from './line-starts.ts';
import { readMarkedMap, type Secrets } from './read-marked-map.ts';
import type { Value } from './value.ts';
import { mark, ValueEncoder } from './value-encoder.ts';

export interface JsonLayout {
  /** So many spaces for each level; without it all stands on one line. */
  readonly indent?: number;
}

/**
 * A value as canonical JSON on one line: the same value gives the same text. Integers are whole whatever their size,
 * floats have a point or an exponent, keys stand in their order. What is not data is a map with the single key `$tyto`:
 *
 *     Unknown   {"$tyto": {"attribute": [ADDRESS, NAME, KEY, …]}}, {"$tyto": {"reference": ADDRESS}},
 *               {"$tyto": {"secret": NAME, "version": N}}, {"$tyto": {"call": NAME, "version": V, "argument": …}},
 *               {"$tyto": {"unknown": …}} around an expression that is a list, a map or a constant
 *     Tainted   {"$tyto": {"tainted": …}} around its expression; its value is not written
 *     Float     {"$tyto": {"float": "nan"}}, "inf" and "-inf"; other floats are JSON numbers
 *     a map     {"$tyto": {"map": [[KEY, VALUE], …]}} where one of its keys is `$tyto` itself
 */
export function encodeValue(value: Value): string {
  return encodeJson(value, {});
}

/** As `encodeValue`, laid out for people and for line-wise comparison. */
export function encodeJson(value: Value, layout: JsonLayout): string {
  return new ValueEncoder(layout.indent ?? 0).value(value, 0);
}

/**
 * Reads what `encodeValue` and `encodeJson` write: the very same value. What was tainted is worked out anew from its
 * secrets. A text that is not JSON, a `$tyto` that means nothing, and a secret that cannot be had are problems, located
 * in `file` where it is given; then there is no value.
 */
export function decodeValue(text: string, secrets: Secrets, file?: string): Checked<Value> {
  const result = readJsonText(text, (map) => (map.has(mark) ? readMarkedMap(map, secrets) : map));
  if (!(result instanceof JsonFault)) return { value: result, problems: [] };
  const at = file === undefined ? {} : { at: { file, ...placeAt(lineStarts(text), result.offset) } };
  return { problems: [problem(result.code, result.message, at)] };
}
