import type { Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import type { KnownDifference } from './known-difference.ts';

/** What is made of a map's items, keys or values, which within Heat are no list. */
export const viewsOfMaps: KnownDifference = {
  name: 'views-of-maps',
  explains: ({ what, heat }, { line }) =>
    what.includes('error of output') &&
    ((/^The values of the "for_each" argument to "repeat" must be lists(?: or maps)?$/.test(String(heat)) &&
      view.test(line)) ||
      (/^No function "\S+" matches supplied arguments$/.test(String(heat)) && handsOn(what, line, view)) ||
      (/^"str_replace\w*" params must be strings, numbers, list or map\.$/.test(String(heat)) &&
        replacing.some((name) => handsOn(what, line, view, name, 'params')))),
};

const view = /\.(?:items|keys|values)\(\)/;

const replacing = ['str_replace', 'str_replace_strict', 'str_replace_vstrict'];

/** Whether a part of a call in the output that differs is what an expression of yaql of such a form made. */
export function handsOn(what: string, line: string, form: RegExp, name = 'yaql', part = 'data'): boolean {
  const [, after, output = ''] = /^(after )?(?:error of )?output (.*)$/s.exec(what) ?? [];
  const { first, second } = templatesOf(line);
  const value = sectionOf(after === undefined ? first : second, 'outputs').get(output) ?? null;
  return callsIn(value, name).some((call) =>
    callsIn(mapOf(call).get(part) ?? null, 'yaql').some((inner) => isOfForm(inner, form)),
  );
}

function isOfForm(call: Value, form: RegExp): boolean {
  const expression = mapOf(call).get('expression');
  return typeof expression === 'string' && form.test(expression);
}
