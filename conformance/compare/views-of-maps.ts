import type { Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, templatesOf } from './case-documents.ts';
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

/** Whether an expression of yaql is given what another one made of a map. */
function handsOnView(what: string, line: string): boolean {
  const { first, second } = templatesOf(line);
  return callsIn(what.startsWith('after ') ? second : first, 'yaql').some((call) =>
    callsIn(mapOf(call).get('data') ?? null, 'yaql').some(givesView),
  );
}

function givesView(call: Value): boolean {
  const expression = mapOf(call).get('expression');
  return typeof expression === 'string' && view.test(expression);
}
