import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { coerceValue } from './coerce-value.ts';
import type { Given } from './environment.ts';
import { marksOf, plain } from './marks.ts';
import type { ParameterType } from './parameter.ts';
import { isList, isMap, type List, type Value, type ValueMap } from './value.ts';

export const strategies = ['overwrite', 'merge', 'deep_merge'] as const;
export type Strategy = (typeof strategies)[number];

/** Does not merge: Heat refuses it, mostly by failing. */
const unmergeable: unique symbol = Symbol('unmergeable');

/**
 * The value of a parameter of a later environment over that of an earlier one, by the parameter's type (or, without one,
 * by the later value): maps are joined, deeply where the strategy says so, lists and text are put one after the other.
 * Numbers and booleans cannot be merged, nor can what is secret. Heat: `common/environment_util.py`, merge_parameters.
 */
export function mergeGiven(
  name: string,
  strategy: Strategy,
  type: ParameterType | undefined,
  old: Given | undefined,
  later: Given,
): Checked<Given> {
  if (strategy === 'overwrite') return { value: later, problems: [] };
  const value = mergeValues(type ?? typeOf(later.value), strategy === 'deep_merge', old?.value, later.value);
  if (value !== unmergeable) return { value: Object.freeze({ ...later, value }), problems: [] };
  const message = `The value of parameter "${name}" cannot be merged with an earlier one`;
  const path = formatPath(['parameters', name]);
  const expected = 'values that are all maps, all lists or all text; numbers and booleans only overwrite';
  return { problems: [problem('environment-merge', message, { at: later.at, path, expected })] };
}

function typeOf(value: Value): ParameterType {
  if (isMap(value)) return 'json';
  if (isList(value)) return 'comma_delimited_list';
  return typeof value === 'string' ? 'string' : 'number';
}

/** `old` is undefined where there is none; null is one, which no text can be put behind. */
function mergeValues(
  type: ParameterType,
  deep: boolean,
  old: Value | undefined,
  later: Value,
): Value | typeof unmergeable {
  if (marksOf(old ?? null) !== plain || marksOf(later) !== plain) return unmergeable;
  switch (type) {
    case 'json':
      return mergeJson(deep, old ?? null, later);
    case 'comma_delimited_list':
      return mergeLists(old ?? null, later);
    case 'string':
      return mergeTexts(old, later);
    case 'number':
    case 'boolean':
      return unmergeable;
  }
}

/** JSON in text is parsed first. Heat does so with the later value, and fails where the earlier one is text. */
function mergeJson(deep: boolean, old: Value, later: Value): Value | typeof unmergeable {
  const [before, after] = [coerceValue('json', old), coerceValue('json', later)];
  if (after === undefined) return unmergeable;
  if (!isEmpty(old) && changesNothing(after)) return old;
  if (before === undefined || isEmpty(before)) return after;
  return isMap(before) && isMap(after) ? mergeMaps(before, after, deep) : unmergeable;
}

function mergeLists(old: Value, later: Value): Value | typeof unmergeable {
  if (isEmpty(old)) return isList(later) || typeof later === 'string' ? later : unmergeable;
  if (isList(old) && isList(later)) return Object.freeze([...old, ...later]);
  return typeof old === 'string' && typeof later === 'string' ? `${old},${later}` : unmergeable;
}

/** A map of nothing but nulls, or of nothing, changes nothing; not even text or a list, which no other map can do with. */
function changesNothing(later: Value): boolean {
  return isMap(later) && [...later.values()].every((value) => value === null);
}

/** A null in the later map changes nothing. */
function mergeMaps(old: ValueMap, later: ValueMap, deep: boolean): Value | typeof unmergeable {
  const merged = new Map<string, Value>(old);
  for (const [key, value] of later) {
    if (value === null) continue;
    const result = deep ? mergeDeep(old.get(key), value) : value;
    if (result === unmergeable) return unmergeable;
    merged.set(key, result);
  }
  return merged;
}

function mergeTexts(old: Value | undefined, later: Value): Value | typeof unmergeable {
  if (typeof later !== 'string') return unmergeable;
  return old === undefined ? later : typeof old === 'string' ? old + later : unmergeable;
}

function mergeDeep(old: Value | undefined, later: Value): Value | typeof unmergeable {
  if (isMap(later)) {
    if (old === undefined || isEmpty(old)) return later;
    if (changesNothing(later)) return old;
    return isMap(old) ? mergeMaps(old, later, true) : unmergeable;
  }
  if (isList(later)) return old === undefined || isEmpty(old) ? later : isList(old) ? joined(old, later) : unmergeable;
  return typeof later === 'string' ? mergeTexts(old, later) : later;
}

function joined(old: List, later: List): List {
  return Object.freeze([...old, ...later]);
}

/** What Python takes for false. */
function isEmpty(value: Value): boolean {
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  return !value || value === 0n;
}
