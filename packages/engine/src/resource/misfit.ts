/** Why a value does not fit: what was expected and, for one inside a list or map, where. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
}
