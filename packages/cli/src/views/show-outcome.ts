import type { Diagnostic } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { Excerpt, Failed, Outcome } from '@tyto/engine/operations/outcome.ts';
import { escapeJson } from '../shell/escape-json.ts';
import type { Shell } from '../shell/shell.ts';
import { diagnosticsText } from './diagnostic-text.ts';
import type { View } from './view.ts';

/** Prints a result on standard output and its warnings on standard error, or the failure; gives the exit status. */
export function showOutcome<T>(outcome: Outcome<T>, view: View<T>, shell: Shell): number {
  if (outcome.kind !== 'done') return showFailure(outcome, shell);
  showWarnings(outcome.problems, outcome.excerpts, shell);
  if (shell.json) shell.outJson(view.json(outcome.result));
  else shell.out(view.human(outcome.result, shell.style));
  return 0;
}

/** Prints problems on standard error, for a person. */
export function showProblems(problems: readonly Diagnostic[], excerpts: readonly Excerpt[], shell: Shell): void {
  if (problems.length > 0) shell.err(diagnosticsText(problems, excerpts, shell.errStyle));
}

/** Prints warnings on standard error, in JSON mode too, so that standard output stays one document. */
function showWarnings(problems: readonly Diagnostic[], excerpts: readonly Excerpt[], shell: Shell): void {
  if (problems.length === 0) return;
  shell.err(
    shell.json
      ? `${escapeJson(JSON.stringify({ kind: 'Warnings', formatVersion: 1, problems }))}\n`
      : diagnosticsText(problems, excerpts, shell.errStyle),
  );
}

/** Prints why there is no result: for a person on standard error, as JSON on standard output. Gives the exit status. */
export function showFailure(failure: Failed, shell: Shell): number {
  if (shell.json) {
    shell.outJson(
      JSON.stringify({ kind: 'Failure', formatVersion: 1, reason: failure.kind, problems: failure.problems }),
    );
  } else {
    shell.err(diagnosticsText(failure.problems, failure.excerpts, shell.errStyle));
  }
  switch (failure.kind) {
    case 'invalid':
      return 1;
    case 'refused':
      return 5;
  }
}
