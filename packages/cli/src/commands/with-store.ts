import { problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { OperationContext } from '@tyto/engine/operations/operation.ts';
import { closeStore, openStore } from '@tyto/engine/store/store.ts';
import type { Shell } from '../shell/shell.ts';
import { showFailure } from '../views/show-outcome.ts';

/** Opens the data directory for one command and closes it again. */
export async function withStore(shell: Shell, use: (context: OperationContext) => Promise<number>): Promise<number> {
  const opened = openStore(shell.data);
  const store = opened.value;
  if (store === undefined) return showFailure({ kind: 'invalid', problems: opened.problems, excerpts: [] }, shell);
  try {
    return await use({ store });
  } finally {
    closeStore(store);
  }
}

/** Tells that the command was used wrongly in a way that only it can see. */
export function misuse(shell: Shell, message: string, hint: string): number {
  return showFailure({ kind: 'invalid', problems: [problem('usage', message, { hint })], excerpts: [] }, shell);
}
