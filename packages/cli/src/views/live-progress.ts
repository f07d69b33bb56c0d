import type { ActionStarted } from '@tyto/engine/event/journal-entry.ts';
import type { RunEvent } from '@tyto/engine/event/run-event.ts';
import { type WaitStarted, waitKey } from '@tyto/engine/event/waiting.ts';
import type { Shell } from '../shell/shell.ts';
import { progressLines, runningKey, runningLine, waitingLine } from './run-progress.ts';

/** Follows a run by its entries. */
export interface Progress {
  readonly follow: (event: RunEvent) => void;
  /** A line of ours between those of the run. */
  readonly say: (line: string) => void;
  /** Takes the live region away; nothing may follow. */
  readonly end: () => void;
}

/** Follows a run: as JSON lines, as a live region on a terminal, or as plain lines of starts and ends. */
export function followRun(shell: Shell): Progress {
  if (shell.json) return jsonProgress(shell);
  return shell.interactive.err ? liveProgress(shell) : plainProgress(shell);
}

function jsonProgress(shell: Shell): Progress {
  return {
    follow: (event) => shell.outJson(JSON.stringify(withoutStep(event))),
    say: (line) => shell.err(`${line}\n`),
    end: () => undefined,
  };
}

/** The step is the store's own record of the same fact, and says nothing more to an observer. */
function withoutStep(event: RunEvent): object {
  if (event.kind === 'action-progress') return event;
  const { step: _step, ...entry } = event;
  return entry;
}

function plainProgress(shell: Shell): Progress {
  const running = new Map<string, { started: ActionStarted; time: string }>();
  return {
    follow: (entry) => {
      for (const line of progressLines(entry, running, shell.errStyle)) shell.err(`${line}\n`);
      track(entry, running);
    },
    say: (line) => shell.err(`${line}\n`),
    end: () => undefined,
  };
}

const redrawEvery = 500;
const mostLines = 12;

/** What runs or waits stands below, each with its time; what has ended moves up into the terminal's history. */
function liveProgress(shell: Shell): Progress {
  const running = new Map<string, { started: ActionStarted; time: string }>();
  const waiting = new Map<string, LiveWait>();
  let drawn = 0;
  const erase = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`);
  const draw = (above: readonly string[]): void => {
    const now = Date.now();
    const lines = [
      ...[...running.values()].map(({ started, time }) => runningLine(started, now - Date.parse(time), shell.errStyle)),
      ...[...waiting.values()].map(({ wait, received, time }) =>
        waitingLine(wait, received, now - Date.parse(time), shell.errStyle),
      ),
    ];
    const region = lines.slice(0, mostLines).map((line) => cut(line, shell.columns()));
    if (lines.length > mostLines) region.push(`  and ${lines.length - mostLines} more`);
    shell.err([erase(), ...above.map((line) => `${line}\n`), ...region.map((line) => `${line}\n`)].join(''));
    drawn = region.length;
  };
  const timer = setInterval(() => {
    if (running.size + waiting.size > 0) draw([]);
  }, redrawEvery);
  return {
    follow: (entry) => {
      const lines = isLive(entry) ? [] : progressLines(entry, running, shell.errStyle);
      track(entry, running);
      trackWait(entry, waiting);
      draw(lines);
    },
    say: (line) => draw([line]),
    end: () => {
      clearInterval(timer);
      running.clear();
      waiting.clear();
      draw([]);
    },
  };
}

interface LiveWait {
  readonly wait: WaitStarted;
  readonly received: number;
  readonly time: string;
}

/** What is told by the live region until it has ended. */
function isLive({ kind }: RunEvent): boolean {
  return kind === 'action-started' || kind === 'wait-started' || kind === 'wait-advanced';
}

function trackWait(entry: RunEvent, waiting: Map<string, LiveWait>): void {
  if (entry.kind === 'wait-started') waiting.set(waitKey(entry), { wait: entry, received: 0, time: entry.time });
  if (entry.kind === 'wait-ended') waiting.delete(waitKey(entry));
  if (entry.kind !== 'wait-advanced') return;
  const known = waiting.get(waitKey(entry));
  if (known !== undefined) waiting.set(waitKey(entry), { ...known, received: entry.received });
}

function track(entry: RunEvent, running: Map<string, { started: ActionStarted; time: string }>): void {
  if (entry.kind === 'action-started') running.set(runningKey(entry), { started: entry, time: entry.time });
  if (entry.kind === 'action-ended') running.delete(runningKey(entry));
}

/** Cuts a line to the terminal's width, so that the region's height is known; escape sequences have none. */
function cut(line: string, columns: number): string {
  let width = 0;
  let text = '';
  for (const part of line.split(/(?=\p{Cc})|(?<=\p{Cc}\[\d+m)/u)) {
    if (part.startsWith('\u001b')) {
      text += part;
      continue;
    }
    const characters = Array.from(part);
    text += characters.slice(0, Math.max(0, columns - 1 - width)).join('');
    width += characters.length;
  }
  return text;
}
