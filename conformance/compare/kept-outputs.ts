import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { resourceType } from '../../packages/engine/src/resource/resource-types.ts';
import { errorsOf } from './answer-parts.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import type { KnownDifference } from './known-difference.ts';
import { withoutTold } from './take-away.ts';

/**
 * What asks for an output of a nested stack that an update changes: Heat keeps the outputs that the nested stack had before
 * for all of its update, where it does not run by convergence. Heat: `stack_resource.py`, get_output; 19.0.
 */
export const keptOutputs: KnownDifference = {
  name: 'outputs-kept-in-update',
  explains: ({ what, heat, tyto }, { heat: answer, tyto: ours, line }) => {
    const [, output] = /^after output (.*)$/s.exec(what) ?? [];
    const late = lateResources(line);
    if (output !== undefined) {
      const definition = sectionOf(templatesOf(line).second, 'outputs').get(output) ?? null;
      const before = mapOf(mapOf(answer).get('outputs') ?? null).get(output);
      return before !== undefined && equalValues(before, heat) && askedBy(definition).some((name) => late.has(name));
    }
    if (what === 'after replaced' && isList(heat) && isList(tyto)) {
      return (
        heat.every((name) => tyto.includes(name)) && tyto.every((name) => heat.includes(name) || late.has(String(name)))
      );
    }
    if (what !== 'after status' || heat !== 'UPDATE_COMPLETE' || tyto !== 'UPDATE_FAILED') return false;
    const names = errorsOf(ours, what).map(({ path }) => /^resources\.([^.[]+)\.properties\b/.exec(path)?.[1] ?? '');
    return names.length > 0 && names.every((name) => late.has(name));
  },
  without: (difference, asked) =>
    difference.what === 'after status' ? withoutTold(difference, asked, ({ output }) => output === '') : asked.line,
};

/** The names of resources after the update that come of attributes of a nested stack that was there before. */
function lateResources(line: string): ReadonlySet<string> {
  const { first, second } = templatesOf(line);
  const [before, now] = [sectionOf(first, 'resources'), sectionOf(second, 'resources')];
  const late = new Set<string>();
  for (let count = -1; count < late.size; ) {
    count = late.size;
    for (const [name, resource] of now) {
      const asked = askedBy(mapOf(resource).get('properties') ?? null);
      if (asked.some((each) => late.has(each) || (isNested(now, each) && isNested(before, each)))) late.add(name);
    }
  }
  return late;
}

function isNested(resources: ValueMap, name: string): boolean {
  const resource = resources.get(name) ?? null;
  const type = isMap(resource) ? resource.get('type') : undefined;
  return typeof type === 'string' && resourceType(type) === undefined;
}

/** The names of resources whose attributes a value asks for. */
function askedBy(value: Value): readonly string[] {
  return callsIn(value, 'get_attr').flatMap((call) => (isList(call) && typeof call[0] === 'string' ? [call[0]] : []));
}
