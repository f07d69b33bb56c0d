import type { ActionEnded, ActionStarted, RunPhase } from '@tyto/engine/event/journal-entry.ts';
import type { RunEvent } from '@tyto/engine/event/run-event.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { durationText } from './duration-text.ts';

/** What runs now, by `runningKey`. */
export type Running = ReadonlyMap<string, { readonly started: ActionStarted; readonly time: string }>;

/** One member's share of an action: an action may have several. */
export function runningKey({ action, address }: ActionStarted | ActionEnded): string {
  return `${action} ${address}`;
}

/** The lines that an event is worth to a person who follows a run; for the end of an action with its time. */
export function progressLines(entry: RunEvent, running: Running, style: Style): readonly string[] {
  switch (entry.kind) {
    case 'run-started':
      return [`Run ${entry.run}: ${purposeText(entry)}`];
    case 'action-started':
      return [`  ${startText(entry, style)}`];
    case 'action-progress':
      return [`    ${style.dim(`${escapeControls(entry.address)}: ${firstLine(entry.text)}`)}`];
    case 'action-ended':
      return [`  ${endText(entry, entry.time, running, style)}`];
    case 'resources-skipped':
      return entry.addresses.map((address) => `  ${style.dim('=')} ${name(address, style)}: came out unchanged`);
    case 'resource-failed':
      return [`  ${style.red('✗')} ${name(entry.address, style)}: could not begin: ${firstLine(entry.reason)}`];
    case 'resources-recorded':
    case 'committed':
      return [];
    case 'undo-started':
      return [
        style.yellow(`Undoing: ${escapeControls(entry.reason)}`),
        `Going back to ${revisionText(entry.revision)}`,
      ];
    case 'run-interrupted':
      return [style.yellow(`Interrupted: ${escapeControls(entry.reason)}`)];
    case 'run-resumed':
      return [entry.mode === 'resume' ? 'Taking the run up again' : 'Taking the run up to undo it'];
    case 'run-ended':
      return [];
  }
}

/** An action that runs, with the time since it began: one line of the live region. */
export function runningLine(started: ActionStarted, since: number, style: Style): string {
  return `  ${startText(started, style)} ${style.dim(durationText(since))}`;
}

function purposeText(entry: Extract<RunEvent, { kind: 'run-started' }>): string {
  if (entry.purpose === 'remove' || entry.target === null) return `removing ${escapeControls(entry.deployment)}`;
  return `applying revision ${entry.target.slice(0, 12)} to ${escapeControls(entry.deployment)}`;
}

function revisionText(revision: string | null): string {
  return revision === null ? 'what was before: nothing' : `revision ${revision.slice(0, 12)}`;
}

const doing = { create: 'creating', update: 'updating', delete: 'deleting' } as const;
const didIt = { create: 'created', update: 'updated', delete: 'deleted' } as const;

function startText(started: ActionStarted, style: Style): string {
  return `${style.cyan('…')} ${name(started.address, style)}: ${doing[started.verb]} on ${escapeControls(started.node)}${phaseText(started.phase)}`;
}

function endText(ended: ActionEnded, time: string, running: Running, style: Style): string {
  const start = running.get(runningKey(ended));
  const took = start === undefined ? '' : ` (${durationText(Date.parse(time) - Date.parse(start.time))})`;
  const verb = start?.started.verb;
  switch (ended.outcome) {
    case 'succeeded':
      return `${style.green('✓')} ${name(ended.address, style)}: ${verb === undefined ? 'done' : didIt[verb]}${took}`;
    case 'failed':
      return `${style.red('✗')} ${name(ended.address, style)}: failed${took}${reasonText(ended)}`;
    case 'unknown':
      return `${style.yellow('?')} ${name(ended.address, style)}: its end is not known${took}${reasonText(ended)}`;
    case 'absent':
      return `${style.dim('-')} ${name(ended.address, style)}: had not begun${reasonText(ended)}`;
  }
}

function phaseText(phase: RunPhase): string {
  switch (phase) {
    case 'forward':
    case 'removal':
      return '';
    case 'undo':
    case 'undo removal':
      return ' (undo)';
  }
}

function reasonText(ended: ActionEnded): string {
  return ended.reason === undefined ? '' : `: ${firstLine(ended.reason)}`;
}

function firstLine(text: string): string {
  return escapeControls(text.split('\n')[0] ?? '');
}

function name(address: string, style: Style): string {
  return style.bold(escapeControls(address));
}
