import type { Graph } from '../graph/graph.ts';
import { OpenRequirements } from './open-requirements.ts';
import { type Place, Places } from './places.ts';

export interface Schedule {
  /** What is to be done, each with what must be done before it. */
  readonly graph: Graph;
  /** How many may run at once. What `run` answers at once, without a promise, takes no place. */
  readonly parallel: number;
  /**
   * Does one thing; false means that it failed, and nothing that requires it is started. One that waits gives its place
   * back, see `Place`.
   */
  run(vertex: string, place: Place): boolean | Promise<boolean>;
  /**
   * Asked for each vertex that is done: vertices that have come to be by it, each with what must be done before it. Of one
   * that is there already, what it waits for besides.
   */
  grown?(vertex: string): Graph | undefined;
  /** Told when only such are left that wait for others, and none of those others will be started. */
  stalled?(): void;
  /** Asked before each start: true lets what runs finish and starts nothing more. */
  stopped(): boolean;
}

export interface ScheduleResult {
  /** Whether all is done, all that came to be on the way too. */
  readonly complete: boolean;
  readonly done: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
}

/**
 * Does everything in a graph, each as soon as what it requires is done, in the order of the graph where several are
 * ready. Ends when nothing runs and nothing more may be started. Rejects only if `run` throws: then what still runs is
 * waited for first.
 */
export function runSchedule(schedule: Schedule): Promise<ScheduleResult> {
  const { parallel } = schedule;
  const open = new OpenRequirements();
  const ready = open.add(schedule.graph);
  const done = new Set<string>();
  const failed = new Set<string>();
  let settled = false;
  let next = 0;
  let bug: { readonly error: unknown } | undefined;

  return new Promise((resolve, reject) => {
    const ended = (vertex: string, succeeded: boolean): void => {
      (succeeded ? done : failed).add(vertex);
      if (!succeeded) return;
      for (const each of open.done(vertex, schedule.grown?.(vertex))) ready.push(each);
    };
    const start = (vertex: string): void => {
      // Taken before it is known whether it is needed, for it may be given back at once.
      const place = places.take();
      const result = schedule.run(vertex, place);
      if (typeof result === 'boolean') {
        place.end();
        ended(vertex, result);
        return;
      }
      result.then(
        (succeeded) => {
          place.end();
          ended(vertex, succeeded);
          proceed();
        },
        (error: unknown) => {
          place.end();
          bug ??= { error };
          proceed();
        },
      );
    };
    const proceed = (): void => {
      try {
        while (places.free() && next < ready.length && bug === undefined && !schedule.stopped()) {
          start(ready[next++] ?? '');
        }
      } catch (error) {
        bug ??= { error };
      }
      // What waits for the outside need not end where a bug has ended all.
      if (places.running > 0 || (places.away > 0 && bug === undefined) || settled) return;
      if (places.resting > 0) {
        schedule.stalled?.();
        return;
      }
      settled = true;
      if (bug !== undefined) reject(bug.error);
      else resolve({ complete: done.size === open.size, done, failed });
    };
    const places = new Places(parallel, proceed);
    proceed();
  });
}
