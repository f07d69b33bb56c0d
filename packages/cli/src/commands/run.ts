import { perform } from '@tyto/engine/operations/operations.ts';
import type { RunReport } from '@tyto/engine/report/run-report.ts';
import { type Call, operand, optionValue } from '../arguments/command.ts';
import { readLimits } from '../arguments/run-limits.ts';
import { exitStatusOf } from '../views/run-report-text.ts';
import { runListView, runLogView, runShowView } from '../views/run-views.ts';
import { showOutcome } from '../views/show-outcome.ts';
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
  // Who asked for the way back has what was asked for when the run is rolled back.
  const statusOf = (report: RunReport): number =>
    mode === 'rollback' && report.status === 'rolled back' ? 0 : exitStatusOf(report);
  return withStore(call.shell, (context) =>
    carryOut(
      call.shell,
      (stop, onEntry) => perform('run take-up', { run: operand(call, 0), mode, limits, stop }, context, onEntry),
      statusOf,
    ),
  );
}
