import type { JournalEntry } from './journal-entry.ts';
import { type WaitStarted, waitKey } from './waiting.ts';

/** A wait that goes on, and when it began. */
export type OpenWait = WaitStarted & { readonly time: string };

/** The waits of a run that have begun and not ended, in the order in which they began. A run that has ended has none. */
export function openWaits(journal: readonly JournalEntry[]): readonly OpenWait[] {
  const open = new Map<string, OpenWait>();
  for (const entry of journal) {
    switch (entry.kind) {
      case 'wait-started':
        open.set(waitKey(entry), entry);
        break;
      case 'wait-ended':
        open.delete(waitKey(entry));
        break;
      // Whoever turns round, or has ended, waits for nothing that was begun before.
      case 'undo-started':
      case 'run-ended':
        open.clear();
        break;
      default:
    }
  }
  return [...open.values()];
}
