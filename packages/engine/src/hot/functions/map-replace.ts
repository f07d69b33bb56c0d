import type { Path } from '../../diagnostics/path.ts';
import { marksOf, plain } from '../marks.ts';
import { pythonJson } from '../print-value.ts';
import { isList, isMap, type Value, type ValueMap } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, needInside, type Outcome } from './function-entry.ts';

/** Heat: `functions.MapReplace`: only texts are found among the values; a new key must not be there already. */
export const mapReplace: FunctionEntry = {
  name: 'map_replace',
  summary: 'A map with some of its keys and values replaced by others',
  since: '2016-10-14',
  opaque: true,
  example: 'map_replace: [{KEY: VALUE, …}, {keys: {KEY: KEY, …}, values: {VALUE: VALUE, …}}]',
  call(argument, context) {
    if (!isList(argument)) return marksOf(argument) === plain ? wrongForm(argument, context) : needInside;
    const [map, replacements, ...more] = argument;
    if (map === undefined || replacements === undefined || more.length > 0) return wrongForm(argument, context);
    if (isOpaque(map) || isOpaque(replacements)) return needInside;
    const into = toMap(map, context, [0]);
    const by = toMap(replacements, context, [1]);
    return into === failed || by === failed ? failed : replaceIn(into, by, context);
  },
};

function isOpaque(value: Value): boolean {
  return typeof value === 'object' && value !== null && marksOf(value) !== plain && !isMap(value) && !isList(value);
}

function wrongForm(argument: Value, context: FunctionContext): Outcome {
  const message = `"${context.name}" takes a map and the replacements, not ${context.show(argument)}`;
  return context.fail(message, { expected: mapReplace.example, within: [] });
}

function toMap(value: Value, context: FunctionContext, within: Path): ValueMap | typeof failed {
  if (value === null) return new Map();
  if (isMap(value)) return value;
  const message = `"${context.name}" takes maps, not ${context.show(value)}`;
  return context.fail(message, { expected: mapReplace.example, within });
}

function replaceIn(map: ValueMap, by: ValueMap, context: FunctionContext): Outcome {
  const odd = [...by.keys()].find((key) => key !== 'keys' && key !== 'values');
  if (odd !== undefined) {
    return context.fail(`"${context.name}" replaces keys and values, and has no "${odd}"`, {
      expected: mapReplace.example,
      within: [1, odd],
      part: 'key',
    });
  }
  if ([...by.values()].some(isOpaque) || marksOf(by.get('keys') ?? null) !== plain) return needInside;
  const keys = toMap(by.get('keys') ?? null, context, [1, 'keys']);
  const values = toMap(by.get('values') ?? null, context, [1, 'values']);
  if (keys === failed || values === failed) return failed;
  if (values.size > 0 && [...map.values()].some(isOpaque)) return needInside;
  return replaceAll(map, keys, values, context);
}

function replaceAll(map: ValueMap, keys: ValueMap, values: ValueMap, context: FunctionContext): Outcome {
  const result = new Map<string, Value>();
  for (const [key, value] of map) {
    const newKey = keyFor(key, keys, context);
    if (newKey === failed) return failed;
    if (newKey !== key && (map.has(newKey) || result.has(newKey))) {
      const message = `"${context.name}" cannot name the key "${key}" "${newKey}", for there is one of that name`;
      return context.fail(message, { within: [1, 'keys', key] });
    }
    const newValue = typeof value === 'string' ? values.get(value) : undefined;
    result.set(newKey, newValue === undefined ? value : newValue);
  }
  return result;
}

function keyFor(key: string, keys: ValueMap, context: FunctionContext): string | typeof failed {
  const written = keys.get(key) ?? null;
  if (written === null) return key;
  if (typeof written === 'string') return written;
  if (!isList(written) && !isMap(written)) return pythonJson(written);
  return context.fail(`"${context.name}" cannot use ${context.show(written)} as a key`, { within: [1, 'keys', key] });
}
