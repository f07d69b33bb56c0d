import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Place } from './places.ts';
import type { RunContext } from './run-context.ts';
import type { Wait, WaitEnd } from './waits.ts';

/** Waits, and gives the place among those that run back meanwhile. */
export async function waitAway({ waits }: RunContext, place: Place, wait: Wait): Promise<WaitEnd> {
  place.leave();
  const end = await waits.wait(wait);
  await place.regain();
  return end;
}

/** What is not known of a hook by itself. */
export type HookWait = Pick<Wait, 'phase' | 'stopped'>;

/** Stops at a hook until a person clears it. Gives false where the run goes another way before that. */
export async function stopAtHook(
  context: RunContext,
  place: Place,
  { address, hook }: PlacedHook,
  { phase, stopped }: HookWait,
): Promise<boolean> {
  const name = { phase, address, moment: hook };
  const { store } = context.means;
  const look = (): { readonly kind: 'over' | 'waiting' } => ({
    kind: store.isHookCleared(name) ? 'over' : 'waiting',
  });
  const end = await waitAway(context, place, { ...name, stopped, awaits: { kind: 'hook', hook }, look });
  if (end.kind === 'failed') context.failures.push({ address, reason: end.reason });
  return end.kind === 'over';
}
