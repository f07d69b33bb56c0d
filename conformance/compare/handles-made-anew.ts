import { isList } from '../../packages/engine/src/hot/value.ts';
import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import type { KnownDifference } from './known-difference.ts';

/** Handles that Heat makes anew whenever it updates their stack, and delays that have changed. */
export const handlesMadeAnew: KnownDifference = {
  name: 'handles-made-anew',
  explains: ({ what, heat, tyto }, { line }) => {
    if (what !== 'after replaced' || !isList(heat) || !isList(tyto)) return false;
    const resources = sectionOf(templatesOf(line).second, 'resources');
    const isMadeAnew = (name: string): boolean =>
      /^OS::Heat::(?:UpdateWaitConditionHandle|Delay)$/.test(String(mapOf(resources.get(name) ?? null).get('type')));
    const more = heat.filter((each) => !tyto.includes(each));
    return (
      tyto.every((each) => heat.includes(each)) && more.length > 0 && more.every((each) => isMadeAnew(String(each)))
    );
  },
};
