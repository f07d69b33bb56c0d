import type { Difference } from './compare-answers.ts';
import type { Disagreement, KnownDifference } from './known-difference.ts';
import { knownDifferences } from './known-differences.ts';

/** A difference, and the rule that explains it. */
export interface Explained {
  readonly difference: Difference;
  readonly rule: KnownDifference;
}

/** What explains each of the differences; undefined where one of them is not known, or Tyto threw. */
export function knownBy(
  differences: readonly Difference[],
  disagreement: Disagreement,
): readonly Explained[] | undefined {
  const known: Explained[] = [];
  for (const difference of differences) {
    const rule = knownDifferences.find(({ explains }) => explains(difference, disagreement));
    if (rule === undefined || String(difference.tyto).startsWith('THROWN ')) return undefined;
    known.push({ difference, rule });
  }
  return known;
}

/** The case without what makes the differences; the same line where nothing can be taken away. */
export function restOf(known: readonly Explained[], disagreement: Disagreement): string {
  return known.reduce(
    (line, { difference, rule }) => rule.without?.(difference, { ...disagreement, line }) ?? line,
    disagreement.line,
  );
}
