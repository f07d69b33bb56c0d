import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import type { KnownDifference } from './known-difference.ts';

/** A map with a key that is no text, which an update finds changed: what Heat keeps of it has texts. */
export const keysOfMaps: KnownDifference = {
  name: 'keys-of-map-replace',
  explains: ({ what, heat, tyto }, { line }) => {
    if (what !== 'preview unchanged' && what !== 'preview updated') return false;
    const [names, others] = [namesIn(heat), namesIn(tyto)];
    const resources = sectionOf(templatesOf(line).second, 'resources');
    const moved = [
      ...names.filter((name) => !others.includes(name)),
      ...others.filter((name) => !names.includes(name)),
    ];
    return moved.every((name) => replacesByOdd(resources.get(name) ?? null));
  },
};

function namesIn(names: Value): readonly string[] {
  return isList(names) ? names.map(String) : [];
}

/** Whether a resource has keys replaced by what is no text. */
function replacesByOdd(resource: Value): boolean {
  return callsIn(resource, 'map_replace').some((call) => {
    const [, by = null] = isList(call) ? call : [];
    return hasOdd(mapOf(by).get('keys') ?? '');
  });
}

function hasOdd(value: Value): boolean {
  if (isList(value)) return value.some(hasOdd);
  return isMap(value) ? [...value.values()].some(hasOdd) : typeof value !== 'string';
}
