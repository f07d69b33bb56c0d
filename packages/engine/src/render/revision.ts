import type { Value, ValueMap } from '../hot/value.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';

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
}

/** A resource that is deployed. Its properties are as given, evaluated as far as can be without applying anything. */
export interface ResourceNode extends Placed {
  readonly kind: 'resource';
  readonly properties: ValueMap;
}

/** A nested stack or a group: complete when all its members are. */
export interface ContainerNode extends Placed {
  readonly kind: 'container';
}

/**
 * A nested stack or a group of which it is not known yet what members it has. Apply expands it by rendering, once what
 * it awaits is known. Part of the format; rendering refuses such plans so far.
 */
export interface DeferredNode extends Placed {
  readonly kind: 'deferred';
  /** The path of the nested stack's template in the plan; absent for a group. */
  readonly template?: string;
  /** The nested stack's parameters, or the group's properties, as far as they are known. */
  readonly inputs: ValueMap;
  /** The attributes that decide its shape, `ADDRESS@ATTRIBUTE.PATH`. */
  readonly awaits: readonly string[];
}

export interface GraphOutput {
  readonly value: Value;
  readonly description?: string;
}
