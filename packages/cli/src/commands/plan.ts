import { resolve } from 'node:path';
import { perform } from '@tyto/engine/operations/operations.ts';
import { isGitSource } from '@tyto/engine/store/git-source.ts';
import { readPlanDirectory } from '@tyto/engine/store/read-plan-directory.ts';
import { type Call, operand, optionValue } from '../arguments/command.ts';
import { writeNewFile, writePlanTree } from '../shell/write-tree.ts';
import { deletedView } from '../views/deleted-view.ts';
import {
  planDiffView,
  planExportView,
  planFetchView,
  planImportView,
  planListView,
  planLogView,
  planSchemaView,
  planShowView,
} from '../views/plan-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { misuse, withStore } from './with-store.ts';

export async function importPlan(call: Call): Promise<number> {
  const { shell } = call;
  const [name, message] = [optionValue(call, 'name'), optionValue(call, 'message')];
  const common = { ...(name === undefined ? {} : { name }), ...(message === undefined ? {} : { message }) };
  const source = operand(call, 0);
  if (isGitSource(source)) {
    return withStore(shell, async (context) =>
      showOutcome(await perform('plan fetch', { source, ...common }, context), planFetchView, shell),
    );
  }
  const read = readPlanDirectory(resolve(source));
  const tree = read.value;
  if (tree === undefined) return showFailure({ kind: 'invalid', problems: read.problems, excerpts: [] }, shell);
  return withStore(shell, async (context) =>
    showOutcome(await perform('plan import', { tree, ...common }, context), planImportView, shell),
  );
}

export async function exportPlan(call: Call): Promise<number> {
  const { shell } = call;
  const output = optionValue(call, 'output');
  if (output === undefined) {
    return misuse(
      shell,
      'A plan is exported into a directory or a file',
      "Give '-o DIR', '-o FILE.tar' or '-o FILE.tar.gz'",
    );
  }
  const form = /\.tar$/.test(output) ? 'tar' : /\.(tar\.gz|tgz)$/.test(output) ? 'tar.gz' : 'files';
  return withStore(shell, async (context) => {
    const outcome = await perform('plan export', { plan: operand(call, 0), form }, context);
    if (outcome.kind !== 'done') return showFailure(outcome, shell);
    const { content } = outcome.result;
    const place = resolve(output);
    const wrong = content.kind === 'files' ? writePlanTree(place, content.files) : writeNewFile(place, content.bytes);
    if (wrong !== undefined) return showFailure({ kind: 'invalid', problems: [wrong], excerpts: [] }, shell);
    return showOutcome(outcome, planExportView(output), shell);
  });
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
