import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Each problem once, in the order in which they were first told: several checks may find the same. */
export function uniqueProblems(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return problems.filter((each) => {
    const key = JSON.stringify([each.code, each.at, each.at === undefined ? each.path : '', each.message]);
    return seen.has(key) ? false : seen.add(key);
  });
}
