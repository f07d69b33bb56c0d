import { resolve } from 'node:path';
import { perform } from '@tyto/engine/operations/operations.ts';
import { readPlanDirectory } from '@tyto/engine/store/read-plan-directory.ts';
import { type Call, operand, optionValue } from '../arguments/command.ts';
import { deletedView } from '../views/deleted-view.ts';
import {
  planDiffView,
  planImportView,
  planListView,
  planLogView,
  planSchemaView,
  planShowView,
} from '../views/plan-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { withStore } from './with-store.ts';

export async function importPlan(call: Call): Promise<number> {
  const read = readPlanDirectory(resolve(operand(call, 0)));
  const tree = read.value;
  if (tree === undefined) return showFailure({ kind: 'invalid', problems: read.problems, excerpts: [] }, call.shell);
  const [name, message] = [optionValue(call, 'name'), optionValue(call, 'message')];
  const input = { tree, ...(name === undefined ? {} : { name }), ...(message === undefined ? {} : { message }) };
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan import', input, context), planImportView, call.shell),
  );
}

export function listPlans({ shell }: Call): Promise<number> {
  return withStore(shell, async (context) => showOutcome(await perform('plan list', {}, context), planListView, shell));
}

export function showPlan(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan show', { plan: operand(call, 0) }, context), planShowView, call.shell),
  );
}

export function logPlan(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan log', { name: operand(call, 0) }, context), planLogView, call.shell),
  );
}

export function diffPlan(call: Call): Promise<number> {
  const [name = '', from = '', to] = call.operands;
  const input = to === undefined ? { name, from } : { name, from, to };
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan diff', input, context), planDiffView, call.shell),
  );
}

export function schemaOfPlan(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan schema', { plan: operand(call, 0) }, context), planSchemaView, call.shell),
  );
}

export function deletePlan(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('plan delete', { name: operand(call, 0) }, context), deletedView('plan'), call.shell),
  );
}
