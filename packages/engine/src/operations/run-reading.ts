import type { JournalEntry } from '../event/journal-entry.ts';
import { type RunReport, summarizeRun } from '../report/run-report.ts';
import { readEntries } from '../store/journal.ts';
import { findRunOf, listRuns as listStoredRuns, type Run } from '../store/runs.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalidBecause } from './outcome.ts';

/** `run list`: all runs, or those of one deployment, newest first. */
export type ListRuns = Operation<{ readonly deployment?: string }, { readonly runs: readonly RunSummary[] }>;

export type RunSummary = Omit<Run, 'kind' | 'options'>;

export const listRuns: Carry<ListRuns> = async ({ deployment }, { store }) =>
  done({ runs: listStoredRuns(store, deployment).map(({ kind: _kind, options: _options, ...run }) => run) });

/** `run show`: what a run did, from its journal; by its id or, the latest, by its deployment's name. */
export type ShowRun = Operation<
  { readonly run: string },
  { readonly report: RunReport; readonly entries: readonly JournalEntry[] }
>;

export const showRun: Carry<ShowRun> = async ({ run }, { store }) => {
  const found = findRunOf(store, run);
  const entries = found === undefined ? [] : readEntries(store, found.id);
  const summary = summarizeRun(entries);
  if (found === undefined || summary === undefined) return noRunOf(run);
  // A dead run has not written that it was interrupted; the store knows.
  return done({ report: { ...summary, status: found.status }, entries: entries.map(withoutStep) });
};

/** Who names neither a run nor a deployment that has one. */
export function noRunOf(name: string): Failed {
  const hint = "'tyto run list' shows all runs";
  return invalidBecause('run-unknown', `There is no run '${name}', and no run of '${name}'`, hint);
}

function withoutStep({ step: _step, ...entry }: JournalEntry): JournalEntry {
  return entry;
}
