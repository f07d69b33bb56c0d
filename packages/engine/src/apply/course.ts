import type { Inventory } from '../inventory/inventory.ts';
import { executionGraph } from '../preview/execution-order.ts';
import { Known } from '../preview/known.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { changeResource } from './change-resource.ts';
import type { Course, RunContext } from './run-context.ts';
import { runSchedule } from './schedule.ts';

export const emptyGraph: ResourceGraph = {
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

/** What a run takes up where an earlier life of it, or its preview, left off. */
export type CourseLimits = Pick<Course, 'may' | 'forced' | 'finished'>;

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
  const known = new Known(context.recorder.state.snapshot().configs, (name, version) => store.reveal(name, version));
  const course: Course = { phase, known, ...limits, graph: destination.graph, inventory: destination.inventory };
  const failuresBefore = context.failures.length;
  const order = executionGraph(destination.graph);
  const result = await runSchedule({
    graph: order,
    parallel: store.order.parallel,
    run: (vertex) => changeResource(context, course, vertex),
    stopped: () => stop.aborted || context.failures.length > failuresBefore,
  });
  context.recorder.write();
  return result.done.size === order.size;
}
