import { equalValues } from '../hot/equal-values.ts';
import { containsUnknown } from '../hot/marks.ts';
import { isList, isMap, Unknown, type Value } from '../hot/value.ts';

/** One place in which two values differ, or may come to differ. An absent side is undefined. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly old: Value | undefined;
  readonly new: Value | undefined;
  /** False where the new side awaits something: it may still come out equal. */
  readonly certain: boolean;
}

/**
 * Where `now` differs from `before`: as deep as maps and lists of one length go side by side, so that a person sees the
 * entry and not the whole. A part that is not known yet is an uncertain difference.
 */
export function differences(
  before: Value | undefined,
  now: Value | undefined,
  path: readonly (string | number)[] = [],
): readonly Difference[] {
  if (before === now) return [];
  if (now instanceof Unknown) return [{ path, old: before, new: now, certain: false }];
  if (before === undefined || now === undefined) return [{ path, old: before, new: now, certain: true }];
  if (isMap(before) && isMap(now)) return mapDifferences(before, now, path);
  if (isList(before) && isList(now) && before.length === now.length) {
    return now.flatMap((item, index) => differences(before[index], item, [...path, index]));
  }
  if (!containsUnknown(now)) return equalValues(before, now) ? [] : [{ path, old: before, new: now, certain: true }];
  // The kinds or lengths differ already, whatever the unknown parts come to be.
  return [{ path, old: before, new: now, certain: true }];
}

function mapDifferences(
  before: ReadonlyMap<string, Value>,
  now: ReadonlyMap<string, Value>,
  path: readonly (string | number)[],
): readonly Difference[] {
  const found: Difference[] = [];
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    found.push(...differences(before.get(key), now.get(key), [...path, key]));
  }
  return found;
}
