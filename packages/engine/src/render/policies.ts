import type { Value } from '../hot/value.ts';
import type { UpdatePolicy } from '../resource/update-policy.ts';
import type { DeletionPolicy } from './revision.ts';

/** What a resource says beside its properties, read. */
export interface Policies {
  readonly metadata?: Value;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updatePolicy?: UpdatePolicy;
}
