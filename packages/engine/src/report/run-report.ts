import type { JournalEntry, RunPurpose, RunStatus } from '../event/journal-entry.ts';

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
  /** Addresses of instances that were let go as they are, by their deletion policy. */
  readonly retained: readonly string[];
  readonly notUndone: readonly string[];
  /** Actions by verb that succeeded going forward, and going back. */
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

function countsOf(journal: readonly JournalEntry[]): { readonly done: Counts; readonly undone: Counts } {
  const done = { create: 0, update: 0, delete: 0 };
  const undone = { create: 0, update: 0, delete: 0 };
  const started = new Map<string, { readonly verb: keyof Counts; readonly back: boolean }>();
  for (const entry of journal) {
    if (entry.kind === 'action-started') {
      started.set(entry.action, { verb: entry.verb, back: entry.phase === 'undo' || entry.phase === 'undo removal' });
    } else if (entry.kind === 'action-ended' && entry.outcome === 'succeeded') {
      const action = started.get(entry.action);
      if (action !== undefined) (action.back ? undone : done)[action.verb] += 1;
    }
  }
  return { done, undone };
}
