import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, operand } from '../arguments/command.ts';
import { readInputOptions } from '../arguments/input-options.ts';
import { deletedView } from '../views/deleted-view.ts';
import {
  deploymentListView,
  deploymentLogView,
  deploymentShowView,
  inputsWrittenView,
} from '../views/deployment-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { withStore } from './with-store.ts';

export function createDeployment(call: Call): Promise<number> {
  return writeInputs(call, 'deployment create');
}

export function setDeployment(call: Call): Promise<number> {
  return writeInputs(call, 'deployment set');
}

async function writeInputs(call: Call, operation: 'deployment create' | 'deployment set'): Promise<number> {
  const changes = await readInputOptions(call);
  if (changes.value === undefined) {
    return showFailure({ kind: 'invalid', problems: changes.problems, excerpts: [] }, call.shell);
  }
  const input = { name: operand(call, 0), changes: changes.value };
  return withStore(call.shell, async (context) =>
    showOutcome(await perform(operation, input, context), inputsWrittenView, call.shell),
  );
}

export function listDeployments({ shell }: Call): Promise<number> {
  return withStore(shell, async (context) =>
    showOutcome(await perform('deployment list', {}, context), deploymentListView, shell),
  );
}

export function showDeployment(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('deployment show', { name: operand(call, 0) }, context), deploymentShowView, call.shell),
  );
}

export function logDeployment(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('deployment log', { name: operand(call, 0) }, context), deploymentLogView, call.shell),
  );
}

export function deleteDeployment(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(
      await perform('deployment delete', { name: operand(call, 0) }, context),
      deletedView('deployment'),
      call.shell,
    ),
  );
}
