import type { OperationContext } from '@tyto/engine/operations/operation.ts';
import { perform } from '@tyto/engine/operations/operations.ts';
import { done, type Outcome } from '@tyto/engine/operations/outcome.ts';
import type { Preview } from '@tyto/engine/operations/revision-operations.ts';
import type { RunLimits } from '@tyto/engine/operations/run-operations.ts';
import type { ChangeSet } from '@tyto/engine/preview/change-set.ts';
import { type Call, given, operand } from '../arguments/command.ts';
import { readLimits } from '../arguments/run-limits.ts';
import { readOnlyFile } from '../shell/standard-input.ts';
import { previewView } from '../views/revision-views.ts';
import { showOutcome } from '../views/show-outcome.ts';
import { carryOut } from './carry-out.ts';
import { confirm, unconfirmed } from './confirm.ts';
import { previewInput } from './revision.ts';
import { misuse, withStore } from './with-store.ts';

export function apply(call: Call): Promise<number> {
  const file = call.operands[1];
  const beside = ['revision', 'replace', 'target', 'exclude'].find((option) => given(call, option));
  if (file !== undefined && beside !== undefined) {
    const hint = `Leave out '--${beside}', or the file`;
    return Promise.resolve(misuse(call.shell, 'A change set says itself what it leads to and what it changes', hint));
  }
  return change(call, 'Apply these changes to', (context) =>
    file === undefined
      ? perform('preview', { ...previewInput(call), toApply: true }, context)
      : readKept(call, file, context),
  );
}

export function remove(call: Call): Promise<number> {
  return change(call, 'Remove all this of', (context) =>
    perform('preview', { name: operand(call, 0), remove: true, toApply: true }, context),
  );
}

/** The change set in a file, with nothing around it. */
async function readKept(call: Call, file: string, context: OperationContext): Promise<Outcome<Preview>> {
  const name = operand(call, 0);
  const text = await readOnlyFile(file, 'a change set', call.shell);
  if (text.value === undefined) return { kind: 'invalid', problems: text.problems, excerpts: [] };
  const read = await perform('change-set read', { name, text: text.value, file }, context);
  if (read.kind !== 'done') return read;
  return done({ changes: read.result.changes, diff: '', newFiles: [] }, read.problems);
}

async function change(
  call: Call,
  question: string,
  look: (context: OperationContext) => Promise<Outcome<Preview>>,
): Promise<number> {
  const { shell } = call;
  const read = readLimits(call);
  if (read.kind === 'wrong') return misuse(shell, read.message, `See 'tyto help'`);
  if (!given(call, 'yes') && !shell.interactive.in) {
    return unconfirmed(shell, "'tyto preview' shows what would change");
  }
  return withStore(shell, async (context) => {
    const preview = await look(context);
    const view = previewView({ diff: !given(call, 'no-diff'), reveal: given(call, 'show-secrets') });
    const status = showOutcome(preview, view, shell);
    if (preview.kind !== 'done') return status;
    const { changes } = preview.result;
    const isChange = changes.changes.some((each) => each.kind !== 'unchanged');
    if (!isChange && (changes.target === changes.base.revision || changes.limited !== undefined)) return 0;
    if (isChange && !given(call, 'yes')) {
      const confirmed = await confirm(shell, `\n${question} ${changes.deployment}? [y/N] `);
      if (confirmed !== true) return confirmed;
    }
    return run(call, changes, read.limits, context);
  });
}

function run(call: Call, changes: ChangeSet, limits: RunLimits, context: OperationContext): Promise<number> {
  const rollback = !given(call, 'no-rollback');
  return carryOut(call.shell, (stop, onEntry) =>
    perform('apply', { changes, rollback, limits, stop }, context, onEntry),
  );
}
