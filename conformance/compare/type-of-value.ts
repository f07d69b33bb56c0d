import { isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { errorsOf } from './answer-parts.ts';
import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeParts, changeTemplates, withoutPart } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** An OS::Heat::Value that an update gives what is not of its type. Heat: `value.py`, reparse and handle_update; 19.0. */
export const typeOfValue: KnownDifference = {
  name: 'type-of-value-in-update',
  explains: ({ what, heat, tyto }, { tyto: ours, line }) => {
    if (what !== 'after status' || heat !== 'UPDATE_COMPLETE' || tyto !== 'UPDATE_FAILED') return false;
    const { first, second } = templatesOf(line);
    const isTyped = (path: string): boolean => {
      const name = /^resources\.([^.[]+)\.properties\.value\b/.exec(path)?.[1] ?? '';
      const [before, now] = [first, second].map((each) => mapOf(sectionOf(each, 'resources').get(name) ?? null));
      const isValue = [before, now].every((each) => each?.get('type') === 'OS::Heat::Value');
      return isValue && mapOf(now?.get('properties') ?? null).has('type');
    };
    const errors = errorsOf(ours, what).filter(({ output }) => output === '');
    return errors.length > 0 && errors.every(({ code, path }) => code === 'property-value' && isTyped(path));
  },
  without: (_, { line }) => changeTemplates(line, (template) => changeParts(template, withoutType)),
};

/** A value of any type in place of one that has one. */
function withoutType(part: Value): Value {
  if (!isMap(part) || part.get('type') !== 'OS::Heat::Value') return part;
  return withoutPart(part, ['properties', 'type']);
}
