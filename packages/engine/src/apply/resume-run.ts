import type { ActionStarted, JournalEntry } from '../event/journal-entry.ts';
import { findNode } from '../inventory/find-node.ts';
import { isFailure, type RunReport, summarizeRun } from '../report/run-report.ts';
import { scriptFor } from '../resource/deployment.ts';
import type { DeployAction } from '../resource/software-config.ts';
import { continueUndo, finish, forward, removeRest, rollBack } from './apply-changes.ts';
import { readDestination } from './course.ts';
import type { InstanceAction } from './instance-action.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { recoverActions } from './run-action.ts';
import type { RunContext, RunMeans } from './run-context.ts';

export type ResumeMode = 'resume' | 'rollback';

/**
 * Takes up a run whose process died or was stopped, from its journal and from what the nodes say of actions that were
 * begun: an action known to be complete is never run again; one whose end can't be known counts as failed. `rollback`
 * goes back from wherever it is; past the commit point a run only goes forward, whatever is asked.
 * `ending`, for the way back: what still runs of the way forward is ended by force instead of being waited for.
 */
export async function resumeRun(means: RunMeans, mode: ResumeMode, ending = false): Promise<RunReport> {
  const journal = means.store.readJournal();
  const run = openRun(means);
  const { context } = run;
  const ended = journal.findLast((each) => each.kind === 'run-ended')?.status;
  if (ended === 'done' || ended === 'rolled back' || (ended === 'failed' && mode === 'resume'))
    return reportOf(journal);
  context.recorder.note({ kind: 'run-resumed', mode });
  context.recorder.write();
  await recoverOpen(run, journal, mode, ending);
  forgetEnded(context, journal);
  const entries = means.store.readJournal();
  if (entries.some((each) => each.kind === 'committed')) return removeRest(run);
  const turned = entries.findLast((each) => each.kind === 'undo-started');
  if (turned?.kind === 'undo-started') {
    return continueUndo(run, await readDestination(context, turned.revision), turned.reason);
  }
  if (mode === 'rollback') return rollBack(run, 'it was asked for');
  if (entries.some(isFailure)) return finish(run, false);
  const { finished, acted } = finishedAddresses(entries);
  return finish(run, await forward(run, finished, acted));
}

function reportOf(journal: readonly JournalEntry[]): RunReport {
  const report = summarizeRun(journal);
  if (report === undefined) throw new Error('the journal does not begin with the start of its run');
  return report;
}

/** Addresses that the run has done, going forward, and those of them that it made or changed. */
function finishedAddresses(journal: readonly JournalEntry[]) {
  const finished = new Set<string>();
  const acted = new Set<string>();
  for (const entry of journal) {
    if (entry.kind === 'resources-skipped') for (const address of entry.addresses) finished.add(address);
    if (entry.kind === 'resources-recorded') for (const address of entry.addresses) acted.add(address);
    if (entry.kind === 'action-ended' && entry.outcome === 'succeeded') acted.add(entry.address);
  }
  for (const address of acted) finished.add(address);
  return { finished, acted };
}

/** Actions that were begun and whose end is not in the journal, each with its members. */
function openActions(journal: readonly JournalEntry[]): readonly [ActionStarted, ...ActionStarted[]][] {
  const open = new Map<string, ActionStarted>();
  for (const entry of journal) {
    if (entry.kind === 'action-started') open.set(`${entry.action} ${entry.instance}`, entry);
    else if (entry.kind === 'action-ended') open.delete(`${entry.action} ${entry.instance}`);
  }
  const actions = new Map<string, [ActionStarted, ...ActionStarted[]]>();
  for (const started of open.values()) {
    const members = actions.get(started.action);
    if (members === undefined) actions.set(started.action, [started]);
    else members.push(started);
  }
  return [...actions.values()];
}

async function recoverOpen(
  run: OpenRun,
  journal: readonly JournalEntry[],
  mode: ResumeMode,
  ending: boolean,
): Promise<void> {
  const { context } = run;
  const { changes } = context.means.store.order;
  for (const revision of [changes.target, changes.base.revision]) {
    context.inventories.push((await readDestination(context, revision)).inventory);
  }
  // As many as ran at once before: no more than the run's parallel.
  await Promise.all(
    openActions(journal).map((members) => {
      const asked = members.map((started) => askedFor(context, started));
      const wanted = mode === 'resume' || members[0].phase !== 'forward';
      const tools = { ...context.tools, signal: AbortSignal.abort() };
      return recoverActions(ending && !wanted ? { ...context, tools } : context, asked, members[0].action, wanted);
    }),
  );
  context.recorder.write();
}

const actions: Readonly<Record<ActionStarted['verb'], DeployAction>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
};

function askedFor(context: RunContext, started: ActionStarted): InstanceAction {
  const { recorder, inventories } = context;
  const instance = recorder.state.instance(started.instance);
  const config = instance?.config === undefined ? undefined : recorder.state.config(instance.config);
  if (instance === undefined || config === undefined)
    throw new Error(`${started.action} began on an instance that is not in the state`);
  const action = actions[started.verb];
  const script = scriptFor(config, instance.properties, action);
  const node = inventories.map((each) => findNode(each, started.node)).find((each) => each !== undefined);
  if (script === undefined || node === undefined)
    throw new Error(`${started.action} began with a script and a node that are not there now`);
  return { phase: started.phase, verb: started.verb, action, config, script, node, instance };
}

/** Clears traces on nodes that the earlier life of the run had no time to clear. */
function forgetEnded(context: RunContext, journal: readonly JournalEntry[]): void {
  const started = new Map(
    journal.flatMap((each) =>
      each.kind === 'action-started' ? [[`${each.action} ${each.instance}`, each] as const] : [],
    ),
  );
  for (const entry of journal) {
    const began = entry.kind === 'action-ended' ? started.get(`${entry.action} ${entry.instance}`) : undefined;
    const node = context.inventories
      .map((each) => findNode(each, began?.node ?? ''))
      .find((each) => each !== undefined);
    const tool = context.means.toolNamed(began?.tool ?? '');
    if (began === undefined || node === undefined || entry.kind !== 'action-ended') continue;
    // What may still run must be found again.
    if (entry.outcome === 'unknown' && tool?.end !== undefined) continue;
    const forgotten = tool?.forget(began.action, [node], context.tools);
    if (forgotten !== undefined) context.cleanUp(forgotten);
  }
}
