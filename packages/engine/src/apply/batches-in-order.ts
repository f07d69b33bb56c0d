import type { Gate } from '../preview/batch-gates.ts';
import type { GraphNode } from '../render/revision.ts';
import { deploymentGroupOf } from './deployment-group.ts';
import type { Place } from './places.ts';
import type { Course, RunContext } from './run-context.ts';

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
