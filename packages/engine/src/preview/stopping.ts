import type { HookType } from '../hot/environment.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Branch, Change } from './change-set.ts';

/** The hooks at which a run stops before and after something is done. */
export interface Stops {
  readonly before?: HookType;
  readonly after?: HookType;
}

/**
 * Those of a resource's hooks that are of what is done to it. A replacement stops as an update does before it is known to
 * be one, and nowhere else; so it is in Heat: `resource.py`, update and create; wallaby.
 */
export function stopsFor(hooks: readonly HookType[] | undefined, done: Branch): Stops {
  const action = done === 'replace' ? 'update' : done === 'forget' ? 'delete' : done;
  if (hooks === undefined || action === 'unchanged') return {};
  const [before, after] = [`pre-${action}`, `post-${action}`].map((name) => hooks.find((each) => each === name));
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined || done === 'replace' ? {} : { after }),
  };
}

/** What becomes of a nested stack or group as a whole. */
export type ContainerAction = 'create' | 'update';

/**
 * What becomes of the nested stacks and groups of which that must be known, for they have hooks or must not be updated:
 * created where there was nothing in them (`before` are the addresses of all that there was), updated where anything in
 * them may change.
 */
export function containerActions(
  graph: ResourceGraph | null,
  changes: readonly Change[],
  before: Iterable<string>,
): ReadonlyMap<string, ContainerAction> {
  const asked = new Set([...(graph?.nodes.values() ?? [])].filter(isAsked).map(({ address }) => address));
  if (asked.size === 0) return new Map();
  const existing = new Set([...before].flatMap(prefixes));
  const actions = new Map<string, ContainerAction>();
  for (const { address, kind } of changes) {
    if (kind === 'unchanged') continue;
    for (const container of kind === 'deferred' ? [...prefixes(address), address] : prefixes(address)) {
      if (asked.has(container)) actions.set(container, existing.has(container) ? 'update' : 'create');
    }
  }
  return actions;
}

function isAsked({ kind, hooks, restricted }: GraphNode): boolean {
  return kind !== 'resource' && (hooks !== undefined || restricted !== undefined);
}

/** What an address lies in, outermost first. Slashes are only between names: addresses quote those inside. */
function prefixes(address: string): readonly string[] {
  const found: string[] = [];
  for (let slash = address.indexOf('/'); slash >= 0; slash = address.indexOf('/', slash + 1))
    found.push(address.slice(0, slash));
  return found;
}

/** The containers that a node lies in, outermost first. */
export function containersOf(graph: ResourceGraph, address: string): readonly GraphNode[] {
  const found: GraphNode[] = [];
  const container = (node: GraphNode | undefined) =>
    node?.within === undefined ? undefined : graph.nodes.get(node.within);
  for (let node = container(graph.nodes.get(address)); node !== undefined; node = container(node)) found.unshift(node);
  return found;
}

/**
 * The hooks at which the removal of a resource will stop: those of what it lies in, outermost first, and its own. What an
 * instance records, for the hooks of its last revision hold when it goes.
 */
export function deleteHooksOf(graph: ResourceGraph, address: string): readonly PlacedHook[] {
  const own = graph.nodes.get(address);
  return [...containersOf(graph, address), ...(own === undefined ? [] : [own])].flatMap((node) =>
    (node.hooks ?? [])
      .filter((hook) => hook === 'pre-delete' || hook === 'post-delete')
      .map((hook) => ({ address: node.address, hook })),
  );
}

/** Why something must not be done to a resource: what is restricted, and of which address. */
export interface Restriction {
  readonly address: string;
  readonly action: 'update' | 'replace';
}

/** What forbids to do something to a resource: it itself, or a container that is updated by it. */
export function restrictionOf(
  graph: ResourceGraph,
  containers: ReadonlyMap<string, ContainerAction>,
  address: string,
  done: string,
): Restriction | undefined {
  if (done === 'unchanged') return undefined;
  const own = graph.nodes.get(address)?.restricted?.find((each) => each === done);
  if (own !== undefined) return { address, action: own };
  const container = containersOf(graph, address).find(
    (node) => node.restricted?.includes('update') === true && containers.get(node.address) === 'update',
  );
  return container === undefined ? undefined : { address: container.address, action: 'update' };
}
