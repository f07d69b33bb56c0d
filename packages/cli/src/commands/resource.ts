import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, given, operand } from '../arguments/command.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { forgettingText, forgottenView } from '../views/forgotten-view.ts';
import { outputsView, rawOutputView, resourceListView, resourceShowView } from '../views/resource-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { confirm, unconfirmed } from './confirm.ts';
import { misuse, withStore } from './with-store.ts';

export function listResources(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('resource list', { name: operand(call, 0) }, context), resourceListView, call.shell),
  );
}

export function showResource(call: Call): Promise<number> {
  const input = { name: operand(call, 0), address: operand(call, 1) };
  return withStore(call.shell, async (context) =>
    showOutcome(
      await perform('resource show', input, context),
      resourceShowView(given(call, 'show-secrets')),
      call.shell,
    ),
  );
}

/** Shows what is going to be let go and asks, unless it is told not to; then lets go of just that. */
export async function forgetResource(call: Call): Promise<number> {
  const { shell } = call;
  const [name, resource] = [operand(call, 0), operand(call, 1)];
  const sure = given(call, 'yes');
  if (!sure && !shell.interactive.in) return unconfirmed(shell, `'tyto resource show ${name} ${resource}' shows it`);
  return withStore(shell, async (context) => {
    const found = await perform('resource forget', { name, resource, look: true }, context);
    if (found.kind !== 'done') return showFailure(found, shell);
    if (!sure) {
      const confirmed = await confirm(shell, `${forgettingText(found.result)}\nForget it? [y/N] `);
      if (confirmed !== true) return confirmed;
    }
    // The very instance that was shown, whatever has come to its address since.
    const chosen = { name, resource: found.result.resource.instance };
    return showOutcome(await perform('resource forget', chosen, context), forgottenView, shell);
  });
}

export async function outputs(call: Call): Promise<number> {
  const [name = '', output] = call.operands;
  const reveal = given(call, 'show-secrets');
  const raw = given(call, 'raw');
  if (raw && (output === undefined || call.shell.json)) {
    return misuse(call.shell, "'--raw' prints one output and nothing else", 'Name one output, and leave out --json');
  }
  return withStore(call.shell, async (context) => {
    const outcome = await perform('outputs', output === undefined ? { name } : { name, output }, context);
    if (!raw || outcome.kind !== 'done') return showOutcome(outcome, outputsView(reveal), call.shell);
    const text = rawOutputView(outcome.result, reveal);
    if (text !== undefined) {
      call.shell.out(call.shell.interactive.out ? escapeControls(text) : text);
      return 0;
    }
    return misuse(
      call.shell,
      `The output '${output}' is a secret, or waits for something that is not deployed`,
      "'--show-secrets' prints secrets",
    );
  });
}
