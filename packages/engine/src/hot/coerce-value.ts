import { parseJson } from './json-reader.ts';
import type { ParameterType } from './parameter.ts';
import { pythonStr } from './print-value.ts';
import { readNumber, stripped } from './read-number.ts';
import { Float, isList, Tainted, Unknown, type Value } from './value.ts';

/**
 * A plain value as a parameter of this type has it: numbers become text for a string, text becomes numbers, booleans,
 * lists and JSON. Gives `undefined` where the type does not take the value. What is unknown or secret stays as it is:
 * unwrapping it is the caller's. Heat: `parameters.py`, the classes of Parameter.
 */
export function coerceValue(type: ParameterType, value: Value): Value | undefined {
  if (value instanceof Unknown || value instanceof Tainted) return value;
  switch (type) {
    case 'string':
      return pythonStr(value);
    case 'number':
      return coerceNumber(value);
    case 'boolean':
      return coerceBoolean(value);
    case 'comma_delimited_list':
      return coerceList(value);
    case 'json':
      return coerceJson(value);
  }
}

/** A boolean is a number for Python and stays what it is. */
function coerceNumber(value: Value): Value | undefined {
  if (typeof value === 'string') return readNumber(value);
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isNumber || value instanceof Float ? value : undefined;
}

/** The words that mean yes and no, in any case and with blanks around. oslo.utils: `strutils.py`, bool_from_string. */
export const trueWords: readonly string[] = ['1', 't', 'true', 'on', 'y', 'yes'];
export const falseWords: readonly string[] = ['0', 'f', 'false', 'off', 'n', 'no'];

function coerceBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const word = stripped(String(value)).toLowerCase();
  if (trueWords.includes(word)) return true;
  return falseWords.includes(word) ? false : undefined;
}

function coerceList(value: Value): Value | undefined {
  if (isList(value)) return Object.freeze(value.map(pythonStr));
  if (typeof value !== 'string') return undefined;
  return Object.freeze(value === '' ? [] : value.split(','));
}

/** Text is parsed, but for the empty one, which stays; everything else is JSON already. */
function coerceJson(value: Value): Value | undefined {
  if (typeof value !== 'string' || value === '') return value;
  return parseJson(value);
}
