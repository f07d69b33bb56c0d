import { errorsOf } from './answer-parts.ts';
import type { Disagreement } from './known-difference.ts';
import { withoutTold } from './take-away.ts';

/**
 * A case that both refuse, or whose update both do, without all that Tyto finds wrong in it: what they refuse need not be
 * the same, and hides all else. The same line where Tyto finds nothing wrong.
 */
export function withoutRefused(asked: Disagreement): string {
  const what = ['status', 'after status'].find((each) =>
    errorsOf(asked.tyto, each).some(({ output }) => output === ''),
  );
  if (what === undefined) return asked.line;
  return withoutTold({ what, heat: null, tyto: null }, asked, ({ output }) => output === '');
}
