import type { JournalEntry, JournalFact } from '../event/journal-entry.ts';
import type { StateStep } from '../state/state.ts';
import { LiveState } from './live-state.ts';
import type { Recorded, RunStore } from './run-store.ts';
import type { ActionId } from './transports/transport.ts';

/**
 * The pen of a run: writes its journal and keeps its state. What happens in one turn of the event loop is written in one
 * transaction (the end of an action and the start of the next), and nothing is done on a node before it is written.
 */
export class Recorder {
  private readonly store: RunStore;
  private readonly onEntry: (entry: JournalEntry) => void;
  readonly state: LiveState;
  private pending: Recorded[] = [];
  private flushing: Promise<void> | undefined;
  private actions: number;
  /** Sequence and attempt of the last action of an instance that turned out never to have begun. */
  private readonly retried = new Map<string, { readonly sequence: number; readonly attempt: number }>();

  constructor(store: RunStore, onEntry: (entry: JournalEntry) => void) {
    this.store = store;
    this.onEntry = onEntry;
    this.state = new LiveState(store.loadState());
    this.actions = 0;
    for (const entry of store.readJournal()) this.recallAction(entry);
  }

  /** Notes a fact. It is seen in `state` at once, and written with all else of this turn. */
  note(fact: JournalFact, step?: StateStep): void {
    this.pending.push(step === undefined ? { fact } : { fact, step });
    if (step !== undefined) this.state.step(step);
  }

  /** Resolves when all that was noted so far is safe on disk. */
  written(): Promise<void> {
    this.flushing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.flushing = undefined;
        try {
          this.write();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.flushing;
  }

  /** Writes all that was noted, now. */
  write(): void {
    if (this.pending.length === 0) return;
    const records = this.pending;
    this.pending = [];
    for (const entry of this.store.append(records)) this.onEntry(entry);
  }

  /** The id for the next action on an instance. */
  actionId(instance: string): ActionId {
    const earlier = this.retried.get(instance);
    this.retried.delete(instance);
    const sequence = earlier?.sequence ?? ++this.actions;
    return `${this.store.id}/${this.store.run}/${sequence}/${(earlier?.attempt ?? 0) + 1}`;
  }

  private recallAction(entry: JournalEntry): void {
    if (entry.kind !== 'action-started' && entry.kind !== 'action-ended') return;
    const [, , sequence, attempt] = entry.action.split('/').map(Number);
    if (sequence === undefined || attempt === undefined) throw new Error(`no action id: ${entry.action}`);
    this.actions = Math.max(this.actions, sequence);
    if (entry.kind === 'action-started') this.retried.delete(entry.instance);
    else if (entry.outcome === 'absent') this.retried.set(entry.instance, { sequence, attempt });
  }
}
