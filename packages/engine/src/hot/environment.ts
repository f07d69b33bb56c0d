import type { Position } from '../diagnostics/diagnostic.ts';
import type { Value } from './value.ts';

/** A parsed environment file, or several merged. */
export interface Environment {
  readonly kind: 'Environment';
  readonly parameters: ReadonlyMap<string, Given>;
  readonly parameterDefaults: ReadonlyMap<string, Given>;
  readonly parameterMergeStrategies: ReadonlyMap<string, Value>;
  readonly encryptedParamNames: readonly string[];
  readonly eventSinks: readonly Value[];
  readonly registry: Registry;
}

/** A value that a file gave, and where. */
export interface Given {
  readonly value: Value;
  readonly at: Position;
  /** Where its name is written; absent where no text is at hand. */
  readonly keyAt?: Position;
}

/** `resource_registry`: which type or template stands for a type's name. */
export interface Registry {
  /** In the order in which they are written: what one takes away has to stand before it. */
  readonly entries: readonly RegistryEntry[];
  /** `resources:` overrides for single resources, by name (nested names for nested stacks). */
  readonly resources: ReadonlyMap<string, ResourceOverride>;
}

export interface RegistryEntry {
  /** A type's name; a `*` may end it. */
  readonly pattern: string;
  /**
   * A type, or a template's path (as written, relative to the environment's file or `base_url`). Null takes away what
   * stands before it under that pattern.
   */
  readonly target: string | null;
  /** `base_url` of the registry or override around it: what a relative path starts from, instead of the file in `at`. */
  readonly baseUrl?: string;
  /** Where the target is written. */
  readonly at: Position;
}

/** Where a run stops until a person clears it. Heat: `environment.py`, HOOK_TYPES. */
export const hookTypes = [
  'pre-create',
  'pre-update',
  'pre-delete',
  'post-create',
  'post-update',
  'post-delete',
] as const;
export type HookType = (typeof hookTypes)[number];

/** What must not be done to a resource. Heat: `environment.py`, RESTRICTED_ACTIONS. */
export const restrictedActions = ['update', 'replace'] as const;
export type RestrictedAction = (typeof restrictedActions)[number];

/** Where something is written in an environment. */
export interface WrittenAt {
  readonly at: Position;
  readonly path: string;
}

export interface ResourceOverride {
  readonly entries: readonly RegistryEntry[];
  readonly hooks: readonly HookType[];
  readonly restrictedActions: readonly RestrictedAction[];
  /** Where each of these is written; absent where no text is at hand. */
  readonly restrictedAt?: ReadonlyMap<RestrictedAction, WrittenAt>;
  readonly resources: ReadonlyMap<string, ResourceOverride>;
}
