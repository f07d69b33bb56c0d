import { Unknown, type Value } from '../hot/value.ts';
import { isAssembled } from '../resource/assembled-config.ts';
import { configDigest } from '../resource/config-value.ts';
import { readSoftwareConfig } from '../resource/read-software-config.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { ResourceNode } from './revision.ts';

/**
 * The contents of all configs among resources, by address, as far as they are known: those that are made of others after
 * these, in whatever order they stand.
 */
export function graphConfigs(nodes: Iterable<ResourceNode>): ReadonlyMap<string, SoftwareConfig> {
  const found = new Map<string, SoftwareConfig>();
  const digests = new Map<string, SoftwareConfig>();
  const contents = (named: Value): SoftwareConfig | undefined => {
    if (typeof named === 'string') return digests.get(named);
    const isReference = named instanceof Unknown && named.expression.kind === 'reference';
    return isReference ? found.get(named.expression.address) : undefined;
  };
  const read = (node: ResourceNode, type: ResourceType): void => {
    const config = readSoftwareConfig(type, node.properties, contents);
    if (config !== undefined) found.set(node.address, config);
  };
  const assembled = new Map<ResourceNode, ResourceType>();
  for (const node of nodes) {
    const type = resourceType(node.type);
    if (type?.role !== 'config') continue;
    if (isAssembled(type)) assembled.set(node, type);
    else read(node, type);
  }
  // A digest costs more than the reading, and only what is made of others asks for it.
  if (assembled.size > 0) for (const config of found.values()) digests.set(configDigest(config), config);
  for (const [node, type] of inOrder(assembled)) {
    read(node, type);
    const config = found.get(node.address);
    if (config !== undefined) digests.set(configDigest(config), config);
  }
  return found;
}

/** Each after those that it comes after: a message may be a part of another. */
function inOrder(types: ReadonlyMap<ResourceNode, ResourceType>): Iterable<[ResourceNode, ResourceType]> {
  const byAddress = new Map([...types.keys()].map((node) => [node.address, node]));
  const ordered = new Map<ResourceNode, ResourceType>();
  const visit = (node: ResourceNode): void => {
    const type = types.get(node);
    if (type === undefined || ordered.has(node)) return;
    for (const address of node.requires) {
      const before = byAddress.get(address);
      if (before !== undefined) visit(before);
    }
    ordered.set(node, type);
  };
  for (const node of types.keys()) visit(node);
  return ordered;
}
