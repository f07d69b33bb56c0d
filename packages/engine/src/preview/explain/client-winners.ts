import type { Path } from '../../diagnostics/path.ts';
import { isMap, type Value } from '../../hot/value.ts';
import { valueAt } from './select-part.ts';

/**
 * Of what environments give a parameter, the strongest first, those that make the part at a path where the environments
 * are merged as Heat's client did (`mergeAsClient`): maps join, down to the first that is none; null leaves maps alone
 * and replaces all else.
 */
export function clientWinners<T extends { readonly value: Value }>(given: readonly T[], path: Path): readonly T[] {
  const winners: T[] = [];
  for (const [index, each] of given.entries()) {
    if (isMap(each.value)) winners.push(each);
    else if (each.value !== null) return winners.length > 0 ? partWinners(winners, path) : [each];
    else if (winners.length === 0 && !isMapOver(given.slice(index + 1))) return [];
  }
  return partWinners(winners, path);
}

/** Whether what stands there, before a null, is a map. */
function isMapOver(weaker: readonly { readonly value: Value }[]): boolean {
  const next = weaker.find((each) => each.value !== null);
  return next !== undefined && isMap(next.value);
}

function partWinners<T extends { readonly value: Value }>(maps: readonly T[], path: Path): readonly T[] {
  const having = maps.filter((each) => valueAt(each.value, path) !== undefined);
  const [first] = having;
  const part = first === undefined ? undefined : valueAt(first.value, path);
  if (first === undefined || part === undefined) return maps;
  return isMap(part) ? having.filter((each) => isMapAt(each.value, path)) : [first];
}

function isMapAt(value: Value, path: Path): boolean {
  const part = valueAt(value, path);
  return part !== undefined && isMap(part);
}
