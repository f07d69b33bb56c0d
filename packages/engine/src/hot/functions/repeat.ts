import { marksOf, plain } from '../marks.ts';
import type { Snippet } from '../snippet.ts';
import { isList, isMap, type List, type Value } from '../value.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import { type FunctionContext, type FunctionEntry, failed, needInside, type ShapeFault } from './function-entry.ts';
import { mostCopied, mostCopies, weightOf } from './result-limit.ts';
import { formOf, wantMap } from './shape.ts';
import { substituteNames } from './substitute-names.ts';

/** Heat: `functions.Repeat`; over maps since 2016-10-14 (`RepeatWithMap`), `permutations` since 2017-09-01. */
export const repeat: FunctionEntry = {
  name: 'repeat',
  summary: 'A list with one copy of a template for each item of a list, names in it replaced by the item',
  since: '2015-04-30',
  opaque: true,
  kept: 3,
  example: 'repeat: {template: TEMPLATE, for_each: {NAME: [ITEM, …]}}',
  shape: wantTemplateAndForEach,
  call(argument, context) {
    const forEach = (isMap(argument) ? argument.get('for_each') : undefined) ?? null;
    if (marksOf(forEach) !== plain || !isMap(argument)) return needInside;
    const isProduct = argument.get('permutations') !== false || !atLeast(context.version, '2017-09-01');
    const lists = listsOf(forEach, isProduct, context);
    if (lists === failed) return failed;
    const rows = isProduct ? product(lists, context) : zip(lists, forEach, context);
    if (rows === failed) return failed;
    return copies(argument.get('template') ?? null, [...lists.keys()], rows, context);
  },
};

function wantTemplateAndForEach(argument: Snippet, version: TemplateVersion): ShapeFault | undefined {
  const wrong = wantMap(argument, ['for_each', 'template']);
  if (wrong !== undefined || argument.kind !== 'map') return wrong;
  const forEach = argument.entries.get('for_each');
  if (forEach !== undefined && forEach.kind !== 'map' && forEach.kind !== 'call') {
    return { wrong: `takes a map as "for_each", not ${formOf(forEach)}`, within: ['for_each'] };
  }
  const permutations = argument.entries.get('permutations');
  if (permutations === undefined || !atLeast(version, '2017-09-01')) return undefined;
  const isBoolean = permutations.kind === 'literal' && typeof permutations.value === 'boolean';
  const message = `takes true or false as "permutations", not ${formOf(permutations)}`;
  return isBoolean ? undefined : { wrong: message, within: ['permutations'] };
}

function listsOf(forEach: Value, isProduct: boolean, context: FunctionContext): Map<string, List> | typeof failed {
  if (!isMap(forEach) || forEach.size === 0) {
    return context.fail(`"${context.name}" takes a map of lists as "for_each", not ${context.show(forEach)}`, {
      expected: repeat.example,
      within: ['for_each'],
    });
  }
  const takesMaps = isProduct && atLeast(context.version, '2016-10-14');
  const lists = new Map<string, List>();
  for (const [name, value] of forEach) {
    if (isList(value)) lists.set(name, value);
    else if (value === null) lists.set(name, []);
    else if (isMap(value) && takesMaps) lists.set(name, [...value.keys()]);
    else {
      const message = `"${context.name}" repeats over lists; "${name}" is ${context.show(value)}`;
      return context.fail(message, { within: ['for_each', name] });
    }
  }
  return lists;
}

/** Every choice of one item from each list; the last list's items change fastest. */
function product(lists: ReadonlyMap<string, List>, context: FunctionContext): readonly List[] | typeof failed {
  const count = [...lists.values()].reduce((product, list) => product * list.length, 1);
  if (count > mostCopies) return tooMuch(context);
  let rows: List[] = [[]];
  for (const list of lists.values()) rows = rows.flatMap((row) => list.map((item) => [...row, item]));
  return rows;
}

function tooMuch(context: FunctionContext): typeof failed {
  const expected = `at most ${mostCopies} copies, of ${mostCopied} letters and parts together`;
  return context.fail(`"${context.name}" would make too many copies, or too large ones`, { expected }, 'value-limit');
}

function zip(
  lists: ReadonlyMap<string, List>,
  forEach: Value,
  context: FunctionContext,
): readonly List[] | typeof failed {
  const columns = [...lists.values()];
  // What is null takes part as an empty list, but its length is not compared.
  const compared = [...lists].filter(([name]) => isMap(forEach) && forEach.get(name) !== null);
  const lengths = new Set(compared.map(([, list]) => list.length));
  if (lengths.size > 1) {
    return context.fail(`"${context.name}" without permutations takes lists of one length`, {
      expected: 'as many items in each list under "for_each"',
      within: ['for_each'],
    });
  }
  const shortest = Math.min(...columns.map((list) => list.length));
  return Array.from({ length: shortest }, (_, row) => columns.map((list) => list[row] ?? null));
}

function copies(
  template: Value,
  names: readonly string[],
  rows: readonly List[],
  context: FunctionContext,
): Value | typeof failed {
  const made: Value[] = [];
  let weight = 0;
  for (const row of rows) {
    const copy = substituteNames(template, names, row, context);
    if (copy === failed) return failed;
    weight += weightOf(copy);
    if (weight > mostCopied) return tooMuch(context);
    made.push(copy);
  }
  return made;
}
