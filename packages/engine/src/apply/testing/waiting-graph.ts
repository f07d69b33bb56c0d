import { openWaits } from '../../event/open-waits.ts';
import type { Signal } from '../../event/signal.ts';
import { waitKey } from '../../event/waiting.ts';
import type { HookType } from '../../hot/environment.ts';
import { Unknown, type Value } from '../../hot/value.ts';
import type { GraphNode, ResourceGraph } from '../../render/revision.ts';
import { graphOf, type NodePlan } from './random-graph.ts';
import type { Simulation } from './simulation.ts';

const node: NodePlan = { uses: [], version: 1, key: 1, keyFromOutput: false, replaceable: true };

/** Deployments without order, of the versions given, and whatever other nodes. */
export function graphWith(
  versions: Readonly<Record<string, number>>,
  others: readonly GraphNode[] = [],
): ResourceGraph {
  const nodes = new Map(Object.entries(versions).map(([name, version]) => [name, { ...node, version }]));
  const graph = graphOf({ nodes, box: [], fleet: [] });
  return { ...graph, nodes: new Map([...graph.nodes, ...others.map((each) => [each.address, each] as const)]) };
}

/** The same graph with one of its nodes changed. */
export function altered(
  graph: ResourceGraph,
  address: string,
  change: Partial<Pick<GraphNode, 'requires' | 'hooks' | 'restricted'>>,
): ResourceGraph {
  const before = graph.nodes.get(address);
  if (before === undefined) throw new Error(`no ${address}`);
  return { ...graph, nodes: new Map([...graph.nodes, [address, Object.assign({ ...before }, change)]]) };
}

/** Puts resources after others, beside what they come after anyway. */
export function after(graph: ResourceGraph, address: string, ...others: readonly string[]): ResourceGraph {
  return altered(graph, address, { requires: [...(graph.nodes.get(address)?.requires ?? []), ...others] });
}

/** Gives a resource hooks. */
export function hooked(graph: ResourceGraph, address: string, ...hooks: readonly HookType[]): ResourceGraph {
  return altered(graph, address, { hooks });
}

/** A resource of a type without nodes. */
export function plain(
  address: string,
  type: string,
  properties: Readonly<Record<string, Value>> = {},
  requires: readonly string[] = [],
): GraphNode {
  return { kind: 'resource', address, type, properties: new Map(Object.entries(properties)), requires };
}

/** A handle and a wait condition on it. */
export function waitCondition(
  count: number,
  timeout: number,
  type = 'OS::Heat::WaitConditionHandle',
): readonly GraphNode[] {
  const handle = new Unknown({ kind: 'reference', address: 'handle' });
  return [plain('handle', type), plain('ready', 'OS::Heat::WaitCondition', { handle, count, timeout }, ['handle'])];
}

/** Signals the handle, as another process does it. */
export function signal(
  { memory }: Simulation,
  id: string,
  status: Signal['status'] = 'SUCCESS',
  data: Value = null,
): void {
  const handle = [...memory.state.instances.values()].find(
    (each) => each.address === 'handle' && each.role === 'current',
  );
  if (handle === undefined) throw new Error('there is no handle yet');
  const time = new Date(memory.clock.now()).toISOString();
  const others = (memory.signals.get(handle.id) ?? []).filter((each) => each.id !== id);
  memory.signals.set(handle.id, [...others, { id, status, reason: `reason ${id}`, data, time }]);
}

/** The hooks at which the last run is stopped, as `ADDRESS HOOK`. */
export function stoppedAt(simulation: Simulation): readonly string[] {
  const journal = simulation.memory.journals.get(simulation.run()) ?? [];
  return openWaits(journal).flatMap(({ address, awaits }) =>
    awaits.kind === 'hook' ? [`${address} ${awaits.hook}`] : [],
  );
}

/** Clears all hooks at which the last run is stopped, as another process does it. */
export function clearHooks(simulation: Simulation): void {
  const run = simulation.run();
  for (const wait of openWaits(simulation.memory.journals.get(run) ?? [])) {
    if (wait.awaits.kind === 'hook') simulation.memory.clearedHooks.add(`${run} ${waitKey(wait)}`);
  }
}

/** What the last run waited for, as `ADDRESS MOMENT`, in the order in which that began. */
export function waitedFor(simulation: Simulation): readonly string[] {
  const journal = simulation.memory.journals.get(simulation.run()) ?? [];
  return journal.flatMap((each) => (each.kind === 'wait-started' ? [`${each.address} ${each.moment}`] : []));
}
