import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { RestrictedAction, WrittenAt } from '../hot/environment.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { State } from '../state/state.ts';
import type { Change, ChangeSet } from './change-set.ts';
import {
  type ContainerAction,
  containerActions,
  containersOf,
  type Restriction,
  restrictionOf,
  stopsFor,
} from './stopping.ts';

/** Where an environment restricts an action on the resource of an address; undefined where that is not known. */
export type RestrictionAt = (address: string, action: RestrictedAction) => WrittenAt | undefined;

/**
 * A change set with the hooks at which each change will stop, as environments ask for them; refused where one certainly
 * does what they forbid. Heat refuses while it updates: `resource.py`, _check_restricted_actions; wallaby.
 */
export function guardChanges(
  changes: ChangeSet,
  graph: ResourceGraph | null,
  state: State,
  restrictionAt?: RestrictionAt,
): Checked<ChangeSet> {
  const before = [...state.instances.values()].map(({ address }) => address);
  const containers = containerActions(graph, changes.changes, before);
  const problems = graph === null ? [] : restrictions(changes, graph, containers, restrictionAt);
  if (problems.length > 0) return { problems };
  if (!hasHooks(graph, state)) return { value: changes, problems: [] };
  const guarded = changes.changes.map((change) => {
    const stops = stopsOf(change, graph, state, containers);
    return stops.length === 0 ? change : { ...change, stops };
  });
  return { value: { ...changes, changes: guarded }, problems: [] };
}

/** Most deployments have none, and then nothing need be looked at for each of their resources. */
function hasHooks(graph: ResourceGraph | null, state: State): boolean {
  for (const node of graph?.nodes.values() ?? []) if (node.hooks !== undefined) return true;
  for (const { removalHooks } of state.instances.values()) if (removalHooks !== undefined) return true;
  return false;
}

function restrictions(
  { changes }: ChangeSet,
  graph: ResourceGraph,
  containers: ReadonlyMap<string, ContainerAction>,
  restrictionAt: RestrictionAt | undefined,
): readonly Diagnostic[] {
  const found = new Map<string, Restriction>();
  const isRestricted = [...graph.nodes.values()].some((node) => node.restricted !== undefined);
  for (const { address, kind } of isRestricted ? changes : []) {
    // What is not certain yet is refused once it is.
    if (kind.endsWith('-if-changed') || kind === 'deferred') continue;
    const restriction = restrictionOf(graph, containers, address, kind);
    if (restriction !== undefined) found.set(restriction.address, restriction);
  }
  return [...found.values()].map(({ address, action }) =>
    problem('action-restricted', `${action} is restricted for resource "${address}"`, {
      path: address,
      ...restrictionAt?.(address, action),
      hint: `Take ${action} out of its restricted_actions in the resource_registry of an environment`,
    }),
  );
}

function stopsOf(
  change: Change,
  graph: ResourceGraph | null,
  state: State,
  containers: ReadonlyMap<string, ContainerAction>,
): readonly PlacedHook[] {
  const { address, may, instance } = change;
  if (may.includes('delete') || may.includes('forget')) {
    const gone = instance === undefined ? undefined : state.instances.get(instance);
    return gone?.role === 'superseded' ? [] : removalStops(gone?.removalHooks, graph);
  }
  const node = graph?.nodes.get(address);
  if (graph === null || node === undefined || may.every((each) => each === 'unchanged')) return [];
  const own = may.map((branch) => stopsFor(node.hooks, branch));
  const around = containersOf(graph, address).map(({ address: container, hooks }) => ({
    container,
    stops: stopsFor(hooks, containers.get(container) ?? 'unchanged'),
  }));
  const placed = [
    ...around.map(({ container, stops }) => ({ address: container, hook: stops.before })),
    ...own.map(({ before }) => ({ address, hook: before })),
    ...own.map(({ after }) => ({ address, hook: after })),
    ...around.map(({ container, stops }) => ({ address: container, hook: stops.after })),
  ];
  const found = new Map<string, PlacedHook>();
  for (const { address: of, hook } of placed) if (hook !== undefined) found.set(`${of} ${hook}`, { address: of, hook });
  return [...found.values()];
}

/** The hooks of a removal that count: its own, and those of what it lies in where that goes too. */
export function removalStops(
  hooks: readonly PlacedHook[] | undefined,
  graph: ResourceGraph | null,
): readonly PlacedHook[] {
  return (hooks ?? []).filter(({ address }) => graph?.nodes.has(address) !== true);
}
