import type { ActionEnded, ActionStarted, JournalEntry } from '@tyto/engine/event/journal-entry.ts';
import type { Operations } from '@tyto/engine/operations/operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { durationText } from './duration-text.ts';
import { progressLines, runningKey } from './run-progress.ts';
import { runReportText } from './run-report-text.ts';
import { shortCommit, shortTime } from './short-text.ts';
import { table } from './table.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const runListView: View<Result<'run list'>> = {
  human: ({ runs }, style) =>
    table(
      ['RUN', 'DEPLOYMENT', 'PURPOSE', 'STATUS', 'STARTED', 'TOOK', 'REVISION'],
      runs.map((run) => [
        run.id,
        run.deployment,
        run.purpose,
        run.status,
        shortTime(run.started),
        run.ended === undefined ? '-' : durationText(Date.parse(run.ended) - Date.parse(run.started)),
        run.target === null ? '-' : shortCommit(run.target),
      ]),
      'There are no runs',
      style,
    ),
  json: jsonOf('RunList'),
};

/** The run told again from its journal, then its report. */
export const runShowView: View<Result<'run show'>> = {
  human: ({ report, entries }, style) => {
    const running = new Map<string, { started: ActionStarted; time: string }>();
    const lines: string[] = [];
    for (const entry of entries) {
      if (entry.kind === 'action-started') running.set(runningKey(entry), { started: entry, time: entry.time });
      else lines.push(...progressLines(entry, running, style).map((line) => `${clock(entry)} ${line}`));
    }
    return `${lines.join('\n')}\n${runReportText(report, style)}`;
  },
  json: ({ report, entries }) => JSON.stringify({ kind: 'RunShown', formatVersion: 1, report, entries }),
};

/** What became of a run that was asked to stop. */
export const runReportView: View<Result<'run cancel'>> = {
  human: runReportText,
  json: (report) => JSON.stringify(report),
};

function clock(entry: JournalEntry): string {
  return entry.time.slice(11, 19);
}

/** What the scripts of one resource said in a run. */
export function runLogView(address: string): View<Result<'run show'>> {
  const logsOf = ({ entries }: Result<'run show'>) =>
    entries.filter((entry) => entry.kind === 'action-ended').filter((entry) => entry.address === address);
  return {
    human: (shown, style) => {
      const started = new Map(
        shown.entries.flatMap((entry) =>
          entry.kind === 'action-started' ? [[runningKey(entry), entry] as const] : [],
        ),
      );
      return logsOf(shown)
        .map((ended) => logText(ended, started.get(runningKey(ended)), style))
        .join('\n');
    },
    json: (shown) => JSON.stringify({ kind: 'RunLog', formatVersion: 1, address, logs: logsOf(shown) }),
  };
}

function logText(ended: ActionEnded, started: ActionStarted | undefined, style: Style): string {
  const what = started === undefined ? '' : ` ${started.verb} on ${started.node}`;
  const status =
    ended.log?.status === undefined || ended.log.status === null ? '' : `, exit status ${ended.log.status}`;
  const head = style.bold(`${escapeControls(`${ended.address}${what}`)}: ${ended.outcome}${status}`);
  const part = (title: string, text: string): string =>
    text === '' ? '' : `${style.dim(`--- ${title}`)}\n${escapeControls(text.endsWith('\n') ? text : `${text}\n`)}`;
  return `${head}\n${part('stdout', ended.log?.stdout ?? '')}${part('stderr', ended.log?.stderr ?? '')}`;
}
