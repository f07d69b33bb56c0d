import type { Value } from '../hot/value.ts';

/** In the place of a shape: it hangs on these values, which are not known yet. */
export interface Waits {
  readonly waitsFor: readonly Value[];
}
