import type { Value } from '../hot/value.ts';
import type { GroupRemoval } from './revision.ts';

/** In the place of a shape: it hangs on these values, which are not known yet. */
export interface Waits {
  readonly waitsFor: readonly Value[];
  /** Of a group: the names that are not used, as far as is known. */
  readonly removal?: GroupRemoval;
}
