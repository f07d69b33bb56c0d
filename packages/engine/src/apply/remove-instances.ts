import { findNode } from '../inventory/find-node.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { removalGraph } from '../preview/removal-order.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { scriptFor } from '../resource/deployment.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import { runAction } from './run-action.ts';
import type { RunContext } from './run-context.ts';
import { runSchedule } from './schedule.ts';

export interface Removal {
  readonly phase: 'removal' | 'undo removal';
  /** What stays: all else goes, and every superseded instance. */
  readonly graph: ResourceGraph;
  /** Where nodes are looked up: the inventory of what stays first, then that of what was. */
  readonly inventories: readonly Inventory[];
  readonly configs: ReadonlyMap<string, SoftwareConfig>;
}

/** Instances that the graph does not want, or that another has taken the place of. */
export function doomedInstances(instances: readonly Instance[], graph: ResourceGraph): readonly Instance[] {
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
  await runSchedule({
    graph: removalGraph(doomed),
    parallel: context.means.store.order.parallel,
    run: (id) => {
      const instance = byId.get(id);
      return instance === undefined || removeInstance(context, removal, instance);
    },
    stopped: () => context.means.stop.aborted,
  });
  context.recorder.write();
  return doomedInstances(context.recorder.state.all(), removal.graph);
}

function removeInstance(context: RunContext, removal: Removal, instance: Instance): boolean | Promise<boolean> {
  const config = instance.config === undefined ? undefined : removal.configs.get(instance.config);
  const script = config === undefined ? undefined : scriptFor(config, instance.properties, 'DELETE');
  if (config === undefined || script === undefined) {
    context.recorder.note({ kind: 'resources-recorded', addresses: [instance.address] }, { drop: [instance.id] });
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
  return runAction(context, {
    phase: removal.phase,
    verb: 'delete',
    action: 'DELETE',
    config,
    script,
    node,
    instance: begun,
  });
}
