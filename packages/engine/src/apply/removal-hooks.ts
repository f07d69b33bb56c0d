import type { JournalEntry } from '../event/journal-entry.ts';
import type { RunPhase } from '../event/run-phase.ts';
import { removalStops } from '../preview/guard-changes.ts';
import { deleteHooksOf } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Instance } from '../state/state.ts';
import type { Place } from './places.ts';
import type { RunContext } from './run-context.ts';
import { type HookWait, stopAtHook } from './wait-away.ts';

/**
 * The hooks at which removals stop: before and after that of a resource, and before the first and after the last of what
 * lies in a nested stack or group that goes. Only what is no longer wanted stops, as in Heat: neither what was replaced
 * nor what a failed run takes back. Heat: `resource.py`, delete; wallaby.
 */
export class RemovalHooks {
  private readonly context: RunContext;
  private readonly graph: ResourceGraph;
  private readonly wait: HookWait;
  /** How many instances are still to go, of each container that stops after its last. */
  private readonly left = new Map<string, number>();

  constructor(context: RunContext, phase: RunPhase, graph: ResourceGraph, doomed: readonly Instance[]) {
    this.context = context;
    this.graph = graph;
    const { stop } = context.means;
    this.wait = { phase, stopped: () => stop.aborted };
    for (const instance of doomed) {
      for (const { address } of this.around(instance, 'post-delete')) {
        this.left.set(address, (this.left.get(address) ?? 0) + 1);
      }
    }
  }

  /**
   * Stops at the hooks behind what an earlier life of the run has removed, as the revision `before` has them. Gives false
   * where one is not cleared.
   */
  async passEarlier(before: ResourceGraph): Promise<boolean> {
    const { store } = this.context.means;
    const stops = new Map<string, PlacedHook>();
    for (const address of this.wait.phase === 'removal' ? removedAddresses(store.readJournal()) : []) {
      for (const stop of removalStops(deleteHooksOf(before, address), this.graph)) {
        if (stop.hook === 'post-delete' && !this.left.has(stop.address)) stops.set(stop.address, stop);
      }
    }
    // Inner ones first; what is over already takes no time.
    const depths = Map.groupBy(stops.values(), ({ address }) => address.split('/').length);
    for (const [, stop] of [...depths].sort(([a], [b]) => b - a)) {
      const passed = await Promise.all(stop.map((each) => stopAtHook(this.context, nowhere, each, this.wait)));
      if (!passed.every((each) => each)) return false;
    }
    return true;
  }

  /** Removes an instance between its hooks. Gives false where that failed, or a hook was not cleared. */
  pass(instance: Instance, place: Place, act: () => boolean | Promise<boolean>): boolean | Promise<boolean> {
    const before = this.stops(instance, 'pre-delete');
    const own = this.stops(instance, 'post-delete').filter(({ address }) => address === instance.address);
    const around = this.around(instance, 'post-delete');
    if (before.length + own.length + around.length === 0) return act();
    return this.passAll(place, before, act, () => [...own, ...around.filter(({ address }) => this.isLast(address))]);
  }

  private async passAll(
    place: Place,
    before: readonly PlacedHook[],
    act: () => boolean | Promise<boolean>,
    after: () => readonly PlacedHook[],
  ): Promise<boolean> {
    for (const hook of before) if (!(await stopAtHook(this.context, place, hook, this.wait))) return false;
    if (!(await act())) return false;
    for (const hook of after()) if (!(await stopAtHook(this.context, place, hook, this.wait))) return false;
    return true;
  }

  private isLast(container: string): boolean {
    const left = (this.left.get(container) ?? 1) - 1;
    this.left.set(container, left);
    return left === 0;
  }

  private stops({ role, removalHooks }: Instance, hook: PlacedHook['hook']): readonly PlacedHook[] {
    if (role === 'superseded' || this.wait.phase !== 'removal') return [];
    return removalStops(removalHooks, this.graph).filter((each) => each.hook === hook);
  }

  /** Those of what an instance lies in, innermost first. */
  private around(instance: Instance, hook: PlacedHook['hook']): readonly PlacedHook[] {
    return this.stops(instance, hook)
      .filter(({ address }) => address !== instance.address)
      .toReversed();
  }
}

/** The place of what is in no schedule. */
const nowhere: Place = {
  release: () => undefined,
  leave: () => undefined,
  regain: async () => undefined,
  end: () => undefined,
};

/** Addresses of which an action has removed something past the commit point. */
function removedAddresses(journal: readonly JournalEntry[]): readonly string[] {
  const removing = new Set<string>();
  const removed = new Set<string>();
  for (const entry of journal) {
    if (entry.kind === 'action-started' && entry.phase === 'removal') removing.add(entry.action);
    if (entry.kind === 'action-ended' && entry.outcome === 'succeeded' && removing.has(entry.action))
      removed.add(entry.address);
  }
  return [...removed];
}
