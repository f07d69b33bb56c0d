import type { JournalEntry } from './journal-entry.ts';

/** What an action does at this moment: told to whoever follows the run, and not kept. Masked. */
export interface ActionProgress {
  readonly kind: 'action-progress';
  readonly formatVersion: 1;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly address: string;
  readonly text: string;
}

/** What whoever follows a run gets to see: the entries of its journal as they are written, and what happens between them. */
export type RunEvent = JournalEntry | ActionProgress;
