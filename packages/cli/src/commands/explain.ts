import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, operand } from '../arguments/command.ts';
import { explainView } from '../views/explain-view.ts';
import { showOutcome } from '../views/show-outcome.ts';
import { withStore } from './with-store.ts';

export function explain(call: Call): Promise<number> {
  const input = { name: operand(call, 0), asked: operand(call, 1) };
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('explain', input, context), explainView, call.shell),
  );
}
