import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { isStatus, textAt } from './answer-parts.ts';
import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeDocuments, changeParts, changeTemplates } from './change-case.ts';
import { keptOutputs } from './kept-outputs.ts';
import type { KnownDifference } from './known-difference.ts';
import { withoutUnusedFiles } from './unused-files.ts';

/** What differs in nested stacks, and in the files that come with a stack. */
export const nestedDifferences: readonly KnownDifference[] = [
  keptOutputs,
  {
    name: 'names-of-nested-stacks',
    explains: ({ what, heat }, { heat: answer }) =>
      isStatus(what) && heat === 'REFUSED' && namesInWords(textAt(answer, 'error')).length > 0,
    without: (_, { heat, line }) => withLetters(line, namesInWords(textAt(heat, 'error'))),
  },
  {
    name: 'dropped-in-nested',
    explains: ({ what }, { heat, line }) =>
      isStatus(what) && /EllipsisType takes no arguments/.test(textAt(heat, 'error')) && withoutDropping(line) !== line,
    without: (_, { line }) => withoutDropping(line),
  },
  {
    name: 'nested-seen-with-nulls',
    explains: ({ what, heat, tyto }, { heat: answer, line }) =>
      isStatus(what) &&
      String(heat).endsWith('_FAILED') &&
      String(tyto).endsWith('_COMPLETE') &&
      /StackValidationFailed: resources\.(?:[^:]*\.resources)?([^:]+): Property error: \1\.resources/.test(
        textAt(answer, 'reason'),
      ) &&
      /\bget_attr\b/.test(line),
  },
  {
    name: 'attributes-asked-before',
    explains: ({ what, heat, tyto }, { heat: answer, line }) => {
      const failing =
        /^StackValidationFailed: resources\.([^:]+): outputs\..*: The Referenced Attribute \(\S+ \S+\) is/;
      const [, group = ''] = failing.exec(textAt(answer, 'reason')) ?? [];
      const { first, second } = templatesOf(line);
      const types = [first, second].map((template) => typeOfMembers(template, group));
      return what === 'after status' && heat === 'UPDATE_FAILED' && tyto === 'UPDATE_COMPLETE' && types[0] !== types[1];
    },
  },
  {
    name: 'schema-of-unused-file',
    explains: ({ what, heat, tyto }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      tyto !== 'REFUSED' &&
      (/^(?:Invalid(?:SchemaError|TemplateVersion|TemplateVersions)|error)$/.test(textAt(answer, 'type')) ||
        /^'\w+' object has no attribute 'items'$/.test(textAt(answer, 'error'))) &&
      withoutUnusedFiles(line) !== line,
    without: (_, { line }) => withoutUnusedFiles(line),
  },
];

function typeOfMembers(template: ValueMap, group: string): Value {
  const properties = mapOf(sectionOf(template, 'resources').get(group) ?? null).get('properties') ?? null;
  return mapOf(mapOf(properties).get('resource_def') ?? null).get('type') ?? null;
}

/** The names of resources in what Heat says of a nested stack's name. */
function namesInWords(words: string): readonly string[] {
  const [path] = /^.*?(?=: Invalid stack name )/s.exec(words) ?? [''];
  const names = [...path.matchAll(/resources\.(.+?)(?=<|\.resources\.|$)/gs)].map(([, name = '']) => name);
  return names.filter((name) => /[^\w.-]/.test(name));
}

/** The case with resources' names of letters that Heat takes for a stack. */
function withLetters(line: string, names: readonly string[]): string {
  const renamed = (text: string): string => (names.includes(text) ? text.replaceAll(/[^\w.-]/g, 'q') : text);
  return changeDocuments(line, (document) =>
    changeParts(document, (part) => {
      if (typeof part === 'string') return renamed(part);
      return isMap(part) ? new Map([...part].map(([key, each]) => [renamed(key), each])) : part;
    }),
  );
}

/** The case with a null where an `if` without a third argument would take its item away. */
function withoutDropping(line: string): string {
  const completed = (part: Value): Value => {
    const argument = isMap(part) && part.size === 1 ? (part.get('if') ?? null) : null;
    return isList(argument) && argument.length === 2 ? new Map([['if', [...argument, null]]]) : part;
  };
  return changeTemplates(line, (template) => changeParts(template, completed));
}
