import type { OperationContext } from '@tyto/engine/operations/operation.ts';
import { perform } from '@tyto/engine/operations/operations.ts';
import type { RunReport } from '@tyto/engine/report/run-report.ts';
import { type Call, given, operand, optionValue } from '../arguments/command.ts';
import { readLimits } from '../arguments/run-limits.ts';
import { followRun } from '../views/live-progress.ts';
import { exitStatusOf } from '../views/run-report-text.ts';
import { runListView, runLogView, runReportView, runShowView } from '../views/run-views.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { carryOut } from './carry-out.ts';
import { misuse, withStore } from './with-store.ts';

export function listRuns(call: Call): Promise<number> {
  const [deployment] = call.operands;
  return withStore(call.shell, async (context) =>
    showOutcome(
      await perform('run list', deployment === undefined ? {} : { deployment }, context),
      runListView,
      call.shell,
    ),
  );
}

export function showRun(call: Call): Promise<number> {
  const address = optionValue(call, 'log');
  return withStore(call.shell, async (context) => {
    const outcome = await perform('run show', { run: operand(call, 0) }, context);
    if (address === undefined || outcome.kind !== 'done') return showOutcome(outcome, runShowView, call.shell);
    const logs = outcome.result.entries.filter((entry) => entry.kind === 'action-ended' && entry.address === address);
    if (logs.length > 0) return showOutcome(outcome, runLogView(address), call.shell);
    return misuse(
      call.shell,
      `Run ${operand(call, 0)} ran no script for '${address}'`,
      `'tyto run show ${operand(call, 0)}' shows what it ran`,
    );
  });
}

export async function cancelRun(call: Call): Promise<number> {
  const { shell } = call;
  const [run, rollback] = [operand(call, 0), given(call, 'rollback')];
  const waiting = new AbortController();
  const onSignal = (): void => waiting.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  return withStore(shell, async (context) => {
    const progress = followRun(shell);
    const input = { run, now: given(call, 'now'), stop: waiting.signal };
    const outcome = await perform('run cancel', input, context, progress.follow).finally(progress.end);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    if (outcome.kind !== 'done') return showFailure(outcome, shell);
    if (waiting.signal.aborted) return 130;
    const report = outcome.result;
    if (report.status === 'interrupted' && rollback) return undo(call, report.run, context);
    const status = showOutcome(outcome, runReportView, shell);
    return report.status === 'interrupted' ? status : exitStatusOf(report);
  });
}

function undo(call: Call, run: string, context: OperationContext): Promise<number> {
  const now = given(call, 'now');
  return carryOut(
    call.shell,
    (stop, onEntry) => perform('run take-up', { run, mode: 'rollback', now, limits: {}, stop }, context, onEntry),
    statusOfRollback,
  );
}

/** Who asked for the way back has what was asked for when the run is rolled back. */
function statusOfRollback(report: RunReport): number {
  return report.status === 'rolled back' ? 0 : exitStatusOf(report);
}

export function resumeInterrupted(call: Call): Promise<number> {
  return takeUp(call, 'resume');
}

export function rollBackInterrupted(call: Call): Promise<number> {
  return takeUp(call, 'rollback');
}

async function takeUp(call: Call, mode: 'resume' | 'rollback'): Promise<number> {
  const read = readLimits(call);
  if (read.kind === 'wrong') return misuse(call.shell, read.message, `See 'tyto run ${mode} --help'`);
  const { limits } = read;
  const now = given(call, 'now');
  return withStore(call.shell, (context) =>
    carryOut(
      call.shell,
      (stop, onEntry) => perform('run take-up', { run: operand(call, 0), mode, now, limits, stop }, context, onEntry),
      mode === 'rollback' ? statusOfRollback : exitStatusOf,
    ),
  );
}
