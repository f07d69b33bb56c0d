import { beginOf, endOf } from '../graph/expand-containers.ts';
import { type ContainerAction, stopsFor } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { WorkToCome } from './work-to-come.ts';

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

/** Where a run stops at nested stacks and groups, by vertex, and what becomes of those of which that must be known. */
export interface GrowingStops {
  readonly stops: Map<string, PlacedHook>;
  readonly containers: Map<string, ContainerAction>;
}

/**
 * Puts right those of nested stacks and groups that came to be known only while the run goes on: what nothing is done to
 * stops nowhere, as it does where that is known before. `work` is what is done to what came.
 */
export function stopAtAdded(
  added: Pick<ResourceGraph, 'nodes'>,
  { stops, containers }: GrowingStops,
  work: WorkToCome,
): void {
  for (const { address, kind, hooks, restricted } of added.nodes.values()) {
    if (kind !== 'container' || (hooks === undefined && restricted === undefined)) continue;
    for (const vertex of [beginOf(address), endOf(address)]) stops.delete(vertex);
    const action = actionIn(address, added, work);
    containers.delete(address);
    if (action === undefined) continue;
    containers.set(address, action);
    for (const [vertex, stop] of containerStops(added, new Map([[address, action]]))) stops.set(vertex, stop);
  }
}

/** What becomes of a container by what is done to that which it has, had or gets; undefined where that is nothing. */
function actionIn(
  container: string,
  { nodes }: Pick<ResourceGraph, 'nodes'>,
  work: WorkToCome,
): ContainerAction | undefined {
  const isIn = ({ address }: { readonly address: string }) => address.startsWith(`${container}/`);
  const there = [...work.before().values()].filter(isIn);
  const isChanged = work.changes().some((each) => each.kind !== 'unchanged' && isIn(each));
  if (!isChanged && there.every(({ address }) => nodes.has(address))) return undefined;
  return there.length > 0 ? 'update' : 'create';
}
