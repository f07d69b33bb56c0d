import { equalValues } from '../hot/equal-values.ts';
import { requirementsWithin } from '../preview/execution-order.ts';
import type { Prepared } from '../preview/prepare-node.ts';
import { retainersOf } from '../preview/retention.ts';
import { deleteHooksOf } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { effectiveInputs } from '../resource/deployment.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Instance } from '../state/state.ts';

/** What an instance records of what is wanted of it. */
export function wantedRecord(graph: ResourceGraph, prepared: Prepared) {
  const { type, properties, digest, config } = prepared;
  const server = properties.get('server');
  return {
    properties,
    ...placedRecord(graph, prepared),
    ...(digest === undefined ? {} : { config: digest }),
    ...(config === undefined ? {} : { inputs: effectiveInputs(config, withDefaults(type, properties)) }),
    ...(type.role === 'deployment' && typeof server === 'string' ? { node: server } : {}),
  };
}

/** What an instance records of where it stands in the graph, and of what stands beside its properties. */
export function placedRecord(graph: ResourceGraph, { node, metadata }: Prepared) {
  const retain = retainersOf(graph, node);
  const hooks = deleteHooksOf(graph, node.address);
  return {
    requires: requirementsWithin(graph, node.address),
    metadata,
    externalId: node.externalId,
    retain: retain.length === 0 ? undefined : retain,
    removalHooks: hooks.length === 0 ? undefined : hooks,
  };
}

/** Whether an instance stands elsewhere now, so that it goes in another order or way, though nothing of it changes. */
export function isMoved(instance: Instance, now: ReturnType<typeof placedRecord>): boolean {
  return (
    !equalValues(now.requires, instance.requires) ||
    !equalValues(now.retain ?? [], instance.retain ?? []) ||
    !equalHooks(now.removalHooks ?? [], instance.removalHooks ?? [])
  );
}

function equalHooks(some: readonly PlacedHook[], others: readonly PlacedHook[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ address, hook }, index) => address === others[index]?.address && hook === others[index]?.hook)
  );
}
