import type { JournalEntry } from '../event/journal-entry.ts';
import { type OpenWait, openWaits } from '../event/open-waits.ts';
import { type Awaited, type WaitName, waitKey } from '../event/waiting.ts';
import type { StateStep } from '../state/state.ts';
import type { Clock } from './clock.ts';
import type { Recorder } from './recorder.ts';
import type { RunStore } from './run-store.ts';

/** Something that a run waits for: time, a signal, a hook. */
export interface Wait extends WaitName {
  readonly awaits: Awaited;
  /** What the state is while it waits. */
  readonly step?: StateStep;
  /** What the state is once it has failed. */
  readonly stepOnFailure?: StateStep;
  /** Whether nobody needs it any more: the run is to stop, or something else made it turn round. */
  readonly stopped: () => boolean;
  /**
   * Asked at once and some times a second; `since` and `now` are milliseconds since 1970. What waits for time alone needs
   * none.
   */
  readonly look?: (since: number, now: number) => Look;
}

export type Look =
  | { readonly kind: 'waiting'; readonly received?: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly reason: string };

/** How it ended. `given up` is also a wait that whoever takes up the run goes on with. */
export type WaitEnd = Exclude<Look, { readonly kind: 'waiting' }> | { readonly kind: 'given up' };

/** What waiting needs of a run's means. */
interface WaitMeans {
  readonly store: Pick<RunStore, 'readJournal'>;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  readonly onEntry: (entry: JournalEntry) => void;
}

/** Milliseconds between two looks. */
const everyMilliseconds = 250;

interface Going {
  readonly wait: Wait;
  readonly since: number;
  received: number;
  readonly resolve: (end: WaitEnd) => void;
  readonly reject: (error: unknown) => void;
  readonly ended: Promise<WaitEnd>;
}

/**
 * All that a run waits for. Each wait is in the journal from its beginning to its end, so that a process that takes up the
 * run goes on where an earlier one was: what was over is over, and time counts from the beginning. While nothing waits,
 * nothing is asked.
 */
export class Waits {
  private readonly recorder: Recorder;
  private readonly clock: Clock;
  /** Whether the run was asked to stop; its waits stay open then. */
  private readonly stop: AbortSignal;
  /** Whether the time of the run is over. */
  private readonly expired: () => boolean;
  private readonly onEntry: (entry: JournalEntry) => void;
  private readonly going = new Map<string, Going>();
  /** What an earlier life of the run has begun and not ended, and what was over in any. */
  private readonly begun = new Map<string, OpenWait>();
  private readonly over = new Set<string>();
  private sleeping = new AbortController();
  private watching = false;

  constructor({ store, clock, stop, onEntry }: WaitMeans, recorder: Recorder, expired: () => boolean) {
    this.recorder = recorder;
    this.clock = clock;
    this.stop = stop;
    this.onEntry = onEntry;
    this.expired = expired;
    const journal = store.readJournal();
    for (const each of openWaits(journal)) this.begun.set(waitKey(each), each);
    for (const each of journal) if (each.kind === 'wait-ended' && each.outcome === 'over') this.over.add(waitKey(each));
  }

  /** Whether a wait of an earlier life of the run, or of this one, has begun and not ended. */
  isOpen(name: WaitName): boolean {
    return this.begun.has(waitKey(name)) || this.going.has(waitKey(name));
  }

  /** Whether a wait of this run was over. */
  wasOver(name: WaitName): boolean {
    return this.over.has(waitKey(name));
  }

