import type { Value } from '../../packages/engine/src/hot/value.ts';
import type { Difference } from './compare-answers.ts';

/** Two answers to a case that differ. */
export interface Disagreement {
  readonly heat: Value;
  readonly tyto: Value;
  /** The case as it was asked, a line of JSON. */
  readonly line: string;
}

/** A difference that is meant; `docs/hot-conformance.md` gives the reason under its name. */
export interface KnownDifference {
  readonly name: string;
  /** Whether this explains a difference: as exact as can be, so that no other hides behind it. */
  readonly explains: (difference: Difference, disagreement: Disagreement) => boolean;
}
