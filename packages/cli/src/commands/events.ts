import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, given, optionValue } from '../arguments/command.ts';
import { eventLines } from '../views/event-lines.ts';
import { showFailure } from '../views/show-outcome.ts';
import { withStore } from './with-store.ts';

/** Ends by itself, or with `-f` at ^C and when nobody reads any more: either is a good end. */
export async function events(call: Call): Promise<number> {
  const { shell } = call;
  const [deployment] = call.operands;
  const since = optionValue(call, 'since');
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  shell.unread.addEventListener('abort', end);
  const linesOf = eventLines(shell.style);
  return withStore(shell, async (context) => {
    const input = {
      follow: given(call, 'follow'),
      stop: stop.signal,
      ...(deployment === undefined ? {} : { deployment }),
      ...(since === undefined ? {} : { since }),
    };
    const outcome = await perform('events', input, context, (event) => {
      if (shell.json) shell.outJson(JSON.stringify(event));
      else for (const line of linesOf(event)) shell.out(`${line}\n`);
    });
    return outcome.kind === 'done' ? 0 : showFailure(outcome, shell);
  });
}
