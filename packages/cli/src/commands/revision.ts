import { resolve } from 'node:path';
import { standardInput } from '@tyto/engine/operations/local-files.ts';
import { perform } from '@tyto/engine/operations/operations.ts';
import type { PreviewInput } from '@tyto/engine/operations/revision-operations.ts';
import { writeChangeSet } from '@tyto/engine/preview/change-set-text.ts';
import { type Call, given, operand, optionValue, optionValues } from '../arguments/command.ts';
import { looseOptions } from '../arguments/loose-options.ts';
import { writeNamedFile, writeTree } from '../shell/write-tree.ts';
import { previewView, renderView, validateView } from '../views/revision-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { misuse, withStore } from './with-store.ts';

export function render(call: Call): Promise<number> {
  const { shell } = call;
  const directory = optionValue(call, 'output');
  return withStore(shell, async (context) => {
    const outcome = await perform('render', { name: operand(call, 0) }, context);
    const wrong =
      outcome.kind === 'done' && directory !== undefined
        ? writeTree(resolve(directory), outcome.result.files)
        : undefined;
    if (wrong !== undefined) return showFailure({ kind: 'invalid', problems: [wrong], excerpts: [] }, shell);
    return showOutcome(outcome, renderView, shell);
  });
}

/** A deployment's name has no dot and no slash; a path to a template has one, or is `-`. */
export async function validate(call: Call): Promise<number> {
  const named = operand(call, 0);
  if (named === standardInput || /[./]/.test(named)) return (await import('./hot.ts')).validateTemplate(call);
  const beside = looseOptions.find((option) => given(call, option.name));
  if (beside !== undefined) {
    return misuse(
      call.shell,
      `Option '--${beside.name}' is for templates, and '${named}' is a deployment`,
      'Leave it out',
    );
  }
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('validate', { name: operand(call, 0) }, context), validateView, call.shell),
  );
}

export async function preview(call: Call): Promise<number> {
  const { shell } = call;
  const file = optionValue(call, 'out');
  const beside = ['revision', 'replace', 'target', 'exclude'].find((option) => given(call, option));
  if (given(call, 'remove') && beside !== undefined) {
    return misuse(shell, `'--remove' takes all away, so there is nothing for '--${beside}' to say`, 'Leave one out');
  }
  return withStore(shell, async (context) => {
    const outcome = await perform('preview', { ...previewInput(call), check: given(call, 'check') }, context);
    if (outcome.kind !== 'done') return showFailure(outcome, shell);
    const { changes } = outcome.result;
    const wrong = file === undefined ? undefined : writeNamedFile(resolve(file), writeChangeSet(changes));
    if (wrong !== undefined) return showFailure({ kind: 'invalid', problems: [wrong], excerpts: [] }, shell);
    const view = previewView({ diff: !given(call, 'no-diff'), reveal: given(call, 'show-secrets') });
    const status = showOutcome(outcome, view, shell);
    const isChange = changes.changes.some((change) => change.kind !== 'unchanged');
    return status === 0 && isChange && given(call, 'detailed-exitcode') ? 2 : status;
  });
}

/** What the options of preview and apply ask to be previewed. */
export function previewInput(call: Call): PreviewInput {
  const revision = optionValue(call, 'revision');
  return {
    name: operand(call, 0),
    forced: optionValues(call, 'replace') ?? [],
    remove: given(call, 'remove'),
    targets: optionValues(call, 'target') ?? [],
    excludes: optionValues(call, 'exclude') ?? [],
    ...(revision === undefined ? {} : { revision }),
  };
}
