import { beginOf, endOf } from '../graph/expand-containers.ts';
import { type ContainerAction, stopsFor } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { RunContext } from './run-context.ts';

/** The hooks of nested stacks and groups by the vertex at which a run stops: before the first member, or after the last. */
export function containerStops(
  graph: Pick<ResourceGraph, 'nodes'>,
  containers: ReadonlyMap<string, ContainerAction> = new Map(),
): Map<string, PlacedHook> {
  const stops = new Map<string, PlacedHook>();
  for (const [address, action] of containers) {
    const { before, after } = stopsFor(graph.nodes.get(address)?.hooks, action);
    if (before !== undefined) stops.set(beginOf(address), { address, hook: before });
    if (after !== undefined) stops.set(endOf(address), { address, hook: after });
  }
  return stops;
}

/**
 * Adds those of nested stacks and groups that came to be known only while the run goes on: what has members from before
 * it is updated, whether or not anything of it changes.
 */
export function stopAtAdded(
  { means, recorder }: RunContext,
  added: Pick<ResourceGraph, 'nodes'>,
  stops: Map<string, PlacedHook>,
): void {
  for (const { address, kind, hooks } of added.nodes.values()) {
    if (kind !== 'container' || hooks === undefined || stops.has(beginOf(address)) || stops.has(endOf(address)))
      continue;
    const existed = recorder.state
      .all()
      .some((each) => each.address.startsWith(`${address}/`) && each.createdBy !== means.store.run);
    const found = containerStops(added, new Map([[address, existed ? 'update' : 'create']]));
    for (const [vertex, stop] of found) stops.set(vertex, stop);
  }
}
