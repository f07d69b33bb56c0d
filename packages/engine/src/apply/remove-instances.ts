import { findNode } from '../inventory/find-node.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { removalGraph } from '../preview/removal-order.ts';
import { isRetained } from '../preview/retention.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { scriptFor } from '../resource/deployment.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import { ActionBatches } from './action-batches.ts';
import type { InstanceAction } from './instance-action.ts';
import type { Place } from './places.ts';
import { RemovalHooks } from './removal-hooks.ts';
import { runAction } from './run-action.ts';
import type { RunContext } from './run-context.ts';
import { runSchedule } from './schedule.ts';
import { waitAway } from './wait-away.ts';
import { forgetSignals, removalWait } from './wait-for-resource.ts';
import type { Wait } from './waits.ts';

export interface Removal {
  readonly phase: 'removal' | 'undo removal';
  /** What stays: all else goes, and every superseded instance. */
  readonly graph: ResourceGraph;
  /** What was: its hooks hold for what an earlier life of the run has removed. */
  readonly before?: ResourceGraph;
  /** Where nodes are looked up: the inventory of what stays first, then that of what was. */
  readonly inventories: readonly Inventory[];
  readonly configs: ReadonlyMap<string, SoftwareConfig>;
}

/** Instances that the graph does not want, or that another has taken the place of. */
function doomedInstances(instances: readonly Instance[], graph: ResourceGraph): readonly Instance[] {
  return instances.filter(
    ({ role, address }) => role === 'superseded' || graph.nodes.get(address)?.kind !== 'resource',
  );
}

/**
 * Removes what is not wanted, dependents first. One that fails keeps what it depends on, and lets all others go. Gives
 * what is left over.
 */
export async function removeInstances(context: RunContext, removal: Removal): Promise<readonly Instance[]> {
  const doomed = doomedInstances(context.recorder.state.all(), removal.graph);
  const byId = new Map(doomed.map((each) => [each.id, each]));
  const { stop } = context.means;
  const batches = new ActionBatches(context, groupSizes(context, removal, doomed));
  const hooks = new RemovalHooks(context, removal.phase, removal.graph, doomed);
  if (removal.before !== undefined && !(await hooks.passEarlier(removal.before))) return doomed;
  await runSchedule({
    graph: removalGraph(doomed),
    parallel: context.means.store.order.parallel,
    run: (id, place) => {
      const instance = byId.get(id);
      return instance === undefined || removeInstance({ context, removal, batches, hooks, place }, instance);
    },
    stopped: () => stop.aborted,
    stalled: () => batches.stalled(stop.aborted),
  }).finally(() => context.waits.abandon());
  context.recorder.write();
  return doomedInstances(context.recorder.state.all(), removal.graph);
}

/** What an instance's DELETE runs, if it has one. */
function removalScript(removal: Removal, instance: Instance) {
  const config = instance.config === undefined ? undefined : removal.configs.get(instance.config);
  const script = config === undefined ? undefined : scriptFor(config, instance.properties, 'DELETE');
  return config === undefined || script === undefined ? undefined : { config, script };
}

/** Whether an instance goes together with others beside it, and by what they are known. */
function groupOf(context: RunContext, removal: Removal, instance: Instance): string | undefined {
  const tool = removalScript(removal, instance)?.script.script.tool;
  const slash = instance.address.lastIndexOf('/');
  if (tool === undefined || slash < 0 || context.means.toolNamed(tool)?.members !== 'many') return undefined;
  return instance.address.slice(0, slash);
}

function groupSizes(context: RunContext, removal: Removal, doomed: readonly Instance[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const instance of doomed) {
    const group = groupOf(context, removal, instance);
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return sizes;
}

interface RemovalTurn {
  readonly context: RunContext;
  readonly removal: Removal;
  readonly batches: ActionBatches;
  readonly hooks: RemovalHooks;
  readonly place: Place;
}

function removeInstance(turn: RemovalTurn, instance: Instance): boolean | Promise<boolean> {
  const { context, removal, batches, hooks, place } = turn;
  return hooks.pass(instance, place, () => {
    const delayed = isLetGo(context, removal, instance) ? undefined : removalWait(context, removal.phase, instance);
    if (delayed !== undefined) return removeDelayed(turn, instance, delayed);
    const group = groupOf(context, removal, instance);
    const asked = removalOf(context, removal, instance);
    const joined =
      group !== undefined && typeof asked !== 'boolean' ? batches.join(group, asked, place.release) : undefined;
    if (group !== undefined) batches.decided(group);
    return joined ?? (typeof asked === 'boolean' ? asked : runAction(context, asked));
  });
}

async function removeDelayed(turn: RemovalTurn, instance: Instance, wait: Wait): Promise<boolean> {
  const { context, removal, place } = turn;
  const end = await waitAway(context, place, wait);
  if (end.kind === 'failed') context.failures.push({ address: instance.address, reason: end.reason });
  return end.kind === 'over' && removalOf(context, removal, instance) === true;
}

/** What a run itself made is taken back whatever its policy: a policy is of what was there before. */
function isLetGo(context: RunContext, { phase, graph }: Removal, instance: Instance): boolean {
  const isOwn = phase === 'undo removal' && instance.createdBy === context.means.store.run;
  return !isOwn && isRetained(instance, graph);
}

/** What is to be run for a removal; true where nothing is, false where that can't be. */
function removalOf(context: RunContext, removal: Removal, instance: Instance): InstanceAction | boolean {
  if (isLetGo(context, removal, instance)) {
    context.recorder.note({ kind: 'resources-retained', addresses: [instance.address] }, { drop: [instance.id] });
    return true;
  }
  const found = removalScript(removal, instance);
  if (found === undefined) {
    forgetSignals(context, instance);
    const told = { kind: 'resources-recorded', addresses: [instance.address], verb: 'delete' } as const;
    context.recorder.note(told, { drop: [instance.id] });
    return true;
  }
  const node = removal.inventories
    .map((each) => findNode(each, instance.node ?? ''))
    .find((each) => each !== undefined);
  if (node === undefined) {
    const reason = `node "${instance.node ?? ''}" is not in the inventory`;
    context.recorder.note({ kind: 'resource-failed', address: instance.address, reason });
    context.failures.push({ address: instance.address, reason });
    return false;
  }
  const begun: Instance = { ...instance, status: { action: 'delete', outcome: 'begun' } };
  return { phase: removal.phase, verb: 'delete', action: 'DELETE', ...found, node, instance: begun };
}
