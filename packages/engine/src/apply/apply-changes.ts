import { forcedAddresses } from '../preview/renewed-handles.ts';
import { containerActions } from '../preview/stopping.ts';
import { type RunReport, summarizeRun } from '../report/run-report.ts';
import { type Destination, followCourse, readDestination } from './course.ts';
import { deployedGraph } from './deployed-graph.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { removeInstances } from './remove-instances.ts';
import type { RunContext, RunMeans } from './run-context.ts';
import { beyondUndo, turnRound, undo } from './undo.ts';

/**
 * Carries out a run whose start is in the journal and of which nothing else is: new and changed first, then, past the
 * commit point, removals. Any failure before that takes everything back, unless the order says otherwise.
 */
export async function applyChanges(means: RunMeans): Promise<RunReport> {
  const run = openRun(means);
  return finish(run, await forward(run, new Set()));
}

/** Ends a run's way forward the way it went. `run resume` comes in here too. */
export async function finish(run: OpenRun, reached: boolean): Promise<RunReport> {
  const { context } = run;
  if (context.means.stop.aborted) return interrupted(run);
  if (reached) return commit(run);
  if (!context.means.store.order.rollback) return ended(run, 'failed', []);
  return rollBack(run, run.timeout.over() ? 'the run took longer than it may' : failureReason(context));
}

/** Everything that is new or changed. `finished` holds what an earlier life of the run has done, `acted` what it changed. */
export async function forward(
  run: OpenRun,
  finished: Set<string>,
  acted: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const { context } = run;
  const { changes } = context.means.store.order;
  const destination = await readDestination(context, changes.target);
  context.inventories.push(destination.inventory);
  const staying = changes.changes.filter(({ kind }) => kind !== 'delete' && kind !== 'forget');
  const may = new Map(staying.map((each) => [each.address, each.may]));
  const deferred = new Set(
    staying.flatMap((each) => (each.kind === 'deferred' && each.instance === undefined ? [each.address] : [])),
  );
  // What a limited change set leaves out stays as it is, even where its last action failed.
  for (const address of changes.limited?.leftOut ?? []) finished.add(address);
  const before = context.recorder.state
    .all()
    .filter((each) => each.createdBy !== context.means.store.run)
    .map(({ address }) => address);
  return followCourse(context, 'forward', destination, {
    may,
    deferred,
    forced: forcedAddresses(changes),
    finished,
    acted,
    containers: containerActions(destination.graph, changes.changes, before),
    groupBatches: changes.batches ?? [],
  });
}

function failureReason(context: RunContext): string {
  const [first] = context.failures;
  return first === undefined ? 'the run could not reach its end' : `${first.address}: ${first.reason}`;
}

async function commit(run: OpenRun): Promise<RunReport> {
  const { recorder, means } = run.context;
  recorder.note({ kind: 'committed' }, { revision: means.store.order.changes.target });
  recorder.write();
  return removeRest(run);
}

/** Past the commit point: only forward. Removes what is no longer wanted and ends the run. */
export async function removeRest(run: OpenRun): Promise<RunReport> {
  const { context } = run;
  const { store } = context.means;
  const { target, base } = store.order.changes;
  if (target !== null) await store.moveHead(target);
  const [now, before] = [await readDestination(context, target), await readDestination(context, base.revision)];
  const leftovers = await removeInstances(context, {
    phase: 'removal',
    graph: deployedGraph(context, now.graph),
    before: before.graph,
    inventories: [now.inventory, before.inventory],
    configs: context.recorder.state.snapshot().configs,
  });
  if (context.means.stop.aborted && leftovers.length > 0) return interrupted(run);
  return ended(
    run,
    'done',
    leftovers.map((each) => each.address),
  );
}

/** Goes back to the revision that was deployed before the run. */
export async function rollBack(run: OpenRun, reason: string): Promise<RunReport> {
  const { recorder, means } = run.context;
  const { revision } = means.store.order.changes.base;
  const good = await readDestination(run.context, revision);
  recorder.note({ kind: 'undo-started', reason, revision }, { put: turnRound(recorder.state.all(), means.store.run) });
  recorder.write();
  return continueUndo(run, good, reason);
}

/** The way back, begun or taken up again. */
export async function continueUndo(run: OpenRun, good: Destination, reason: string): Promise<RunReport> {
  const { context } = run;
  run.timeout.lift();
  const notUndone = beyondUndo(context, good);
  const { restored, leftovers } = await undo(context, good);
  if (context.means.stop.aborted && (!restored || leftovers.length > 0)) return interrupted(run);
  const status = restored && leftovers.length === 0 ? 'rolled back' : 'rollback failed';
  return ended(
    run,
    status,
    leftovers.map((each) => each.address),
    reason,
    notUndone,
  );
}

async function interrupted(run: OpenRun): Promise<RunReport> {
  const { recorder } = run.context;
  recorder.note({ kind: 'run-interrupted', reason: 'it was asked to stop' });
  recorder.write();
  return close(run);
}

async function ended(
  run: OpenRun,
  status: 'done' | 'failed' | 'rolled back' | 'rollback failed',
  leftovers: readonly string[],
  reason?: string,
  notUndone: readonly string[] = [],
): Promise<RunReport> {
  const { recorder } = run.context;
  const told = reason === undefined && status === 'failed' ? failureReason(run.context) : reason;
  // Once a run has ended nobody looks for its traces on the nodes any more.
  await run.close();
  recorder.note({ kind: 'run-ended', status, ...(told === undefined ? {} : { reason: told }), leftovers, notUndone });
  recorder.write();
  return close(run);
}

async function close(run: OpenRun): Promise<RunReport> {
  await run.close();
  const report = summarizeRun(run.context.means.store.readJournal());
  if (report === undefined) throw new Error('the journal does not begin with the start of its run');
  return report;
}
