import { beginOf, endOf } from '../graph/expand-containers.ts';
import { awaited } from '../hot/awaited.ts';
import type {
  ContainerNode,
  DeferredNode,
  GraphNode,
  GraphOutput,
  ResourceGraph,
  ResourceNode,
} from '../render/revision.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance, State } from '../state/state.ts';
import { currentInstances } from './current-instances.ts';
import { rememberedRemovals } from './part-removal.ts';

export interface PartGraphRequest {
  readonly wanted: ResourceGraph;
  /** The graph that was applied last; what stays is told by it. */
  readonly base: ResourceGraph | undefined;
  readonly state: State;
  /** See `Part`. */
  readonly chosen: ReadonlySet<string>;
  /** Addresses of what stays and is no longer what the base makes of it: they are told by what is deployed. */
  readonly frozen: ReadonlySet<string>;
}

/**
 * The graph of what is deployed once a part of a wanted graph is applied: the chosen nodes as they are wanted, and all
 * else that is deployed as it is. So a deployment of which a part was changed has a revision that is true of all of it.
 */
export function partGraph(request: PartGraphRequest): ResourceGraph {
  const { wanted, base, chosen } = request;
  const resources = new Map<string, ResourceNode>();
  for (const node of wanted.nodes.values()) {
    if (node.kind === 'resource' && chosen.has(node.address)) resources.set(node.address, node);
  }
  for (const [address, instance] of currentInstances(request.state)) {
    if (!chosen.has(address)) resources.set(address, stayingNode(instance, request));
  }
  const deferred = [...wanted.nodes.values()]
    .filter((node) => node.kind === 'deferred')
    .filter((node) => chosen.has(beginOf(node.address)));
  const containers = new Map<string, ContainerNode | DeferredNode>(containersOf(request, resources));
  for (const node of deferred) containers.set(node.address, node);
  const nodes = new Map<string, GraphNode>();
  for (const address of [...wanted.nodes.keys(), ...(base?.nodes.keys() ?? []), ...resources.keys()]) {
    const node = resources.get(address) ?? containers.get(address);
    if (node !== undefined) nodes.set(address, boundWithin(node, resources, containers));
  }
  for (const group of rememberedRemovals(nodes, base)) nodes.set(group.address, group);
  const configs = keptConfigs(request, nodes);
  return {
    kind: 'ResourceGraph',
    formatVersion: 1,
    nodes,
    outputs: outputsOf(request, nodes),
    ...(configs.size === 0 ? {} : { configs }),
    ...(deferred.length === 0 || wanted.sources === undefined ? {} : { sources: wanted.sources }),
  };
}

function stayingNode(instance: Instance, { wanted, base, frozen }: PartGraphRequest): ResourceNode {
  const { address, type, properties, requires, retain, metadata, externalId } = instance;
  const before = base?.nodes.get(address);
  if (before?.kind === 'resource' && !frozen.has(address)) return before;
  const within = (before ?? wanted.nodes.get(address))?.within;
  return {
    kind: 'resource',
    address,
    type,
    requires,
    properties,
    ...(within === undefined ? {} : { within }),
    ...(retain?.includes(address) === true ? ({ deletionPolicy: 'Retain' } as const) : {}),
    ...(metadata === undefined ? {} : { metadata }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

/** Containers that are wanted, and those in which something stays; where both, what either waits for comes before. */
function containersOf(
  { wanted, base, chosen }: PartGraphRequest,
  resources: ReadonlyMap<string, ResourceNode>,
): ReadonlyMap<string, ContainerNode> {
  const containers = new Map<string, ContainerNode>();
  const add = (graph: ResourceGraph | undefined, address: string | undefined): void => {
    for (let at = address; at !== undefined; at = graph?.nodes.get(at)?.within) {
      const node = graph?.nodes.get(at);
      if (node?.kind !== 'container') return;
      const other = containers.get(at);
      const requires = [...new Set([...(other?.requires ?? []), ...node.requires])];
      containers.set(at, { ...(other ?? node), requires });
    }
  };
  for (const address of wanted.nodes.keys()) if (chosen.has(beginOf(address))) add(wanted, address);
  for (const { address, within } of resources.values()) {
    if (!chosen.has(address)) add(base?.nodes.has(address) ? base : wanted, within);
  }
  return containers;
}

/** A node without what names nothing any more. */
function boundWithin<N extends GraphNode>(
  node: N,
  resources: ReadonlyMap<string, unknown>,
  containers: ReadonlyMap<string, unknown>,
): N {
  const exists = (address: string): boolean => resources.has(address) || containers.has(address);
  return node.requires.every(exists) ? node : { ...node, requires: node.requires.filter(exists) };
}

/** The contents of configs that what stays was deployed with, and that no node gives any more. */
function keptConfigs(
  { base, state }: PartGraphRequest,
  nodes: ReadonlyMap<string, GraphNode>,
): ReadonlyMap<string, SoftwareConfig> {
  const kept = new Map<string, SoftwareConfig>();
  for (const node of nodes.values()) {
    const digest = node.kind === 'resource' ? node.properties.get('config') : undefined;
    const config = typeof digest === 'string' ? (base?.configs?.get(digest) ?? state.configs.get(digest)) : undefined;
    if (typeof digest === 'string' && config !== undefined) kept.set(digest, config);
  }
  return kept;
}

/** An output is the wanted one where all that it awaits was chosen; else what it was, if it was there. */
function outputsOf(
  { wanted, base, chosen }: PartGraphRequest,
  nodes: ReadonlyMap<string, GraphNode>,
): ReadonlyMap<string, GraphOutput> {
  const outputs = new Map<string, GraphOutput>();
  const allAwaited = ({ value }: GraphOutput, holds: (address: string) => boolean): boolean =>
    [...awaited(value)].every(({ address }) => holds(address));
  for (const [name, output] of wanted.outputs) {
    const before = base?.outputs.get(name);
    const told = allAwaited(output, (address) => chosen.has(address) || chosen.has(endOf(address)))
      ? output
      : (before ?? output);
    if (allAwaited(told, (address) => nodes.has(address))) outputs.set(name, told);
  }
  return outputs;
}
