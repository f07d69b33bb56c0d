import type { Path } from '../../diagnostics/path.ts';
import { walkAttribute } from '../../hot/functions/walk-path.ts';
import { mapSources, type Source, type Trace } from '../../hot/trace.ts';
import { isList, isMap, Tainted, Unknown, type Value } from '../../hot/value.ts';

/** A value with where its parts come from. */
export interface TracedPart {
  readonly value: Value;
  readonly trace: Trace;
}

/** What a path leads to. `missing` is the place in the path at which it leads nowhere; the part is then that before. */
export interface Selected extends TracedPart {
  readonly missing?: number;
}

/**
 * Follows a path into a traced value. In what is only known later or is secret it goes on as the same path of the
 * attribute or parameter that the value comes from.
 */
export function selectPart(part: TracedPart, path: Path): Selected {
  let { value, trace } = part;
  for (const [index, key] of path.entries()) {
    const next = stepInto({ value, trace }, key);
    if (next === undefined) return { value, trace, missing: index };
    ({ value, trace } = next);
  }
  return { value, trace };
}

function stepInto({ value, trace }: TracedPart, key: string | number): TracedPart | undefined {
  if (trace.kind === 'list' && isList(value)) {
    const index = Number(key);
    const [item, from] = [value.at(index), trace.items.at(index)];
    return Number.isInteger(index) && item !== undefined && from !== undefined
      ? { value: item, trace: from }
      : undefined;
  }
  if (trace.kind === 'map' && isMap(value)) {
    const [item, from] = [value.get(String(key)), trace.entries.get(String(key))];
    return item !== undefined && from !== undefined ? { value: item, trace: from } : undefined;
  }
  if (!(value instanceof Unknown || value instanceof Tainted)) return undefined;
  const longer = (source: Source): Source =>
    source.path === undefined || source.through.length > 0 ? source : { ...source, path: [...source.path, key] };
  return { value: walkAttribute(value, [key], '2021-04-16'), trace: mapSources(trace, longer) };
}

/** The parts of a value that have none themselves, each with the way to it. Empty lists and maps count among them. */
export function leavesOf(part: TracedPart, path: Path = []): readonly (TracedPart & { readonly path: Path })[] {
  const { value, trace } = part;
  if (trace.kind === 'list' && isList(value) && value.length > 0) {
    return trace.items.flatMap((item, index) =>
      leavesOf({ value: value[index] ?? null, trace: item }, [...path, index]),
    );
  }
  if (trace.kind === 'map' && isMap(value) && value.size > 0) {
    return [...trace.entries].flatMap(([key, item]) =>
      leavesOf({ value: value.get(key) ?? null, trace: item }, [...path, key]),
    );
  }
  return [{ ...part, path }];
}

/** What a path leads to in a plain value; undefined where it leads nowhere. */
export function valueAt(value: Value, path: Path): Value | undefined {
  let at: Value | undefined = value;
  for (const key of path) {
    if (at === undefined) return undefined;
    at = isMap(at) ? at.get(String(key)) : isList(at) ? at.at(Number(key)) : undefined;
  }
  return at;
}
