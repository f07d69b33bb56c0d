import type { ActionStarted, JournalEntry, RunPurpose, RunStatus } from '../event/journal-entry.ts';

/** What became of a run, told from its journal alone. */
export interface RunReport {
  readonly kind: 'RunReport';
  readonly formatVersion: 1;
  readonly run: string;
  readonly deployment: string;
  readonly purpose: RunPurpose;
  readonly status: RunStatus;
  readonly reason?: string;
  /** The revision before, and the one that it led to; null is nothing deployed. */
  readonly base: string | null;
  readonly target: string | null;
  readonly started: string;
  readonly ended?: string;
  readonly failures: readonly RunReportFailure[];
  readonly leftovers: readonly string[];
  /** Addresses of instances that were let go as they are, by their deletion policy or by a person. */
  readonly retained: readonly string[];
  readonly notUndone: readonly string[];
  /** Resources by what was done to them going forward, and going back: in the terms of the preview. */
  readonly done: Counts;
  readonly undone: Counts;
}

export interface RunReportFailure {
  readonly address: string;
  readonly reason: string;
  /** Masked; only of what ran on a node. */
  readonly stderr?: string;
}

export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
}

/** Tells what became of a run; undefined where the journal does not begin with its start. */
export function summarizeRun(journal: readonly JournalEntry[]): RunReport | undefined {
  const first = journal[0];
  if (first?.kind !== 'run-started') return undefined;
  const last = journal.findLast((each) => each.kind === 'run-ended');
  return {
    kind: 'RunReport',
    formatVersion: 1,
    run: first.run,
    deployment: first.deployment,
    purpose: first.purpose,
    status: last?.status ?? (journal.at(-1)?.kind === 'run-interrupted' ? 'interrupted' : 'running'),
    ...(last?.reason === undefined ? {} : { reason: last.reason }),
    base: first.base,
    target: first.target,
    started: first.time,
    ...(last === undefined ? {} : { ended: last.time }),
    failures: failuresOf(journal),
    leftovers: last?.leftovers ?? [],
    retained: journal.flatMap((each) => (each.kind === 'resources-retained' ? each.addresses : [])),
    notUndone: last?.notUndone ?? [],
    ...countsOf(journal),
  };
}

function failuresOf(journal: readonly JournalEntry[]): readonly RunReportFailure[] {
  return journal.flatMap((entry) => {
    if (entry.kind === 'resource-failed') return [{ address: entry.address, reason: entry.reason }];
    if (entry.kind === 'wait-ended' && isFailure(entry))
      return [{ address: entry.address, reason: entry.reason ?? '' }];
    if (entry.kind !== 'action-ended' || !isFailure(entry)) return [];
    const stderr = entry.log === undefined ? {} : { stderr: entry.log.stderr };
    return [{ address: entry.address, reason: entry.reason ?? 'its end is not known', ...stderr }];
  });
}

/** Whether an entry says that the run can't reach its end. An action that never began does, where something kept it from that. */
export function isFailure(entry: JournalEntry): boolean {
  if (entry.kind === 'resource-failed') return true;
  if (entry.kind === 'wait-ended') return entry.outcome === 'failed';
  if (entry.kind !== 'action-ended') return false;
  const { outcome, reason } = entry;
  return outcome === 'failed' || outcome === 'unknown' || (outcome === 'absent' && reason !== undefined);
}

/** Addresses by what was done to them. */
type Done = Readonly<Record<keyof Counts, Set<string>>>;

function countsOf(journal: readonly JournalEntry[]): { readonly done: Counts; readonly undone: Counts } {
  const [done, undone] = [noneDone(), noneDone()];
  const started = new Map<string, ActionStarted>();
  let direction = done;
  for (const entry of journal) {
    if (entry.kind === 'undo-started') direction = undone;
    if (entry.kind === 'resources-recorded' && entry.verb !== undefined) {
      for (const address of entry.addresses) direction[entry.verb].add(address);
    } else if (entry.kind === 'action-started') {
      started.set(`${entry.action} ${entry.instance}`, entry);
    } else if (entry.kind === 'action-ended' && entry.outcome === 'succeeded') {
      const action = started.get(`${entry.action} ${entry.instance}`);
      if (action === undefined) continue;
      const isBack = action.phase === 'undo' || action.phase === 'undo removal';
      (isBack ? undone : done)[action.replaces === undefined ? action.verb : 'replace'].add(action.address);
    }
  }
  return { done: counted(done), undone: counted(undone) };
}

function noneDone(): Done {
  return { create: new Set(), update: new Set(), replace: new Set(), delete: new Set() };
}

/** Of what is replaced, the removal of the old instance is a part. */
function counted({ create, update, replace, delete: deleted }: Done): Counts {
  const gone = [...deleted].filter((each) => !replace.has(each));
  return { create: create.size, update: update.size, replace: replace.size, delete: gone.length };
}
