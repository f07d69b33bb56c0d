import type { HostStats, PlaybookEvent, TaskResult } from './playbook-event.ts';

/** What is known of one host from the events of a call. */
export interface HostStory {
  /** The playbook has begun to work on it. */
  readonly begun: boolean;
  /** It has come to the end of the playbook. */
  readonly done: boolean;
  readonly changed: boolean;
  /** Why tasks failed whose failure nothing made good, the first first; empty where none did. */
  readonly failures: readonly string[];
  /** What ssh said where it could not be reached, in lines; undefined where it could. */
  readonly unreachable: string | undefined;
  /** The task that was begun last and has not ended. */
  readonly waitsFor: string | undefined;
  /** The place that was made for its outputs. */
  readonly outputsAt: string | undefined;
  /** Undefined where they were not collected. */
  readonly outputs: ReadonlyMap<string, string> | undefined;
  readonly outputProblems: ReadonlyMap<string, string>;
  /** What it did, for people, task by task. */
  readonly log: string;
  readonly diffs: string;
}

/** The name of the task in plays/collect.yaml that only hosts come to which are through. */
const lastTask = 'Come to the end';

/** Kept of a host's log: the first so many characters. */
const logLimit = 1024 * 1024;

/** Tells from all events of a call what became of one host. */
export function hostStory(events: readonly PlaybookEvent[], host: string): HostStory {
  const own = events.flatMap((event) => (event.kind === 'own' && event.host === host ? [event] : []));
  const results = events.flatMap((event) => (event.kind === 'result' && event.host === host ? [event] : []));
  const collected = own.findLast(({ outputs }) => outputs !== undefined);
  const waiting = waitsFor(events, host);
  return {
    begun: own.length > 0 || events.some((event) => 'host' in event && event.host === host),
    done: own.some(({ task, outcome }) => task === lastTask && outcome === 'ok'),
    changed: results.some(({ outcome }) => outcome === 'changed'),
    failures: failuresOf(
      results,
      own
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ task, reason }) => `${JSON.stringify(task)} failed: ${reason}`),
      statsOf(events, host),
    ),
    unreachable: [...results, ...own].find(({ outcome }) => outcome === 'unreachable')?.reason,
    waitsFor: waiting,
    outputsAt: own.find(({ path }) => path !== undefined)?.path,
    outputs: collected?.outputs,
    outputProblems: collected?.problems ?? new Map(),
    log: logOf(events, host),
    diffs: events.flatMap((event) => (event.kind === 'diff' && event.host === host ? [event.text] : [])).join(''),
  };
}

function statsOf(events: readonly PlaybookEvent[], host: string): HostStats | undefined {
  const told = events.findLast((event) => event.kind === 'stats');
  return told?.hosts.get(host);
}

/** Ansible's own count says whether a failure was made good by a rescue; which one it was is not told, so the last stands. */
function failuresOf(
  results: readonly TaskResult[],
  own: readonly string[],
  stats: HostStats | undefined,
): readonly string[] {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const reasons = [...failed.map(({ task, reason }) => `task ${JSON.stringify(task)} failed: ${reason}`), ...own];
  if (stats === undefined) return reasons;
  if (stats.failures === 0) return [];
  return reasons.length === 0 ? ['a task failed'] : reasons.slice(-stats.failures);
}

function waitsFor(events: readonly PlaybookEvent[], host: string): string | undefined {
  const last = events.findLast((event) => 'host' in event && event.host === host);
  return last?.kind === 'start' || last?.kind === 'retry' ? last.task : undefined;
}

function logOf(events: readonly PlaybookEvent[], host: string): string {
  const parts: string[] = [];
  let play = '';
  for (const event of events) {
    if (event.kind === 'play') play = `PLAY [${event.name}]\n\n`;
    if (event.kind === 'diff' && event.host === host) parts.push(event.text);
    if (event.kind !== 'result' || event.host !== host) continue;
    const text = event.text.trimEnd();
    parts.push(play, `TASK [${event.task}]\n${event.outcome}${text === '' ? '' : `: ${text}`}\n\n`);
    play = '';
  }
  const log = parts.join('');
  return log.length <= logLimit
    ? log
    : `${log.slice(0, logLimit)}\n[tyto: ${log.length - logLimit} characters left out]\n`;
}

/** What an event says of its host, on one line; undefined where it says nothing to people. */
export function progressText(event: PlaybookEvent): string | undefined {
  switch (event.kind) {
    case 'start':
      return `${event.task} …`;
    case 'retry':
      return `${event.task}: tried again (${event.left} left)`;
    case 'result':
      return [event.task, event.outcome, ...(event.reason === '' ? [] : [oneLine(event.reason)])].join(': ');
    case 'play':
    case 'diff':
    case 'own':
    case 'stats':
      return undefined;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
