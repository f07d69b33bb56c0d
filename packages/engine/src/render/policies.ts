import type { Value } from '../hot/value.ts';
import type { UpdatePolicy } from '../resource/update-policy.ts';
import type { AwaitedPolicy, DeletionPolicy } from './revision.ts';

/** What a resource says beside its properties, read. */
export interface Policies {
  readonly metadata?: Value;
  readonly deletionPolicy?: DeletionPolicy | AwaitedPolicy;
  readonly updatePolicy?: UpdatePolicy;
  /** Of a nested stack or group: policies of which it is not known yet what they say. Absent where there are none. */
  readonly waitsFor?: readonly Value[];
}
