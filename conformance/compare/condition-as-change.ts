import { textAt } from './answer-parts.ts';
import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeTemplates } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';
import { withoutResourceKey } from './take-away.ts';

/** What stays as it is under a condition, and may not be updated. */
export const conditionAsChange: KnownDifference = {
  name: 'condition-as-change',
  explains: ({ what, heat, tyto }, { heat: answer, line }) => {
    const refused = /^ResourceActionRestricted: resources\.(.+): update is restricted for resource\.$/s;
    const name = refused.exec(textAt(answer, 'reason'))?.[1];
    if (what !== 'after status' || heat !== 'UPDATE_FAILED' || tyto !== 'UPDATE_COMPLETE') return false;
    return mapOf(sectionOf(templatesOf(line).second, 'resources').get(name ?? '') ?? null).has('condition');
  },
  without: (_, { line }) => changeTemplates(line, (template) => withoutResourceKey(template, 'condition', () => true)),
};
