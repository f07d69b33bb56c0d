import type { HookType, RestrictedAction } from '../hot/environment.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { TemplateVersion } from '../hot/version.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { UpdatePolicy } from '../resource/update-policy.ts';
import type { Sources } from './sources.ts';

/**
 * A rendered result for one deployment: what is wanted, all of it. A plain tree of files, kept in git and carried
 * elsewhere as it is; `graph` is `tyto/graph.json` of that tree, read.
 */
export interface Revision {
  readonly kind: 'Revision';
  readonly deployment: string;
  readonly graph: ResourceGraph;
  /** The whole tree by path, in code point order: `inventory.yaml`, `configs/ADDRESS/…`, `tyto/graph.json`, `tyto/metadata.json`. */
  readonly files: ReadonlyMap<string, string>;
}

/** The desired resources, nested stacks and groups flattened into addresses. */
export interface ResourceGraph {
  readonly kind: 'ResourceGraph';
  readonly formatVersion: 1;
  /** By address, in the order of the source, a container before its members. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly outputs: ReadonlyMap<string, GraphOutput>;
  /**
   * Contents of configs, by digest, that deployments name by the digest itself: of a deployment of which a part was
   * applied, those that what was left as it was has still.
   */
  readonly configs?: ReadonlyMap<string, SoftwareConfig>;
  /** What its deferred nodes are expanded from; absent where it has none. */
  readonly sources?: Sources;
}

export type GraphNode = ResourceNode | ContainerNode | DeferredNode;

interface Placed {
  readonly address: string;
  readonly type: string;
  /**
   * Addresses (resources or containers) that come before it by the references and `depends_on` of its own template.
   * What its container requires comes before it too, and is not repeated here.
   */
  readonly requires: readonly string[];
  /** The address of the nested stack or group that it is a member of. */
  readonly within?: string;
  /** What becomes of what was deployed when it is removed or replaced; absent where it is deleted. */
  readonly deletionPolicy?: DeletionPolicy | AwaitedPolicy;
  /** What stands beside its properties; absent where that is nothing. */
  readonly metadata?: Value;
  /** Where a run stops at it until a person clears the hook; absent where there is none. */
  readonly hooks?: readonly HookType[];
  /** What must not be done to it; absent where that is nothing. */
  readonly restricted?: readonly RestrictedAction[];
}

/** Retain: it is let go as it is. Snapshot: for types that have a copy of themselves made first. */
export type DeletionPolicy = 'Retain' | 'Snapshot';

/** A deletion policy that is only known once something was applied. Containers that have one are deferred. */
export interface AwaitedPolicy {
  readonly value: Value;
  /** What it may come to. */
  readonly oneOf: readonly string[];
}

/** A resource that is deployed. Its properties are as given, evaluated as far as can be without applying anything. */
export interface ResourceNode extends Placed {
  readonly kind: 'resource';
  readonly properties: ValueMap;
  /** The id of something that is there already: it is taken in, and neither made, changed nor removed. */
  readonly externalId?: string;
}

/** A nested stack or a group: complete when all its members are. */
export interface ContainerNode extends Placed {
  readonly kind: 'container';
  /** Of a group: in which batches its members are created and updated; absent where all go at once. */
  readonly updatePolicy?: UpdatePolicy;
  /** Of a group whose members are named by numbers: which names are not used, and why. Absent where that is none. */
  readonly removal?: GroupRemoval;
  /** Of a nested stack: the values of its parameters that must not change; absent where it has none. */
  readonly fixed?: ValueMap;
}

/**
 * What a group remembers of the members that were asked to be removed. It is carried from each applied revision to the
 * next one that is rendered.
 */
export interface GroupRemoval {
  readonly mode: 'append' | 'update';
  /** What `removal_policies` listed, as text. While it stays the same nothing is read from it again. */
  readonly listed: readonly string[];
  /** The names that are not used, in code point order. */
  readonly removed: readonly string[];
}

/**
 * A nested stack or a group of which it is not known yet what members it has. Whoever knows what it awaits expands it, by
 * rendering it again from what stands here and the graph's sources.
 */
export interface DeferredNode extends Placed {
  readonly kind: 'deferred';
  /** The path of the nested stack's template among the sources; absent for a group, and where it is not known itself. */
  readonly template?: string;
  /** Its properties as given, evaluated as far as can be. */
  readonly inputs: ValueMap;
  /** What it says beside its properties that a template which stands for it may ask for. Absent where that is nothing. */
  readonly facade?: ValueMap;
  /** Of a group whose members are named by numbers: what is known of the names that are not used; else what was. */
  readonly removal?: GroupRemoval;
  /** The attributes that decide its shape, `ADDRESS@ATTRIBUTE.PATH`. */
  readonly awaits: readonly string[];
  /** The files of the templates that it stands in, outermost first. */
  readonly files: readonly string[];
  /** The version of the innermost of them. */
  readonly version: TemplateVersion;
  /** Its names from the root down. */
  readonly names: readonly string[];
  /** Entries of the registry that led to these templates, by their place among all. */
  readonly unbound: readonly number[];
}

export interface GraphOutput {
  readonly value: Value;
  readonly description?: string;
}
