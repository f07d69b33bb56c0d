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
  /**
   * The case without what makes the difference, of which both are asked again, so that all else in it is compared; the
   * same line where there is nothing to take away.
   */
  readonly without?: (difference: Difference, disagreement: Disagreement) => string;
}
