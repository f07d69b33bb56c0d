import type { Path } from '../../diagnostics/path.ts';
import { equalValues } from '../../hot/equal-values.ts';
import { containsUnknown } from '../../hot/marks.ts';
import { Failure } from '../../hot/scope.ts';
import type { Value } from '../../hot/value.ts';
import type { ExplainContext } from './explain-context.ts';
import type { ExplainedPart, Reason } from './explanation.ts';
import { leavesOf, type TracedPart } from './select-part.ts';

/** So many parts of a value are explained; more can't be read, and each can be asked for by itself. */
const mostParts = 200;

export interface ExplainedParts {
  readonly parts: readonly ExplainedPart[];
  readonly more: number;
}

/** Each part of a value that has no parts itself, with its name and reasons by the way to it. */
export function explainedParts(
  context: ExplainContext,
  part: TracedPart,
  tell: (path: Path) => { readonly name: string; readonly hidden: boolean; reasons(): readonly Reason[] },
): ExplainedParts {
  const leaves = leavesOf(part);
  const parts = leaves.slice(0, mostParts).map(({ value, path }) => {
    const { name, hidden, reasons } = tell(path);
    return explainedPart(context, { name, value, hidden, reasons: reasons() });
  });
  return { parts, more: leaves.length - parts.length };
}

/** One part, with its present value where it waits for what is deployed. */
export function explainedPart(
  { known }: ExplainContext,
  { name, value, hidden, reasons }: { name: string; value: Value; hidden: boolean; reasons: readonly Reason[] },
): ExplainedPart {
  if (hidden) return { name, secret: true, reasons };
  const now = containsUnknown(value) ? known.resolve(value) : value;
  return { name, value, ...(now instanceof Failure || equalValues(now, value) ? {} : { now }), reasons };
}
