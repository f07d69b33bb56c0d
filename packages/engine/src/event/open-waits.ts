import type { JournalEntry } from './journal-entry.ts';
import { waitKey } from './waiting.ts';

/** The beginning of a wait that goes on. */
export type OpenWait = Extract<JournalEntry, { readonly kind: 'wait-started' }>;

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
