import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, templatesOf } from './case-documents.ts';
import { changeParts } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** A map that an expression gives, with keys that are no texts within Heat. */
export const keysOfYaql: KnownDifference = {
  name: 'keys-of-yaql',
  explains: ({ what, heat, tyto }, { line }) =>
    (what.includes('error of output') &&
      /must be str, not (?:int|float|bool|None(?:Type)?)/.test(String(heat)) &&
      line.includes('yaql')) ||
    (/^(?:after )?output /.test(what) && equalValues(inSmall(heat), inSmall(tyto)) && asksByExpression(what, line)),
};

/** Whether the query of a URL is an expression's: a boolean that is a key of it is written as Python writes it. */
function asksByExpression(what: string, line: string): boolean {
  const { first, second } = templatesOf(line);
  const template = what.startsWith('after ') ? second : first;
  return callsIn(template, 'make_url').some((call) => callsIn(mapOf(call).get('query') ?? null, 'yaql').length > 0);
}

function inSmall(value: Value): Value {
  return changeParts(value, (part) => (typeof part === 'string' ? part.toLowerCase() : part));
}
