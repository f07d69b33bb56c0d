import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { changeParts } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** Outputs that differ in nothing but the boundaries between the parts of a MIME text. */
export const boundaryByChance: KnownDifference = {
  name: 'boundary-by-chance',
  explains: ({ what, heat, tyto }) =>
    /^(?:after )?output /.test(what) && equalValues(withoutBoundaries(heat), withoutBoundaries(tyto)),
};

function withoutBoundaries(value: Value): Value {
  return changeParts(value, (part) => (typeof part === 'string' ? part.replaceAll(/={15}\d{19}==/g, '=') : part));
}
