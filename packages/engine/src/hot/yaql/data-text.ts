import { pythonRepr, pythonStr } from '../print-value.ts';
import { Float } from '../value.ts';
import { Datetime, type Datum, Dict, PySet, Regex, Sequence, Timespan, View } from './datum.ts';
import { datetimeText, timespanText } from './time-text.ts';
import { viewItems } from './walk-datum.ts';
import { YaqlError } from './yaql-error.ts';

/**
 * A value as Python's `str` writes it. Throws a `YaqlError` for what is written with its place in memory there: streams,
 * contexts and the like.
 */
export function dataText(value: Datum): string {
  if (value instanceof Datetime) return datetimeText(value);
  if (value instanceof Timespan) return timespanText(value);
  return isScalar(value) ? pythonStr(value) : dataRepr(value);
}

/** A value as Python's `repr` writes it; throws like `dataText`. */
export function dataRepr(value: Datum): string {
  if (isScalar(value)) return pythonRepr(value);
  if (value instanceof Sequence) return sequenceRepr(value);
  if (value instanceof Dict) return dictRepr(value);
  if (value instanceof PySet) {
    return value.entries.size === 0 ? 'frozenset()' : `frozenset({${joined(value.entries.values())}})`;
  }
  if (value instanceof View) return viewRepr(value);
  if (value instanceof Regex) return regexRepr(value);
  throw new YaqlError('a sequence that is still to be computed has no text; "toList()" or "join" would compute it');
}

function isScalar(value: Datum): value is null | boolean | string | number | bigint | Float {
  return value === null || typeof value !== 'object' || value instanceof Float;
}

function joined(values: Iterable<Datum>): string {
  return Array.from(values, dataRepr).join(', ');
}

function sequenceRepr({ items, isFixed }: Sequence): string {
  if (!isFixed) return `[${joined(items)}]`;
  return items.length === 1 ? `(${joined(items)},)` : `(${joined(items)})`;
}

function dictRepr({ entries }: Dict): string {
  return `{${Array.from(entries.values(), ([key, value]) => `${dataRepr(key)}: ${dataRepr(value)}`).join(', ')}}`;
}

function viewRepr(view: View): string {
  const { of, part } = view;
  if (!of.isFixed) return `dict_${part}([${joined(viewItems(view))}])`;
  return `${part === 'keys' ? 'Keys' : part === 'values' ? 'Values' : 'Items'}View(${dictRepr(of)})`;
}

const flagNames = [
  ['i', 're.IGNORECASE'],
  ['m', 're.MULTILINE'],
  ['s', 're.DOTALL'],
] as const;

function regexRepr({ pattern, flags }: Regex): string {
  const names = flagNames.flatMap(([letter, name]) => (flags.includes(letter) ? [name] : []));
  const shown = pythonRepr(pattern).slice(0, 200);
  return `re.compile(${shown}${names.length === 0 ? '' : `, ${names.join('|')}`})`;
}
