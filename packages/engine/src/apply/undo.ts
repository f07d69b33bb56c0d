import type { ChangeSet } from '../preview/change-set.ts';
import { previewChanges } from '../preview/preview-changes.ts';
import { scriptFor } from '../resource/deployment.ts';
import type { Instance } from '../state/state.ts';
import { type Destination, followCourse } from './course.ts';
import { deployedGraph } from './deployed-graph.ts';
import { removeInstances } from './remove-instances.ts';
import type { RunContext } from './run-context.ts';

/**
 * Steps of the state with which a run turns round: what it created is superseded, what that took the place of is current
 * again. The old instance's recorded attributes then hold for its dependents.
 */
export function turnRound(instances: readonly Instance[], run: string): readonly Instance[] {
  const byId = new Map(instances.map((each) => [each.id, each]));
  return instances
    .filter((each) => each.createdBy === run && each.role === 'current')
    .flatMap((created) => {
      const before = created.replaces === undefined ? undefined : byId.get(created.replaces);
      const superseded: Instance = { ...created, role: 'superseded' };
      return before === undefined ? [superseded] : [superseded, { ...before, role: 'current' as const }];
    });
}

export interface UndoResult {
  readonly restored: boolean;
  readonly leftovers: readonly Instance[];
}

/**
 * Takes the state back to a revision: an apply of that revision to what is deployed now. First what was changed is
 * updated back in the order of that revision's graph, then what the run created is removed, dependents first. Nothing is
 * removed while something may still depend on it.
 */
export async function undo(context: RunContext, good: Destination): Promise<UndoResult> {
  const { limited } = context.means.store.order.changes;
  const restored = await followCourse(context, 'undo', good, {
    may: undefined,
    deferred: new Set(),
    forced: new Set(),
    finished: new Set(limited?.leftOut),
    groupBatches: previewOf(context, good)?.batches ?? [],
  });
  if (!restored) return { restored, leftovers: [] };
  const leftovers = await removeInstances(context, {
    phase: 'undo removal',
    graph: deployedGraph(context, good.graph),
    inventories: [good.inventory, ...context.inventories],
    configs: context.recorder.state.snapshot().configs,
  });
  return { restored, leftovers };
}

/**
 * What the run did that no script can take back: addresses whose CREATE ran and that have no DELETE, or that would need
 * an UPDATE. To be asked before the undo, while the state still holds what the run made.
 */
export function beyondUndo(context: RunContext, good: Destination): readonly string[] {
  const { store } = context.means;
  const state = context.recorder.state.snapshot();
  const ran = new Set<string>();
  for (const entry of store.readJournal()) {
    if (entry.kind === 'action-started' && entry.phase === 'forward') ran.add(entry.instance);
  }
  const without = (instance: Instance, action: 'UPDATE' | 'DELETE'): boolean => {
    const config = instance.config === undefined ? undefined : state.configs.get(instance.config);
    return config !== undefined && scriptFor(config, instance.properties, action) === undefined;
  };
  const created = context.recorder.state
    .all()
    .filter((each) => each.role === 'superseded' && ran.has(each.id) && without(each, 'DELETE'));
  const updated = (previewOf(context, good)?.changes ?? []).filter(({ may, instance }) => {
    const found = instance === undefined ? undefined : state.instances.get(instance);
    return found !== undefined && may.includes('update') && ran.has(found.id) && without(found, 'UPDATE');
  });
  return [...new Set([...created, ...updated].map((each) => each.address))];
}

/** What going to a revision changes now. */
function previewOf({ means: { store }, recorder }: RunContext, good: Destination): ChangeSet | undefined {
  return previewChanges({
    deployment: store.deployment,
    graph: good.graph,
    target: good.revision,
    state: recorder.state.snapshot(),
    forced: [],
    reveal: (name, version) => store.reveal(name, version),
  }).value;
}
