import { coerceValue } from '../../packages/engine/src/hot/coerce-value.ts';
import { parameterTypes } from '../../packages/engine/src/hot/parameter.ts';
import type { Value, ValueMap } from '../../packages/engine/src/hot/value.ts';
import { textAt } from './answer-parts.ts';
import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeDocuments, changeRequests } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';
import { withoutResourceKey } from './take-away.ts';

/** An immutable parameter that has the same value, but is written in another way than its type has it. */
export const immutableAsWritten: KnownDifference = {
  name: 'immutable-as-written',
  explains: ({ what, tyto }, { heat, line }) =>
    what === 'after status' &&
    tyto === 'UPDATE_COMPLETE' &&
    (isOfNested(heat) || (textAt(heat, 'type') === 'ImmutableParameterModified' && asTyped(line) !== line)),
  without: (_, { heat, line }) => (isOfNested(heat) ? withoutImmutableInFiles(line) : asTyped(line)),
};

function isOfNested(heat: Value): boolean {
  return /^(?:resources\S+: )?ImmutableParameterModified: /.test(textAt(heat, 'reason'));
}

function withoutImmutableInFiles(line: string): string {
  return changeDocuments(line, (document, name) =>
    /^(?:template|env(?:-\d+)?)\.yaml$/.test(name) ? document : withoutResourceKey(document, 'immutable', () => true),
  );
}

/** The case in which the values of all parameters are given as their types have them. */
function asTyped(line: string): string {
  const { first, second } = templatesOf(line);
  const inDocuments = (part: 'first' | 'update', template: ValueMap) => (text: string) =>
    changeDocuments(
      text,
      (document, name) =>
        /^env(?:-\d+)?\.yaml$/.test(name) ? withSection(mapOf(document), 'parameters', template) : document,
      part,
    );
  const given = changeRequests(line, (request, isUpdate) => withSection(request, 'params', isUpdate ? second : first));
  return inDocuments('update', second)(inDocuments('first', first)(given));
}

/** A map with the values of one of its sections as the parameters of a template have them. */
function withSection(map: ValueMap, name: string, template: ValueMap): ValueMap {
  if (!map.has(name)) return map;
  const parameters = sectionOf(template, 'parameters');
  const values = [...sectionOf(map, name)].map(([key, value]): [string, Value] => {
    const type = parameterTypes.find((each) => each === mapOf(parameters.get(key) ?? null).get('type'));
    return [key, type === undefined ? value : (coerceValue(type, value) ?? value)];
  });
  return new Map([...map, [name, new Map(values)]]);
}
