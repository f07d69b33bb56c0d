import { lineStarts } from '../hot/line-starts.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

export type KeySource = (key: string, place: Place) => string | undefined;

/**
 * Tells of a key that YAML reads as another text than is written (`no` as `false`, `010` as `8`): gives what is written,
 * or `undefined` where both are the same or the key is quoted.
 */
export function keySource(text: string): KeySource {
  const starts = lineStarts(text);
  return (key, { line, column }) => {
    const offset = (starts[line - 1] ?? 0) + column - 1;
    if (text.startsWith(key, offset)) return undefined;
    const written = /^[^\s:,}]+/.exec(text.slice(offset, offset + 80))?.[0];
    return written === undefined || /^["'&!*?|>]/.test(written) ? undefined : written;
  };
}
