import { JsonFault, readJsonText } from '../json-text.ts';
import type { Snippet } from '../snippet.ts';
import { Float, isList, isMap, type List, type Value } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, type Outcome } from './function-entry.ts';
import { pythonInt } from './path-key.ts';
import { wantList } from './shape.ts';

/**
 * Heat: `cfn/functions.py`, Select: what is not found is ''; a text is read as JSON. As Python unpacks them, a text of two
 * letters is a list of these, and a map of two entries one of its keys.
 */
export const fnSelect: FunctionEntry = {
  name: 'Fn::Select',
  summary: 'One item of a list or map',
  since: '2013-05-23',
  until: '2015-10-15',
  kept: 2,
  example: 'Fn::Select: [INDEX, [ITEM, …]]',
  shape: (argument) => (isPair(argument) ? undefined : wantList(argument, 2, 2)),
  call(argument, context) {
    const [index = null, written = null] = pairOf(argument);
    const from = typeof written === 'string' && written !== '' ? readItems(written, context) : written;
    return from === failed ? failed : select(from, index, context);
  },
};

function isPair(argument: Snippet): boolean {
  if (argument.kind === 'map') return argument.entries.size === 2;
  return argument.kind === 'literal' && typeof argument.value === 'string' && [...argument.value].length === 2;
}

function pairOf(argument: Value): List {
  if (isMap(argument)) return [...argument.keys()];
  if (typeof argument === 'string') return [...argument];
  return isList(argument) ? argument : [];
}

function readItems(text: string, context: FunctionContext): Value | typeof failed {
  const value = readJsonText(text);
  if (!(value instanceof JsonFault)) return value;
  return context.fail(`"${context.name}" takes a list or map, and ${context.show(text)} is not JSON for one`);
}

function select(from: Value, index: Value, context: FunctionContext): Outcome {
  if (from === '' || from === null) return '';
  if (isMap(from) && typeof index === 'string') return from.get(index) ?? (from.has(index) ? null : '');
  const position = toPosition(index);
  if (isList(from) && position !== undefined) {
    const item = from.at(position);
    return item === undefined ? '' : item;
  }
  if (isList(from) || isMap(from)) {
    const form = isMap(from) ? 'a key' : 'a number';
    return context.fail(`"${context.name}" takes ${form} as index, not ${context.show(index)}`);
  }
  return context.fail(`"${context.name}" selects from a list or map, not from ${context.show(from)}`);
}

/** Python's `int`, which cuts what is behind the point. */
function toPosition(index: Value): number | undefined {
  if (typeof index === 'string') return pythonInt(index);
  if (typeof index === 'boolean' || typeof index === 'bigint') return Number(index);
  if (index instanceof Float) return Number.isFinite(index.value) ? Math.trunc(index.value) : undefined;
  return typeof index === 'number' ? index : undefined;
}
