import { type Diagnostic, problem, warning } from '../diagnostics/diagnostic.ts';
import { awaited } from '../hot/awaited.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { ChangeSet } from './change-set.ts';

/**
 * What stands against applying a change set: types that nothing here can make, each told once with the resources that
 * would have to be made or changed, or be asked for what they say. As warnings where it is only looked at, as errors where it is to be applied.
 */
export function withoutProvider(
  { changes }: ChangeSet,
  graph: ResourceGraph | null,
  severity: 'warning' | 'error',
): readonly Diagnostic[] {
  const addresses = new Map<string, string[]>();
  const asked = graph === null ? new Set<string>() : askedAdopted(graph);
  for (const { address, type, may } of changes) {
    const acts = may.some((each) => each === 'create' || each === 'update' || each === 'replace');
    const isNeeded = (acts && !isAdopted(graph?.nodes.get(address))) || asked.has(address);
    if (!isNeeded || graph === null || resourceType(type)?.role !== 'foreign') continue;
    const others = addresses.get(type);
    if (others === undefined) addresses.set(type, [address]);
    else others.push(address);
  }
  const tell = severity === 'error' ? problem : warning;
  return [...addresses].map(([type, found]) =>
    tell('resource-type', `Nothing here can apply ${type}: ${listed(found)}`, {
      path: found[0] ?? '',
      expected: `a provider for ${providerOf(type)}, which Tyto does not have`,
      hint: `Map ${type} in a resource_registry to a template, or to OS::Heat::None`,
    }),
  );
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
  const shown = addresses.slice(0, 5).map((each) => `"${each}"`);
  const more = addresses.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
