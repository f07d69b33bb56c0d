import type { JournalEntry, JournalFact } from '../event/journal-entry.ts';
import type { WaitName } from '../event/waiting.ts';
import type { Secret, Value } from '../hot/value.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { ChangeSet } from '../preview/change-set.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State, StateStep } from '../state/state.ts';
import type { KeptSignal } from '../store/signals.ts';

/** A fact for the journal and the step of the state that it stands for: both are stored, or neither. */
export interface Recorded {
  readonly fact: JournalFact;
  readonly step?: StateStep;
}

/** What is asked of a run and kept for as long as it may be resumed. */
export interface RunOrder {
  readonly changes: ChangeSet;
  readonly rollback: boolean;
  /** How many actions may run at once. */
  readonly parallel: number;
  /** Seconds that the run, and each action, may take. */
  readonly timeout?: number;
  readonly actionTimeout?: number;
}

/** What apply needs of the store for one run: the port that lets it be tested against a store that dies at any instant. */
export interface RunStore {
  /** The random id of the store: the first part of every action's id. */
  readonly id: string;
  readonly run: string;
  readonly deployment: string;
  readonly order: RunOrder;
  loadState(): State;
  /** The run's entries so far; whether they come with their steps is the store's affair. */
  readJournal(): readonly JournalEntry[];
  /** Appends, in one transaction that survives loss of power; gives the entries as they were written. */
  append(records: readonly Recorded[]): readonly JournalEntry[];
  reveal(name: string, version: number): Value | undefined;
  putSecret(name: string, value: Value): Secret;
  /** The signals on an instance of a handle, in the order in which they first came. */
  signalsOn(instance: string): readonly KeptSignal[];
  /** Forgets them. */
  clearSignals(instance: string): void;
  /** Whether a person let the run go on at a hook. */
  isHookCleared(wait: WaitName): boolean;
  /** The graph and inventory of a revision. */
  readGraph(revision: string): Promise<ResourceGraph>;
  readInventory(revision: string): Promise<Inventory>;
  /** Says which revision is applied now; may be said again. */
  moveHead(revision: string): Promise<void>;
}
