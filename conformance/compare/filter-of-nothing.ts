import { isList } from '../../packages/engine/src/hot/value.ts';
import { type AnsweredError, errorsOf } from './answer-parts.ts';
import { callsIn, sectionOf, templatesOf } from './case-documents.ts';
import type { KnownDifference } from './known-difference.ts';

/** An output that fails by the values that `filter` takes out of a list, where Heat finds the list empty. */
export const filterOfNothing: KnownDifference = {
  name: 'filter-of-nothing',
  explains: ({ what }, { tyto, line }) => {
    const errors = errorsOf(tyto, what);
    const isFiltered = ({ path }: AnsweredError): boolean => path.includes('.filter[0]');
    return errors.some(
      (each) =>
        what.endsWith(`error of output ${each.output}`) &&
        (isFiltered(each) ||
          (each.file !== 'template.yaml' && filtersByAttributes(each.output, what, line)) ||
          // Another output, or what it asks for, has told it.
          (each.message.endsWith('asks for what failed already') && errors.some(isFiltered))),
    );
  },
};

/** Whether the values are attributes, which are nested stacks' outputs where what fails is in another file. */
function filtersByAttributes(output: string, what: string, line: string): boolean {
  const { first, second } = templatesOf(line);
  const value = sectionOf(what.startsWith('after ') ? second : first, 'outputs').get(output) ?? null;
  return callsIn(value, 'filter').some((call) => isList(call) && callsIn(call[0] ?? null, 'get_attr').length > 0);
}
