import { pythonJson } from '../print-value.ts';
import type { Snippet } from '../snippet.ts';
import { isList, isMap, type List, type Value } from '../value.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import { type FunctionContext, type FunctionEntry, failed } from './function-entry.ts';
import { isTruthy } from './python-truth.ts';
import { wantList } from './shape.ts';

/** Heat: `functions.Join`; several lists, and maps and lists as items, since 2015-10-15 (`JoinMultiple`). */
export const listJoin: FunctionEntry = {
  name: 'list_join',
  summary: 'Joins the texts of one or more lists, with a separator between',
  since: '2013-05-23',
  kept: 1,
  example: 'list_join: [SEPARATOR, [TEXT, …], …]',
  shape: wantSeparatorAndLists,
  call(argument, context) {
    const [separator = null, ...lists] = isList(argument) ? argument : [argument];
    const items = joinItems(lists, context);
    if (items === failed) return failed;
    if (typeof separator !== 'string') {
      return context.fail(`"${context.name}" takes a text as separator, not ${context.show(separator)}`, {
        within: [0],
      });
    }
    const texts = items.map((item, index) => textOf(item, index, context));
    return texts.every((text) => text !== failed) ? texts.join(separator) : failed;
  },
};

function wantSeparatorAndLists(argument: Snippet, version: TemplateVersion): string | undefined {
  return atLeast(version, '2015-10-15') ? wantList(argument, 2) : wantList(argument, 2, 2);
}

function joinItems(lists: List, context: FunctionContext): List | typeof failed {
  const takesMany = atLeast(context.version, '2015-10-15');
  const items: Value[] = [];
  for (const [index, list] of lists.entries()) {
    if (isList(list)) for (const item of list) items.push(item);
    else if (list !== null && !(takesMany && !isTruthy(list))) {
      return context.fail(`"${context.name}" joins lists, and this is none: ${context.show(list)}`, {
        expected: listJoin.example,
        within: [index + 1],
      });
    }
  }
  return items;
}

function textOf(item: Value, index: number, context: FunctionContext): string | typeof failed {
  if (typeof item === 'string') return item;
  if (item === null) return '';
  const isNested = isList(item) || isMap(item);
  if (isNested && atLeast(context.version, '2015-10-15')) return pythonJson(item, { sortKeys: true });
  return context.fail(`"${context.name}" joins texts; item ${index} is ${context.show(item)}`, {
    hint: isNested ? 'Maps and lists can be joined since version 2015-10-15' : 'Write it in quotes, or use str_replace',
  });
}
