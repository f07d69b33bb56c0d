import type { RunEvent } from '@tyto/engine/event/run-event.ts';
import { stopSignal } from '@tyto/engine/operations/cancel-run.ts';
import type { Outcome } from '@tyto/engine/operations/outcome.ts';
import type { RunReport } from '@tyto/engine/report/run-report.ts';
import type { Shell } from '../shell/shell.ts';
import { followRun } from '../views/live-progress.ts';
import { exitStatusOf, runReportText } from '../views/run-report-text.ts';
import { showFailure } from '../views/show-outcome.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Carries out a run and shows how it goes and what became of it; gives the exit status. The first ^C lets finish what
 * runs and stops; the second quits at once, and the run is then taken up like one whose process was killed.
 */
export async function carryOut(
  shell: Shell,
  go: (stop: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<Outcome<RunReport>>,
  statusOf: (report: RunReport) => number = exitStatusOf,
): Promise<number> {
  const stop = new AbortController();
  const progress = followRun(shell);
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    progress.say('Stopping: what runs is let finish, nothing more is started. Again to quit at once.');
  };
  const onAsked = (): void => {
    if (stop.signal.aborted) return;
    stop.abort();
    progress.say("Stopping, for 'tyto run cancel' asked: what runs is let finish, nothing more is started.");
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  process.on(stopSignal, onAsked);
  try {
    const outcome = await go(stop.signal, progress.follow);
    progress.end();
    if (outcome.kind !== 'done') return showFailure(outcome, shell);
    if (shell.json) shell.outJson(JSON.stringify(outcome.result));
    else shell.out(runReportText(outcome.result, shell.style));
    return statusOf(outcome.result);
  } finally {
    progress.end();
    for (const signal of stopSignals) process.off(signal, onSignal);
    process.off(stopSignal, onAsked);
  }
}
