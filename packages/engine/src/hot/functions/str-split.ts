import type { Snippet } from '../snippet.ts';
import { Float, isList, type Value } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, type Outcome } from './function-entry.ts';
import { pythonInt } from './path-key.ts';
import { formOf } from './shape.ts';

/** Heat: `functions.StrSplit`: null splits to null, an index may count from the end, null as separator is any blanks. */
export const strSplit: FunctionEntry = {
  name: 'str_split',
  summary: 'The parts of a text between separators, or one of them',
  since: '2015-10-15',
  example: 'str_split: [SEPARATOR, TEXT, INDEX]',
  shape: wantParts,
  call(argument, context) {
    const [separator = null, text, index] = isList(argument) ? argument : [];
    if (text === undefined)
      return context.fail(`"${context.name}" takes a separator and a text`, { expected: strSplit.example });
    if (text === null) return null;
    if (typeof text !== 'string') {
      return context.fail(`"${context.name}" splits a text, not ${context.show(text)}`, { within: [1] });
    }
    const parts = split(text, separator, context);
    return parts === failed || index === undefined ? parts : pick(parts, index, context);
  },
};

/** Heat looks no closer before it splits. */
function wantParts(argument: Snippet): string | undefined {
  const isWrong = argument.kind === 'map' || (argument.kind === 'literal' && typeof argument.value === 'string');
  if (!isWrong) return undefined;
  return `takes a list of a separator, a text, and maybe an index, not ${formOf(argument)}`;
}

function split(text: string, separator: Value, context: FunctionContext): readonly string[] | typeof failed {
  if (separator === null) return text.split(/\s+/u).filter((part) => part !== '');
  if (typeof separator === 'string' && separator !== '') return text.split(separator);
  const message = `"${context.name}" takes a separator that is not empty, not ${context.show(separator)}`;
  return context.fail(message, { within: [0] });
}

function pick(parts: readonly string[], written: Value, context: FunctionContext): Outcome {
  const index = toIndex(written);
  if (index === undefined)
    return context.fail(`"${context.name}" takes a number as index, not ${context.show(written)}`, { within: [2] });
  const part = parts.at(index);
  if (part !== undefined) return part;
  return context.fail(`"${context.name}" found no part ${context.show(written)}`, {
    expected: `an index between 0 and ${parts.length - 1}`,
    within: [2],
  });
}

function toIndex(written: Value): number | undefined {
  if (typeof written === 'string') return pythonInt(written);
  if (typeof written === 'boolean') return Number(written);
  if (typeof written === 'number') return written;
  return written instanceof Float && Number.isFinite(written.value) ? Math.trunc(written.value) : undefined;
}
