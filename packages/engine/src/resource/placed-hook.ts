import type { HookType } from '../hot/environment.ts';

/** A hook, and the resource, nested stack or group that it is of. */
export interface PlacedHook {
  readonly address: string;
  readonly hook: HookType;
}
