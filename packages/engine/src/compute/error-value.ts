import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Value, ValueMap } from '../hot/value.ts';

/** A problem as it stands in answers. */
export function errorValue(each: Diagnostic & { readonly output?: string }): ValueMap {
  const { code, message, at, path, expected, hint, output } = each;
  const parts: readonly (readonly [string, Value | undefined])[] = [
    ['code', code],
    ['message', message],
    ['file', at?.file],
    ['line', at?.line],
    ['column', at?.column],
    ['path', path],
    ['output', output],
    ['expected', expected],
    ['hint', hint],
  ];
  return new Map(parts.flatMap(([key, value]): [string, Value][] => (value === undefined ? [] : [[key, value]])));
}
