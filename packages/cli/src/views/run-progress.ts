import type { ActionEnded, ActionStarted } from '@tyto/engine/event/journal-entry.ts';
import type { RunEvent } from '@tyto/engine/event/run-event.ts';
import type { RunPhase } from '@tyto/engine/event/run-phase.ts';
import type { Awaited, WaitEnded, WaitStarted } from '@tyto/engine/event/waiting.ts';
import { hookTypes } from '@tyto/engine/hot/environment.ts';
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
    case 'wait-started':
      return [`  ${waitText(entry, style)}`];
    case 'wait-advanced':
      return [
        `  ${style.cyan('…')} ${name(entry.address, style)}: ${entry.received} of ${entry.count} signals received`,
      ];
    case 'wait-ended':
      return [`  ${waitEndText(entry, style)}`];
    case 'resources-skipped':
      return entry.addresses.map((address) => `  ${style.dim('=')} ${name(address, style)}: came out unchanged`);
    case 'resources-retained':
      return entry.addresses.map(
        (address) => `  ${style.yellow('×')} ${name(address, style)}: let go, retained as it is`,
      );
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

/** What is waited for, with what to do about it where that is a person's to do. */
function waitText({ address, phase, awaits }: WaitStarted, style: Style): string {
  return `${style.cyan('…')} ${name(address, style)}: ${awaitedText(awaits)}${phaseText(phase)}`;
}

function awaitedText(awaits: Awaited): string {
  switch (awaits.kind) {
    case 'time':
      return `waiting for ${durationText(awaits.seconds * 1000)}`;
    case 'signals':
      return `waiting for ${awaits.count === 1 ? 'a signal' : `${awaits.count} signals`} to ${escapeControls(awaits.handle)}, for at most ${durationText(awaits.seconds * 1000)}`;
    case 'hook':
      return `stopped at ${awaits.hook} until 'tyto hook clear' says that it may go on`;
  }
}

/** A wait that goes on, with what has come and the time that is left: one line of the live region. */
export function waitingLine(wait: WaitStarted, received: number, since: number, style: Style): string {
  const { address, phase, awaits } = wait;
  const head = `  ${style.cyan('…')} ${name(address, style)}:`;
  if (awaits.kind === 'hook')
    return `${head} ${awaitedText(awaits)}${phaseText(phase)} ${style.dim(durationText(since))}`;
  const left = `${durationText(Math.max(0, awaits.seconds * 1000 - since))} left`;
  if (awaits.kind === 'time') return `${head} waiting${phaseText(phase)}, ${left}`;
  return `${head} waiting for ${received} of ${awaits.count} signals${phaseText(phase)}, ${left}`;
}

function waitEndText({ address, moment, outcome, reason }: WaitEnded, style: Style): string {
  const because = reason === undefined || reason === '' ? '' : `: ${firstLine(reason)}`;
  const isHook = hookTypes.some((each) => each === moment);
  switch (outcome) {
    case 'over':
      return `${style.green('✓')} ${name(address, style)}: ${isHook ? `${moment} cleared` : `waited (${escapeControls(moment)})`}`;
    case 'failed':
      return `${style.red('✗')} ${name(address, style)}: waited in vain (${escapeControls(moment)})${because}`;
    case 'given up':
      return `${style.dim('-')} ${name(address, style)}: waits no more (${escapeControls(moment)})`;
  }
}

function purposeText(entry: Extract<RunEvent, { kind: 'run-started' }>): string {
  if (entry.purpose === 'forget') return `forgetting a resource of ${escapeControls(entry.deployment)}`;
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
