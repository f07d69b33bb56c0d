import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, templatesOf } from './case-documents.ts';
import { changeParts, changeTemplates } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** A way into an attribute that comes to another one once there are values. */
export const wayKnownLate: KnownDifference = {
  name: 'way-known-late',
  explains: ({ what, heat }, { line }) => {
    const name = /^The Referenced Attribute \((.+?) \(.*\)\) is incorrect\.$/s.exec(String(heat))?.[1];
    const { first, second } = templatesOf(line);
    const calls = callsIn(what.startsWith('after ') ? second : first, 'get_attr');
    return what.includes('error of output') && calls.some((call) => isList(call) && call[0] === name && isLate(call));
  },
  without: (_, { line }) =>
    changeTemplates(line, (template) =>
      changeParts(template, (part) => {
        const call = isMap(part) && part.size === 1 ? (part.get('get_attr') ?? null) : null;
        return isList(call) && isLate(call) ? new Map([['get_attr', call.filter((step) => !isMap(step))]]) : part;
      }),
    ),
};

function isLate(call: readonly Value[]): boolean {
  return call.some(isMap);
}
