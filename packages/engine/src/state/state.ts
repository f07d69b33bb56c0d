import type { Value, ValueMap } from '../hot/value.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';

/** What is deployed of one deployment, as the journal has recorded it. */
export interface State {
  readonly kind: 'State';
  readonly deployment: string;
  /** Counts the changes of this state; what was previewed against another serial is stale. */
  readonly serial: number;
  /** The revision last applied (a commit), if any is. */
  readonly revision: string | undefined;
  /** By instance id. An address has at most one current instance. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** The configs that instances were deployed with, by digest. */
  readonly configs: ReadonlyMap<string, SoftwareConfig>;
}

/** One physical instance of a resource. A replaced resource has two for a while: the old one is superseded. */
export interface Instance {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  /** `superseded` waits for its removal. */
  readonly role: 'current' | 'superseded';
  /** The last thing done to it. `begun` is also what is left when its end never became known. */
  readonly status: {
    readonly action: 'create' | 'update' | 'delete';
    readonly outcome: 'begun' | 'complete' | 'failed';
  };
  /** As resolved when it was last acted on. */
  readonly properties: ValueMap;
  /** The digest of its config, where it is a deployment of one. */
  readonly config?: string;
  /** All inputs that its last action was given, defaults among them, `deploy_*` not. */
  readonly inputs?: ValueMap;
  /** The node it lives on. */
  readonly node?: string;
  /** What `get_attr` gives of it. */
  readonly attributes: ValueMap;
  /** Addresses that came before it, of its containers too; removal goes the other way. */
  readonly requires: readonly string[];
  /** The id of something that was there before and was only taken in: it is neither made nor removed. */
  readonly externalId?: string | undefined;
  /** The run that created it, and the instance in whose place it did. */
  readonly createdBy: string;
  readonly replaces?: string;
  /** What stood beside its properties; absent where that was nothing. */
  readonly metadata?: Value | undefined;
  /** Addresses, its own or of what it lies in, whose removal lets it go instead of deleting it. */
  readonly retain?: readonly string[] | undefined;
  /** Hooks at which its removal stops, of what it lies in and its own; absent where there are none. */
  readonly removalHooks?: readonly PlacedHook[] | undefined;
  /** An action on it whose end is not known: it may still run on its node. */
  readonly unended?: UnendedAction;
}

export interface UnendedAction {
  /** STORE/RUN/SEQUENCE/ATTEMPT. */
  readonly action: `${string}/${string}/${number}/${number}`;
  readonly tool: string;
  readonly node: string;
}

/** A step of a state: instances put or dropped by id, configs learned, the revision moved. */
export interface StateStep {
  readonly put?: readonly Instance[];
  readonly drop?: readonly string[];
  readonly configs?: ReadonlyMap<string, SoftwareConfig>;
  readonly revision?: string | null;
}

export function emptyState(deployment: string): State {
  return { kind: 'State', deployment, serial: 0, revision: undefined, instances: new Map(), configs: new Map() };
}
