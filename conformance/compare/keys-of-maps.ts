import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { functions } from '../../packages/engine/src/hot/functions/table.ts';
import { pythonJson } from '../../packages/engine/src/hot/print-value.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeParts, changeTemplates } from './change-case.ts';
import type { Difference } from './compare-answers.ts';
import type { KnownDifference } from './known-difference.ts';

/** A map with a key that is no text, which an update finds changed: what Heat keeps of it has texts. */
export const keysOfMaps: KnownDifference = {
  name: 'keys-of-map-replace',
  explains: (difference, { line }) =>
    isOfPreview(difference, line) || isOfOutput(difference, line) || isOfText(difference, line),
  without: (_, { line }) => changeTemplates(line, (template) => changeParts(template, withTextKeys)),
};

function isOfPreview({ what, heat, tyto }: Difference, line: string): boolean {
  if (what !== 'preview unchanged' && what !== 'preview updated') return false;
  const [names, others] = [namesIn(heat), namesIn(tyto)];
  const resources = sectionOf(templatesOf(line).second, 'resources');
  const moved = [...names.filter((name) => !others.includes(name)), ...others.filter((name) => !names.includes(name))];
  return moved.every((name) => replacesByOdd(resources.get(name) ?? null));
}

/** Whether Heat fails to write such a map, whose keys it cannot sort. */
function isOfText({ what, heat }: Difference, line: string): boolean {
  const [, after, name = ''] = /^(after )?error of output (.*)$/s.exec(what) ?? [];
  const { first, second } = templatesOf(line);
  const output = sectionOf(after === undefined ? first : second, 'outputs').get(name) ?? null;
  return /Failed to json serialize \{/.test(String(heat)) && replacesByOdd(output);
}

/** Whether what an expression makes of such a map differs in nothing but that its keys are texts. */
function isOfOutput({ what, heat, tyto }: Difference, line: string): boolean {
  const [, after, name] = /^(after )?output (.*)$/s.exec(what) ?? [];
  if (name === undefined) return false;
  const { first, second } = templatesOf(line);
  const output = sectionOf(after === undefined ? first : second, 'outputs').get(name) ?? null;
  return callsIn(output, 'yaql').length > 0 && replacesByOdd(output) && isSameButTexts(heat, tyto);
}

function isSameButTexts(heat: Value, tyto: Value): boolean {
  if (isList(heat) && isList(tyto))
    return heat.length === tyto.length && heat.every((each, index) => isSameButTexts(each, tyto[index] ?? null));
  return equalValues(heat, tyto) || (!isMap(heat) && !isList(heat) && pythonJson(heat) === tyto);
}

function namesIn(names: Value): readonly string[] {
  return isList(names) ? names.map(String) : [];
}

/** Whether a value has keys replaced by what is no text, or is not known to be one. */
function replacesByOdd(value: Value): boolean {
  return callsIn(value, 'map_replace').some((call) => {
    const [, by = null] = isList(call) ? call : [];
    return hasOdd(mapOf(by).get('keys') ?? '');
  });
}

function hasOdd(keys: Value): boolean {
  if (!isMap(keys) || (keys.size === 1 && [...keys.keys()].some((name) => functions.has(name)))) return true;
  return [...keys.values()].some((each) => typeof each !== 'string');
}

function withTextKeys(part: Value): Value {
  const call = isMap(part) && part.size === 1 ? (part.get('map_replace') ?? null) : null;
  const [map = null, by = null] = isList(call) && call.length === 2 ? call : [];
  const keys = isMap(by) ? (by.get('keys') ?? null) : null;
  if (!isMap(by) || !isMap(keys)) return part;
  const texts = [...keys].map(([key, each]): [string, Value] => [key, typeof each === 'string' ? each : `${key} anew`]);
  return new Map([['map_replace', [map, new Map([...by, ['keys', new Map(texts)]])]]]);
}
