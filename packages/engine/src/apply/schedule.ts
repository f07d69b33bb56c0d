import { type Graph, requirementsOf, reverse } from '../graph/graph.ts';

export interface Schedule {
  /** What is to be done, each with what must be done before it. */
  readonly graph: Graph;
  /** How many may run at once. What `run` answers at once, without a promise, takes no place. */
  readonly parallel: number;
  /**
   * Does one thing; false means that it failed, and nothing that requires it is started. One that waits for others before
   * it goes on gives its place back by `release`.
   */
  run(vertex: string, release: () => void): boolean | Promise<boolean>;
  /** Told when only such are left that wait for others, and none of those others will be started. */
  stalled?(): void;
  /** Asked before each start: true lets what runs finish and starts nothing more. */
  stopped(): boolean;
}

export interface ScheduleResult {
  readonly done: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
}

/**
 * Does everything in a graph, each as soon as what it requires is done, in the order of the graph where several are
 * ready. Ends when nothing runs and nothing more may be started. Rejects only if `run` throws: then what still runs is
 * waited for first.
 */
export function runSchedule(schedule: Schedule): Promise<ScheduleResult> {
  const { graph, parallel } = schedule;
  const dependents = reverse(graph);
  const waiting = new Map<string, number>();
  const ready: string[] = [];
  for (const vertex of graph.keys()) {
    const count = new Set(requirementsOf(graph, vertex)).size;
    waiting.set(vertex, count);
    if (count === 0) ready.push(vertex);
  }
  const done = new Set<string>();
  const failed = new Set<string>();
  let running = 0;
  let resting = 0;
  let settled = false;
  let next = 0;
  let bug: { readonly error: unknown } | undefined;

  return new Promise((resolve, reject) => {
    const ended = (vertex: string, succeeded: boolean): void => {
      (succeeded ? done : failed).add(vertex);
      if (!succeeded) return;
      for (const dependent of dependents.get(vertex) ?? []) {
        const count = (waiting.get(dependent) ?? 0) - 1;
        waiting.set(dependent, count);
        if (count === 0) ready.push(dependent);
      }
    };
    const start = (vertex: string): void => {
      let waits = false;
      const release = (): void => {
        if (waits) return;
        waits = true;
        running -= 1;
        resting += 1;
        setImmediate(proceed);
      };
      // Taken before it is known whether it is needed, for `release` may be called at once.
      running += 1;
      const leave = (): void => {
        if (waits) resting -= 1;
        else running -= 1;
      };
      const result = schedule.run(vertex, release);
      if (typeof result === 'boolean') {
        leave();
        ended(vertex, result);
        return;
      }
      result.then(
        (succeeded) => {
          leave();
          ended(vertex, succeeded);
          proceed();
        },
        (error: unknown) => {
          leave();
          bug ??= { error };
          proceed();
        },
      );
    };
    const proceed = (): void => {
      try {
        while (next < ready.length && running < parallel && bug === undefined && !schedule.stopped()) {
          start(ready[next++] ?? '');
        }
      } catch (error) {
        bug ??= { error };
      }
      if (running > 0 || settled) return;
      if (resting > 0) {
        schedule.stalled?.();
        return;
      }
      settled = true;
      if (bug !== undefined) reject(bug.error);
      else resolve({ done, failed });
    };
    proceed();
  });
}
