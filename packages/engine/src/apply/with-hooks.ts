import type { Branch } from '../preview/change-set.ts';
import { stopsFor } from '../preview/stopping.ts';
import type { ResourceNode } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Instance } from '../state/state.ts';
import type { Place } from './places.ts';
import type { Course, RunContext } from './run-context.ts';
import { stopAtHook } from './wait-away.ts';

interface HookTurn {
  readonly context: RunContext;
  readonly course: Course;
  readonly place: Place;
}

/**
 * Does something to a resource, and stops before and after it at the hooks that the resource has for that. The way back
 * stops nowhere. Gives false where it failed, or where the run goes another way before a hook is cleared.
 */
export function withHooks(
  turn: HookTurn,
  { address, hooks }: ResourceNode,
  done: Branch,
  act: () => boolean | Promise<boolean>,
): boolean | Promise<boolean> {
  const { before, after } = turn.course.containers === undefined ? {} : stopsFor(hooks, done);
  if (before === undefined && after === undefined) return act();
  const stop = (hook: PlacedHook['hook'] | undefined) =>
    hook === undefined || stopAtHook(turn.context, turn.place, { address, hook }, turn.course);
  return passHooks([() => stop(before), act, () => stop(after)]);
}

/** One after another; the first that fails ends it. */
async function passHooks(steps: readonly (() => boolean | Promise<boolean>)[]): Promise<boolean> {
  for (const step of steps) if (!(await step())) return false;
  return true;
}

/** What a run has done to an instance, or does to it. */
export function doneTo(run: string, { createdBy, replaces, status }: Instance): Branch {
  if (createdBy !== run || status.action === 'update') return 'update';
  return replaces === undefined ? 'create' : 'replace';
}
