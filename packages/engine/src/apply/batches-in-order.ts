import type { Graph } from '../graph/graph.ts';
import { batchGates, batchNumbers, type Gate, withGates } from '../preview/batch-gates.ts';
import type { GroupBatches } from '../preview/change-set.ts';
import { groupBatches } from '../preview/group-batches.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { deploymentGroupOf } from './deployment-group.ts';
import type { Place } from './places.ts';
import type { Course, RunContext } from './run-context.ts';
import type { WorkToCome } from './work-to-come.ts';

/** The batches of a course: those that its preview told, and those of groups whose members were not known then. */
export class BatchesInOrder {
  /** The number of the batch in which a member of a group goes, by its address. */
  readonly numbers = new Map<string, number>();
  private readonly groups: GroupBatches[] = [];
  private readonly gates = new Map<string, Gate>();

  constructor(groups: readonly GroupBatches[]) {
    this.add(groups);
  }

  /** What lies between two batches, where a vertex of the schedule is that. */
  gate(vertex: string): Gate | undefined {
    return this.gates.get(vertex);
  }

  /** An order of execution, or what comes to it, with the order of batches in it. */
  ordered(graph: Graph): Graph {
    return withGates(graph, this.groups);
  }

  /** Groups have come to be known: their members go in batches, as if the run had done nothing to them yet. */
  grow(added: Pick<ResourceGraph, 'nodes'>, work: WorkToCome): void {
    const known = new Set(this.groups.map((each) => each.group));
    const isFresh = (node: GraphNode) =>
      node.kind === 'container' && !known.has(node.address) && node.updatePolicy !== undefined;
    if (![...added.nodes.values()].some(isFresh)) return;
    const found = groupBatches(added, { instances: work.before() }, work.changes());
    this.add(found.filter((each) => !known.has(each.group)));
  }

  private add(groups: readonly GroupBatches[]): void {
    this.groups.push(...groups);
    for (const [vertex, gate] of batchGates(groups)) this.gates.set(vertex, gate);
    for (const [member, number] of batchNumbers(groups)) this.numbers.set(member, number);
  }
}

/**
 * Passes from one batch of a group to the next: all of the one are done; what lies between them is time. False where
 * the run is to stop before it is over, or may not take that long.
 */
export function passGate(context: RunContext, course: Course, gate: Gate, place: Place): boolean | Promise<boolean> {
  const { group: address, left, pauseTime } = gate;
  if (pauseTime === 0) return true;
  place.leave();
  // Counted from the end: a way back that is taken up again has fewer batches than it had.
  const moment = left === 1 ? 'pause before the last batch' : `pause before the last ${left} batches`;
  const { phase, stopped } = course;
  const ended = context.waits.wait({ phase, address, moment, awaits: { kind: 'time', seconds: pauseTime }, stopped });
  return ended.then((end) => {
    if (end.kind === 'failed') context.failures.push({ address, reason: end.reason });
    return end.kind === 'over';
  });
}

/** Those with whom a member of a group of deployments may go in one action: the group, or its batch. */
export function jointGroupOf({ graph, batchNumbers }: JointCourse, node: GraphNode): string | undefined {
  const group = deploymentGroupOf(graph, node);
  const number = batchNumbers.get(node.address);
  return group === undefined || number === undefined ? group : `batch ${number} of ${group}`;
}

type JointCourse = Pick<Course, 'graph' | 'batchNumbers'>;
