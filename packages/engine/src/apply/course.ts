import type { Inventory } from '../inventory/inventory.ts';
import type { GroupBatches } from '../preview/change-set.ts';
import { executionGraph } from '../preview/execution-order.ts';
import { Known } from '../preview/known.ts';
import { knownConfigs } from '../preview/preview-changes.ts';
import { unfolding } from '../preview/unfold-graph.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { ActionBatches } from './action-batches.ts';
import { BatchesInOrder, jointGroupOf, passGate } from './batches-in-order.ts';
import { changeResource } from './change-resource.ts';
import { containerStops, stopAtAdded } from './container-stops.ts';
import type { Course, RunContext } from './run-context.ts';
import { runSchedule } from './schedule.ts';
import { UnfoldingCourse } from './unfolding-course.ts';
import { stopAtHook } from './wait-away.ts';
import { workToCome } from './work-to-come.ts';

const emptyGraph: ResourceGraph = {
  kind: 'ResourceGraph',
  formatVersion: 1,
  nodes: new Map(),
  outputs: new Map(),
};

/** A revision as it is needed to go to it. */
export interface Destination {
  readonly revision: string | null;
  readonly graph: ResourceGraph;
  readonly inventory: Inventory;
}

/** Reads where a run leads, or leads back to; null is a deployment of nothing. */
export async function readDestination(context: RunContext, revision: string | null): Promise<Destination> {
  const { store } = context.means;
  if (revision === null) {
    return { revision, graph: emptyGraph, inventory: { kind: 'Inventory', nodes: new Map(), groups: new Map() } };
  }
  return { revision, graph: await store.readGraph(revision), inventory: await store.readInventory(revision) };
}

/** How many members each group of deployments has, of those that are added to a graph. */
function groupSizes(
  graph: ResourceGraph,
  numbers: ReadonlyMap<string, number>,
  added: Pick<ResourceGraph, 'nodes'> = graph,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const node of added.nodes.values()) {
    const group = jointGroupOf({ graph, batchNumbers: numbers }, node);
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return sizes;
}

/** What a run takes up where an earlier life of it, or its preview, left off. */
export type CourseLimits = Pick<Course, 'may' | 'deferred' | 'forced' | 'finished' | 'acted' | 'containers'> & {
  /** The batches of groups whose members don't go all at once. */
  readonly groupBatches: readonly GroupBatches[];
};

/**
 * Creates and changes all that a destination wants, in the order of its graph. Stops starting at the first failure.
 * Gives whether all came to be.
 */
export async function followCourse(
  context: RunContext,
  phase: Course['phase'],
  destination: Destination,
  limits: CourseLimits,
): Promise<boolean> {
  const { store, stop } = context.means;
  const configs = knownConfigs(context.recorder.state.snapshot(), destination.graph);
  const known = new Known(configs, (name, version) => store.reveal(name, version));
  const graph = unfolding(destination.graph);
  const { groupBatches, ...rest } = limits;
  const containers = limits.containers === undefined ? undefined : new Map(limits.containers);
  const inOrder = new BatchesInOrder(groupBatches);
  const { numbers } = inOrder;
  const batches = new ActionBatches(context, groupSizes(graph, numbers));
  const failuresBefore = context.failures.length;
  const stopped = (): boolean => stop.aborted || context.failures.length > failuresBefore;
  const course: Course = {
    ...destination,
    graph,
    phase,
    known,
    batches,
    batchNumbers: numbers,
    stopped,
    ...rest,
    ...(containers === undefined ? {} : { containers }),
  };
  const stops = containerStops(graph, containers);
  const deferred = new UnfoldingCourse(context, course, graph, (added) => {
    const work = workToCome(context, course, added);
    inOrder.grow(added, work);
    batches.expect(groupSizes(graph, numbers, added));
    if (containers !== undefined) stopAtAdded(added, { stops, containers }, work);
  });
  const result = await runSchedule({
    graph: inOrder.ordered(executionGraph(graph)),
    parallel: store.order.parallel,
    run: (vertex, place) => {
      const gate = inOrder.gate(vertex);
      if (gate !== undefined) return passGate(context, course, gate, place);
      // Which members there are decides whether anything is done at all, and so whether it stops.
      if (deferred.has(vertex) && !deferred.expand(vertex)) return false;
      const go = () => changeResource(context, course, vertex, place);
      const stop = stops.get(vertex);
      return stop === undefined ? go() : stopAtHook(context, place, stop, course).then((passed) => passed && go());
    },
    grown: (vertex) => {
      const grown = deferred.grown(vertex);
      return grown === undefined ? undefined : inOrder.ordered(grown);
    },
    stopped,
    stalled: () => batches.stalled(stopped()),
  }).finally(() => context.waits.abandon());
  context.recorder.write();
  return result.complete;
}
