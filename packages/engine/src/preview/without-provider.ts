import { type Diagnostic, problem, warning } from '../diagnostics/diagnostic.ts';
import { awaited } from '../hot/awaited.ts';
import { probeDeferred } from '../render/probe-deferred.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { ChangeSet } from './change-set.ts';
import { containersOf } from './deferred-changes.ts';

/** What of one type would have to be made or asked. */
interface Missing {
  /** The address of the first. */
  readonly path: string;
  readonly shown: Set<string>;
}

/**
 * What stands against applying a change set: types that nothing here can make, each told once with the resources that
 * would have to be made or changed, or be asked for what they say. Members that are only known when it is applied are
 * among them, though there may come to be none: what can't be made must not be found out half-way. As warnings where it
 * is only looked at, as errors where it is to be applied.
 */
export function withoutProvider(
  { changes, deployment }: ChangeSet,
  graph: ResourceGraph | null,
  severity: 'warning' | 'error',
): readonly Diagnostic[] {
  if (graph === null) return [];
  const missing = new Map<string, Missing>();
  const note = (type: string, path: string, shown: string): void => {
    if (resourceType(type)?.role !== 'foreign') return;
    const others = missing.get(type);
    if (others === undefined) missing.set(type, { path, shown: new Set([shown]) });
    else others.shown.add(shown);
  };
  const asked = askedAdopted(graph);
  for (const { address, type, kind, may, instance } of changes) {
    const acts = may.some((each) => each === 'create' || each === 'update' || each === 'replace');
    const isNeeded = (acts && !isAdopted(graph.nodes.get(address))) || asked.has(address);
    if (isNeeded) note(type, address, `"${address}"`);
    if (kind !== 'deferred' || instance !== undefined) continue;
    for (const member of membersToCome(graph, deployment, address)) note(member, address, `members of "${address}"`);
  }
  const tell = severity === 'error' ? problem : warning;
  return [...missing].map(([type, { path, shown }]) =>
    tell('resource-type', `Nothing here can apply ${type}: ${listed([...shown])}`, {
      path,
      expected: `a provider for ${providerOf(type)}, which Tyto does not have`,
      hint: `Map ${type} in a resource_registry to a template, or to OS::Heat::None`,
    }),
  );
}

/** The types of what a deferred node is known to make, if it makes anything. */
function membersToCome(graph: ResourceGraph, deployment: string, address: string): readonly string[] {
  const { nodes, sources, configs = new Map() } = graph;
  // One that lies in another is not in the graph itself.
  const node = [address, ...containersOf(address)].map((each) => nodes.get(each)).find((each) => each !== undefined);
  if (node?.kind !== 'deferred' || sources === undefined) return [];
  const probed = [...probeDeferred(node, { deployment, sources, configs }).nodes.values()];
  return probed.filter((each) => each.kind === 'resource' && !isAdopted(each)).map(({ type }) => type);
}

/** What is only taken in needs nobody who makes it. */
function isAdopted(node: GraphNode | undefined): boolean {
  return node?.kind === 'resource' && node.externalId !== undefined;
}

/** What is only taken in, and is asked for more than its id by another resource. */
function askedAdopted({ nodes }: ResourceGraph): ReadonlySet<string> {
  const adopted = new Set([...nodes.values()].filter(isAdopted).map(({ address }) => address));
  const asked = new Set<string>();
  for (const node of adopted.size === 0 ? [] : nodes.values()) {
    const leaves = node.kind === 'resource' ? awaited(node.properties) : [];
    for (const { kind, address } of leaves) if (kind === 'attribute' && adopted.has(address)) asked.add(address);
  }
  return asked;
}

/** Who would make resources of a type: the service, or the type itself where that is Heat's own. */
function providerOf(type: string): string {
  const [vendor = '', service = ''] = type.split('::');
  return service === 'Heat' ? type : `${vendor}::${service}`;
}

function listed(addresses: readonly string[]): string {
  const shown = addresses.slice(0, 5);
  const more = addresses.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
