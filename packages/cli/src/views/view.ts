import type { Style } from '../shell/style.ts';

/** How a result is told: to a person, and to a program. Both tell the same. */
export interface View<T> {
  /** The text, with its last newline. Everything that came from outside is escaped. */
  readonly human: (result: T, style: Style) => string;
  /** A JSON text without newline: an object with `kind` and `formatVersion`. */
  readonly json: (result: T) => string;
}

/** A view's JSON for results that are plain data already. */
export function jsonOf<T extends object>(kind: string): (result: T) => string {
  return (result) => JSON.stringify({ kind, formatVersion: 1, ...result });
}
