import type { RunStatus } from '@tyto/engine/event/journal-entry.ts';
import type { Counts, RunReport, RunReportFailure } from '@tyto/engine/report/run-report.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { durationText } from './duration-text.ts';

/** What became of a run, for a person: failures with what their scripts said, the result, and what to do about it. */
export function runReportText(report: RunReport, style: Style): string {
  const blocks = [
    ...report.failures.map((failure) => failureText(failure, style)),
    resultLine(report, style),
    ...listText('Let go, and retained as they are', report.retained),
    ...listText('Left over, and tried again by the next run', report.leftovers),
    ...listText('Done and not undone, for there is no script for that', report.notUndone),
    ...adviceText(report),
  ];
  return `${blocks.join('\n')}\n`;
}

/** The exit status of a command that carried out a run. */
export function exitStatusOf({ status, leftovers }: RunReport): number {
  switch (status) {
    case 'done':
      return leftovers.length === 0 ? 0 : 4;
    case 'rolled back':
      return 3;
    case 'failed':
    case 'rollback failed':
      return 4;
    case 'interrupted':
      return 130;
    case 'running':
      return 1;
  }
}

const stderrLines = 40;

function failureText({ address, reason, stderr }: RunReportFailure, style: Style): string {
  const lines = (stderr ?? '').replace(/\n+$/, '').split('\n');
  const shown =
    lines.length > stderrLines ? [`… ${lines.length - stderrLines} lines before`, ...lines.slice(-stderrLines)] : lines;
  const said =
    lines.length === 1 && lines[0] === '' ? [] : shown.map((line) => `    ${style.dim('|')} ${escapeControls(line)}`);
  return [`${style.red('✗')} ${style.bold(escapeControls(address))}: ${escapeControls(reason)}`, ...said].join('\n');
}

const paints: Readonly<Record<RunStatus, 'green' | 'yellow' | 'red'>> = {
  running: 'yellow',
  done: 'green',
  'rolled back': 'yellow',
  failed: 'red',
  'rollback failed': 'red',
  interrupted: 'yellow',
};

function resultLine(report: RunReport, style: Style): string {
  const { run, deployment, status, started, ended, done, undone } = report;
  const took = ended === undefined ? '' : ` in ${durationText(Date.parse(ended) - Date.parse(started))}`;
  const back = total(undone) === 0 ? '' : `; going back: ${countsText(undone)}`;
  const letGo = report.retained.length === 0 ? '' : `, ${report.retained.length} let go`;
  const reason = report.reason === undefined ? '' : ` (${escapeControls(report.reason.split('\n')[0] ?? '')})`;
  const result = style[paints[status]](status);
  return `Run ${run} of ${escapeControls(deployment)}: ${style.bold(result)}${reason}${took}. Resources: ${countsText(done)}${letGo}${back}.`;
}

/** In the terms of the preview's summary. */
function countsText({ create, update, replace, delete: deleted }: Counts): string {
  return `${create} created, ${update} updated, ${replace} replaced, ${deleted} deleted`;
}

function total({ create, update, replace, delete: deleted }: Counts): number {
  return create + update + replace + deleted;
}

function listText(title: string, addresses: readonly string[]): readonly string[] {
  return addresses.length === 0 ? [] : [`${title}:`, ...addresses.map((address) => `  ${escapeControls(address)}`)];
}

function adviceText({ run, deployment, purpose, status, leftovers }: RunReport): readonly string[] {
  switch (status) {
    case 'done':
      return leftovers.length === 0
        ? []
        : [
            `Run 'tyto ${purpose} ${deployment}' again once what hinders the removal is gone;`,
            `'tyto resource forget ${deployment} ADDRESS' lets go of one that cannot be removed.`,
          ];
    case 'rolled back':
      return ['What is deployed is as it was before; the inputs are as they were set.'];
    case 'failed':
      return [
        `What was reached stays. 'tyto preview ${deployment}' shows what is missing; 'tyto run rollback ${run}' goes back.`,
      ];
    case 'rollback failed':
      return [
        `'tyto run rollback ${run}' tries again to go back. 'tyto resource list ${deployment}' shows what stands;`,
        `'tyto apply ${deployment}' goes on from there.`,
      ];
    case 'interrupted':
      return [`Finish it by 'tyto run resume ${run}', or go back by 'tyto run rollback ${run}'.`];
    case 'running':
      return [];
  }
}