  /**
   * Waits, and tells how that ended; nothing more is waited for where the same was over in this run. One and the same wait
   * may be asked for by several.
   */
  wait(wait: Wait): Promise<WaitEnd> {
    const key = waitKey(wait);
    const known = this.going.get(key);
    if (known !== undefined) return known.ended;
    if (this.over.has(key)) return Promise.resolve({ kind: 'over' });
    const begun = this.begun.get(key);
    if (begun === undefined) {
      const { phase, address, moment, instance, awaits, step } = wait;
      const which = instance === undefined ? {} : { instance };
      this.recorder.note({ kind: 'wait-started', phase, address, moment, ...which, awaits }, step);
    } else {
      // Whoever follows the run in this process has not been told.
      this.onEntry(begun);
    }
    const { promise: ended, resolve, reject } = Promise.withResolvers<WaitEnd>();
    const since = begun === undefined ? this.clock.now() : Date.parse(begun.time);
    // What was drawn by chance is not drawn again.
    const whole = { ...wait, awaits: begun?.awaits ?? wait.awaits };
    this.going.set(key, { wait: whole, since, received: 0, resolve, reject, ended });
    if (!this.watching) this.watch();
    // Whoever sleeps already has to look at this one too.
    this.sleeping.abort();
    return ended;
  }

  /** Ends all that is waited for without a word: the run is broken off by a bug. */
  abandon(): void {
    for (const each of this.going.values()) each.resolve({ kind: 'given up' });
    this.going.clear();
    this.sleeping.abort();
  }

  private async watch(): Promise<void> {
    this.watching = true;
    try {
      while (this.going.size > 0) {
        this.sleeping = new AbortController();
        const now = this.clock.now();
        for (const [key, each] of this.going) this.lookAt(key, each, now);
        await this.recorder.written();
        if (this.going.size > 0) await this.clock.sleep(this.pause(now), this.sleeping.signal);
      }
    } catch (error) {
      for (const each of this.going.values()) each.reject(error);
      this.going.clear();
    } finally {
      this.watching = false;
    }
  }

  /** How long nothing can be over: no longer than to the nearest end of a time. */
  private pause(now: number): number {
    const ends = [...this.going.values()].map(({ wait: { awaits }, since }) =>
      awaits.kind === 'hook' ? everyMilliseconds : since + awaits.seconds * 1000 - now,
    );
    return Math.max(1, Math.min(everyMilliseconds, ...ends));
  }

  private lookAt(key: string, going: Going, now: number): void {
    const { wait } = going;
    const found = wait.stopped() ? ({ kind: 'given up' } as const) : this.lookAtOne(going, now);
    if (found.kind === 'waiting') {
      this.tellAdvance(going, found.received ?? 0);
      return;
    }
    this.going.delete(key);
    this.begun.delete(key);
    if (found.kind === 'over') this.over.add(key);
    // Whoever takes up a run that was asked to stop goes on waiting.
    if (found.kind !== 'given up' || !this.stop.aborted) this.noteEnd(wait, found);
    going.resolve(found);
  }

  private lookAtOne({ wait, since }: Going, now: number): Look {
    const { awaits, look } = wait;
    const found = look?.(since, now) ?? { kind: 'waiting' };
    if (found.kind !== 'waiting') return found;
    if (awaits.kind === 'time' && now >= since + awaits.seconds * 1000) return { kind: 'over' };
    if (this.expired()) return { kind: 'failed', reason: 'the run took longer than it may' };
    return found;
  }

  private tellAdvance(going: Going, received: number): void {
    const { awaits, phase, address, moment, instance } = going.wait;
    if (awaits.kind !== 'signals' || received === going.received) return;
    going.received = received;
    const which = instance === undefined ? {} : { instance };
    this.recorder.note({ kind: 'wait-advanced', phase, address, moment, ...which, received, count: awaits.count });
  }

  private noteEnd({ phase, address, moment, instance, stepOnFailure }: Wait, end: WaitEnd): void {
    const which = instance === undefined ? {} : { instance };
    const reason = end.kind === 'failed' ? { reason: end.reason } : {};
    const step = end.kind === 'failed' ? stepOnFailure : undefined;
    this.recorder.note({ kind: 'wait-ended', phase, address, moment, ...which, outcome: end.kind, ...reason }, step);
  }
}
