import type { Value } from '../hot/value.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';

/** What applying a revision to what is deployed would do: read by a person, kept in a file, applied exactly. */
export interface ChangeSet {
  readonly kind: 'ChangeSet';
  readonly formatVersion: 1;
  readonly deployment: string;
  /** What it was compared with; apply refuses it once this has moved on. */
  readonly base: { readonly revision: string | null; readonly serial: number };
  /** The revision that it leads to; null where all is removed. */
  readonly target: string | null;
  /** Addresses whose replacement was asked for. */
  readonly forced: readonly string[];
  /** Where only a part was asked for. The target is then what is deployed once that part is applied. */
  readonly limited?: Limited;
  /** In the order of the graph; removals last, dependents first. Unchanged resources are in it. */
  readonly changes: readonly Change[];
  /** Of groups whose members don't go all at once; absent where there are none. */
  readonly batches?: readonly GroupBatches[];
}

/** In which order the members of a group are created and changed: a batch begins when the one before it is done. */
export interface GroupBatches {
  readonly group: string;
  readonly policy: 'rolling_update' | 'batch_create';
  /** As the policy says. A batch may be smaller, so that enough members are left in service. */
  readonly maxBatchSize: number;
  /** How many members are left in service at any time: less than the policy says where there are not enough. */
  readonly minInService: number;
  /** Seconds between one batch and the next. */
  readonly pauseTime: number;
  /** Addresses of members, of nested stacks too. */
  readonly batches: readonly (readonly string[])[];
}

/** What a change set was limited to, and the addresses of the changes that are left out because of that. */
export interface Limited {
  readonly targets: readonly string[];
  readonly excludes: readonly string[];
  readonly leftOut: readonly string[];
}

export type ChangeKind =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  /** It goes from what is deployed here, and stays as it is where it is: its deletion policy is Retain. */
  | 'forget'
  | 'unchanged'
  | 'update-if-changed'
  | 'replace-if-changed'
  /** Whether it is wanted, or which members there are, is known once what it awaits is. */
  | 'deferred';

/** What apply may come to do with a resource, now or once awaited values are known. */
export type Branch = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'unchanged';

export interface Change {
  readonly address: string;
  readonly type: string;
  readonly kind: ChangeKind;
  /** The branches that apply may take. */
  readonly may: readonly Branch[];
  /** The instance that is changed, replaced, removed or left alone. */
  readonly instance?: string;
  readonly causes: readonly Cause[];
  /** Whether what is replaced is let go as it is instead of being deleted. */
  readonly retains?: true;
  /** Hooks at which the run stops because of it, of its own and of what it lies in; absent where there are none. */
  readonly stops?: readonly PlacedHook[];
  /**
   * Why it is acted on though nothing differs: forced, or an earlier action that failed or has no known end. Of a group
   * that scales, what it would have.
   */
  readonly because?: string;
}

/** One difference. A side that does not exist is absent; null is a value. */
export interface Cause {
  /** `ADDRESS:PROPERTY.PATH` without the address. */
  readonly path: string;
  readonly old?: Value;
  readonly new?: Value;
  /** Attributes (`backend@host_and_port`) that must be known before it is certain. */
  readonly awaits: readonly string[];
  /** Whether a change of it replaces the resource. */
  readonly replaces: boolean;
}
