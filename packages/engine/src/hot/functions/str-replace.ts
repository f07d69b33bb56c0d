import { codePointLength, compareCodePoints } from '../code-points.ts';
import { pythonJson, pythonStr } from '../print-value.ts';
import type { Snippet } from '../snippet.ts';
import { isList, isMap, type Value, type ValueMap } from '../value.ts';
import { atLeast } from '../version.ts';
import { type FunctionContext, type FunctionEntry, failed, type Outcome, type ShapeFault } from './function-entry.ts';
import { formOf, wantMap } from './shape.ts';

interface Strictness {
  /** Every name must stand in the template. */
  readonly needsAll: boolean;
  /** No value may be null or empty. */
  readonly needsValues: boolean;
}

/** Heat: `functions.Replace`; maps and lists as values since 2015-10-15 (`ReplaceJson`). */
export const strReplace: FunctionEntry = {
  name: 'str_replace',
  summary: 'Puts values into a text in place of names; longer names go first',
  since: '2013-05-23',
  kept: 2,
  example: 'str_replace: {template: TEXT, params: {NAME: VALUE, …}}',
  shape: wantTemplateAndParams,
  call: (argument, context) => replaceAll(argument, { needsAll: false, needsValues: false }, context),
};

/** Heat: `functions.ReplaceJsonStrict`. */
export const strReplaceStrict: FunctionEntry = {
  ...strReplace,
  name: 'str_replace_strict',
  summary: 'As str_replace; a name that the text does not have is an error',
  since: '2017-02-24',
  example: 'str_replace_strict: {template: TEXT, params: {NAME: VALUE, …}}',
  call: (argument, context) => replaceAll(argument, { needsAll: true, needsValues: false }, context),
};

/** Heat: `functions.ReplaceJsonVeryStrict`. */
export const strReplaceVstrict: FunctionEntry = {
  ...strReplace,
  name: 'str_replace_vstrict',
  summary: 'As str_replace_strict; a value that is null or empty is an error too',
  since: '2017-09-01',
  example: 'str_replace_vstrict: {template: TEXT, params: {NAME: VALUE, …}}',
  call: (argument, context) => replaceAll(argument, { needsAll: true, needsValues: true }, context),
};

function wantTemplateAndParams(argument: Snippet): ShapeFault | undefined {
  const wrong = wantMap(argument, ['template', 'params']);
  if (wrong !== undefined || argument.kind !== 'map') return wrong;
  const params = argument.entries.get('params');
  if (params === undefined || params.kind === 'map' || params.kind === 'call') return undefined;
  return { wrong: `takes a map as "params", not ${formOf(params)}`, within: ['params'] };
}

function replaceAll(argument: Value, strictness: Strictness, context: FunctionContext): Outcome {
  const template = (isMap(argument) ? argument.get('template') : undefined) ?? null;
  const params = (isMap(argument) ? argument.get('params') : undefined) ?? null;
  if (typeof template !== 'string') {
    return context.fail(`"${context.name}" takes a text as "template", not ${context.show(template)}`, {
      within: ['template'],
    });
  }
  if (!isMap(params)) {
    return context.fail(`"${context.name}" takes a map as "params", not ${context.show(params)}`, {
      within: ['params'],
    });
  }
  const texts = textsOf(params, strictness, context);
  return texts === failed ? failed : substitute(template, texts, strictness, context);
}

function textsOf(
  params: ValueMap,
  strictness: Strictness,
  context: FunctionContext,
): Map<string, string> | typeof failed {
  const texts = new Map<string, string>();
  let isSound = true;
  for (const [name, value] of params) {
    const text = textOf(name, value, strictness, context);
    if (text === failed) isSound = false;
    else texts.set(name, text);
  }
  if (!texts.has('')) return isSound ? texts : failed;
  return context.fail(`"${context.name}" cannot replace a name that is empty`, { within: ['params', ''], part: 'key' });
}

function textOf(name: string, value: Value, strictness: Strictness, context: FunctionContext): string | typeof failed {
  const isNested = isList(value) || isMap(value);
  if (isNested && !atLeast(context.version, '2015-10-15')) {
    return context.fail(`"${context.name}" replaces by texts and numbers; "${name}" is ${context.show(value)}`, {
      hint: 'Maps and lists can stand there since version 2015-10-15',
      within: ['params', name],
    });
  }
  if (strictness.needsValues && isEmpty(value)) {
    const message = `"${context.name}" takes no empty values; "${name}" is ${context.show(value)}`;
    return context.fail(message, { within: ['params', name] });
  }
  if (value === null) return '';
  return isNested ? pythonJson(value, { sortKeys: true }) : pythonStr(value);
}

function isEmpty(value: Value): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0) || (isMap(value) && value.size === 0);
}

/** Replaces the names, longest first; what was put in is not searched again. */
function substitute(
  template: string,
  texts: ReadonlyMap<string, string>,
  strictness: Strictness,
  context: FunctionContext,
): Outcome {
  const names = [...texts.keys()].sort((a, b) => codePointLength(b) - codePointLength(a) || compareCodePoints(a, b));
  const replacements: Replacement[] = [];
  const taken = new Uint32Array(template.length);
  const missing = names.filter((name) => !replaceName(template, name, texts.get(name) ?? '', taken, replacements));
  if (!strictness.needsAll || missing.length === 0) return replaced(template, replacements);
  return context.fail(`The text has no ${missing.map((name) => `"${name}"`).join(', ')} to replace`, {
    expected: `every name under "params" in the template of "${context.name}"`,
    within: ['params', ...missing.slice(0, 1)],
    part: 'key',
  });
}

/** A name in the text, and what stands there instead. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/**
 * Notes where a name is replaced, from left to right wherever nothing is yet; gives whether it is anywhere. `taken` tells
 * of each place that is replaced already where that ends, else 0. What is replaced already is no shorter than the name,
 * so it reaches over one of the ends of whatever it overlaps.
 */
function replaceName(
  template: string,
  name: string,
  by: string,
  taken: Uint32Array,
  replacements: Replacement[],
): boolean {
  const before = replacements.length;
  let from = template.indexOf(name);
  while (from >= 0) {
    const to = from + name.length;
    const end = taken[from] || taken[to - 1] || 0;
    if (end === 0) {
      taken.fill(to, from, to);
      replacements.push({ from, to, by });
    }
    from = template.indexOf(name, end === 0 ? to : end);
  }
  return replacements.length > before;
}

function replaced(template: string, replacements: Replacement[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, by } of replacements.sort((a, b) => a.from - b.from)) {
    pieces.push(template.slice(at, from), by);
    at = to;
  }
  pieces.push(template.slice(at));
  return pieces.join('');
}
