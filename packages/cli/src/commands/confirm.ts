import { problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { Shell } from '../shell/shell.ts';
import { showFailure } from '../views/show-outcome.ts';

/** Asks for a yes. Gives the exit status where the answer is another, or none. */
export async function confirm(shell: Shell, question: string): Promise<true | 1 | 130> {
  const answer = await shell.ask(question, false);
  if (answer === undefined) return 130;
  if (/^y(es)?$/i.test(answer.trim())) return true;
  shell.err('Nothing was changed\n');
  return 1;
}

/** Where nobody can be asked: gives the exit status. `look` says how to see what it is about. */
export function unconfirmed(shell: Shell, look: string): number {
  const told = problem('confirmation', 'There is no terminal to ask on', {
    hint: `Give '-y' to go on without being asked; ${look}`,
  });
  return showFailure({ kind: 'invalid', problems: [told], excerpts: [] }, shell);
}
