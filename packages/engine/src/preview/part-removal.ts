import type { ContainerNode, GraphNode, ResourceGraph } from '../render/revision.ts';

/**
 * Groups of a part remember only removals that are done by it: where a member that is wanted gone stays, what was
 * remembered before stays too, and the next revision reads the list again.
 */
export function rememberedRemovals(
  nodes: ReadonlyMap<string, GraphNode>,
  base: ResourceGraph | undefined,
): readonly ContainerNode[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.kind !== 'container' || node.removal === undefined) return [];
    if (!node.removal.removed.some((name) => nodes.has(`${node.address}/${name}`))) return [];
    const before = base?.nodes.get(node.address);
    const { removal: _, ...rest } = node;
    const earlier = before?.kind === 'container' ? before.removal : undefined;
    return [earlier === undefined ? rest : { ...rest, removal: earlier }];
  });
}
