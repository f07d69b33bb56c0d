import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, given, operand } from '../arguments/command.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { outputsView, rawOutputView, resourceListView, resourceShowView } from '../views/resource-views.ts';
import { showOutcome } from '../views/show-outcome.ts';
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
