import type { ActionStarted } from '@tyto/engine/event/journal-entry.ts';
import type { StreamedEntry } from '@tyto/engine/store/journal-stream.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { progressLines, runningKey } from './run-progress.ts';
import { shortTime } from './short-text.ts';

/** Tells events of several runs in one stream: each line with its time, deployment and run. */
export function eventLines(style: Style): (entry: StreamedEntry) => readonly string[] {
  const running = new Map<string, { started: ActionStarted; time: string }>();
  return (entry) => {
    const head = style.dim(`${shortTime(entry.time)} ${escapeControls(entry.deployment)} ${entry.run}`);
    const lines = [...progressLines(entry, running, style), ...endLine(entry)];
    if (entry.kind === 'action-started') running.set(runningKey(entry), { started: entry, time: entry.time });
    if (entry.kind === 'action-ended') running.delete(runningKey(entry));
    return lines.map((line) => `${head} ${line.trimStart()}`);
  };
}

/** What a report tells at length where a run is carried out. */
function endLine(entry: StreamedEntry): readonly string[] {
  if (entry.kind === 'committed') return ['No way back from here: what is no longer wanted is removed now'];
  if (entry.kind !== 'run-ended') return [];
  const reason = entry.reason === undefined ? '' : `: ${escapeControls(entry.reason.split('\n')[0] ?? '')}`;
  return [`Run ${entry.run} ended: ${entry.status}${reason}`];
}
