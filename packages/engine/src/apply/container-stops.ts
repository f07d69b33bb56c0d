import { beginOf, endOf } from '../graph/expand-containers.ts';
import { type ContainerAction, stopsFor } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';

/** The hooks of nested stacks and groups by the vertex at which a run stops: before the first member, or after the last. */
export function containerStops(
  graph: ResourceGraph,
  containers: ReadonlyMap<string, ContainerAction> = new Map(),
): ReadonlyMap<string, PlacedHook> {
  const stops = new Map<string, PlacedHook>();
  for (const [address, action] of containers) {
    const { before, after } = stopsFor(graph.nodes.get(address)?.hooks, action);
    if (before !== undefined) stops.set(beginOf(address), { address, hook: before });
    if (after !== undefined) stops.set(endOf(address), { address, hook: after });
  }
  return stops;
}
