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
      (/^No function "\S+" matches supplied arguments$/.test(String(heat)) && handsOnView(what, line))),
};

const view = /\.(?:items|keys|values)\(\)/;

/** Whether an expression of yaql in the output that differs is given what another one made of a map. */
function handsOnView(what: string, line: string): boolean {
  return handsOn(what, line, view);
}

/** Whether an expression of yaql in the output that differs is given what another one, of such a form, made. */
export function handsOn(what: string, line: string, form: RegExp): boolean {
  const [, after, name = ''] = /^(after )?(?:error of )?output (.*)$/s.exec(what) ?? [];
  const { first, second } = templatesOf(line);
  const output = sectionOf(after === undefined ? first : second, 'outputs').get(name) ?? null;
  return callsIn(output, 'yaql').some((call) =>
    callsIn(mapOf(call).get('data') ?? null, 'yaql').some((inner) => isOfForm(inner, form)),
  );
}

function isOfForm(call: Value, form: RegExp): boolean {
  const expression = mapOf(call).get('expression');
  return typeof expression === 'string' && form.test(expression);
}
