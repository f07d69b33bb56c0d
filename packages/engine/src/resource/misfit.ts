/** Why a value does not fit: what was expected and, for one inside a list or map, where. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  /** Whether the key is wrong in which the path ends, and not what stands there. */
  readonly isKey?: true;
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
}
