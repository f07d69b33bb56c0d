import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { beginOf, endOf } from '../graph/expand-containers.ts';
import { type Graph, requirementsOf, reverse } from '../graph/graph.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { Instance, State } from '../state/state.ts';
import type { Change } from './change-set.ts';
import { currentInstances } from './current-instances.ts';
import { isWithin } from './deferred-changes.ts';
import { executionGraph } from './execution-order.ts';
import { removalGraph } from './removal-order.ts';

/** Addresses of resources and containers; a container's stands for all below it. No targets: everything is a target. */
export interface Limits {
  readonly targets: readonly string[];
  readonly excludes: readonly string[];
}

export interface PartRequest extends Limits {
  readonly graph: ResourceGraph;
  readonly state: State;
  /** What applying the whole graph would change. */
  readonly changes: readonly Change[];
}

/** What is taken of a graph and of what is deployed. */
export interface Part {
  /** Vertices of the graph's order, and addresses of instances that the graph does not want. */
  readonly chosen: ReadonlySet<string>;
  /** Addresses of what the whole graph would change and the part does not. */
  readonly leftOut: readonly string[];
}

/**
 * Chooses a part of a change that can be made alone. A target brings along all that it requires. What takes away an
 * instance, by replacing or deleting it, brings along all changes of what depends on that instance: nothing deployed is
 * left to use what is gone. An exclude leaves out what would bring it along. Addresses that nothing has are problems.
 */
export function choosePart(request: PartRequest): Checked<Part> {
  const { targets, excludes, changes } = request;
  const ground = groundOf(request);
  const problems: Diagnostic[] = [];
  const verticesAt = (address: string): readonly string[] => {
    const found = [...ground.vertices].filter(([, owner]) => owner === address || owner.startsWith(`${address}/`));
    if (found.length === 0) problems.push(unknownAddress(address, new Set(ground.vertices.values())));
    return found.map(([vertex]) => vertex);
  };
  const wanted = targets.length === 0 ? [...ground.vertices.keys()] : targets.flatMap(verticesAt);
  const unwanted = excludes.flatMap(verticesAt);
  if (problems.length > 0) return { problems };
  const chosen = closure(wanted, (vertex) => [
    ...requirementsOf(ground.order, vertex),
    ...(ground.users.get(vertex) ?? []),
  ]);
  const requiredBy = reverse(ground.order);
  const used = reverse(ground.users);
  const refused = closure(unwanted, (vertex) => [...(requiredBy.get(vertex) ?? []), ...(used.get(vertex) ?? [])]);
  for (const vertex of refused) chosen.delete(vertex);
  const left = changes.filter((each) => isOfCurrent(each, request.state) && each.kind !== 'unchanged');
  const isChosen = (address: string): boolean => chosen.has(address) || chosen.has(beginOf(address));
  const leftOut = left.map((each) => each.address).filter((address) => !isChosen(address));
  return { value: { chosen, leftOut }, problems };
}

interface Ground {
  readonly order: Graph;
  /** Every vertex of the order, and every address that is only deployed, with the address that it belongs to. */
  readonly vertices: ReadonlyMap<string, string>;
  /**
   * From what takes an instance away to all changes of what depends on that instance:
   *
   *     backend ─▶ leaving backend ─▶ leaving frontend ─▶ …
   *                       └─▶ frontend       └─▶ …
   */
  readonly users: Graph;
}

function groundOf({ graph, state, changes }: PartRequest): Ground {
  const current = currentInstances(state);
  const vertices = new Map<string, string>();
  for (const [address, node] of graph.nodes) {
    if (node.kind !== 'resource') vertices.set(beginOf(address), address).set(endOf(address), address);
    else vertices.set(address, address);
  }
  for (const address of current.keys()) vertices.set(address, address);
  const changing = changes.filter((each) => isOfCurrent(each, state) && each.kind !== 'unchanged');
  const users = new Map(usersOf(vertices.keys(), current, changing));
  for (const node of graph.nodes.values()) if (node.kind === 'deferred') tieTogether(node.address, current, users);
  return { order: executionGraph(graph), vertices, users };
}

/** Which members a deferred node has is decided at once: it goes with all of it that is there. */
function tieTogether(
  address: string,
  current: ReadonlyMap<string, Instance>,
  users: Map<string, readonly string[]>,
): void {
  const present = [...current.keys()].filter((each) => isWithin(each, address));
  const whole = [beginOf(address), endOf(address), ...present];
  for (const vertex of whole) users.set(vertex, [...(users.get(vertex) ?? []), ...whole]);
}

function usersOf(
  vertices: Iterable<string>,
  current: ReadonlyMap<string, Instance>,
  changing: readonly Change[],
): Graph {
  const users = new Map<string, readonly string[]>();
  for (const vertex of vertices) users.set(vertex, []);
  for (const { address, may } of changing) {
    const isTaken =
      current.has(address) && may.some((each) => each === 'replace' || each === 'delete' || each === 'forget');
    if (isTaken) users.set(address, [leaving(address)]);
  }
  const isChanging = new Set(changing.map((each) => each.address));
  const addressOf = new Map([...current.values()].map((each) => [each.id, each.address]));
  for (const [id, dependents] of removalGraph([...current.values()])) {
    const named = dependents.map((each) => addressOf.get(each) ?? '');
    const next = named.flatMap((each) => [leaving(each), ...(isChanging.has(each) ? [each] : [])]);
    users.set(leaving(addressOf.get(id) ?? ''), next);
  }
  return users;
}

function leaving(address: string): string {
  return `leaving ${address}`;
}

/** What an earlier run left over is removed by every run, and is no part of this choice. */
function isOfCurrent({ kind, instance }: Change, state: State): boolean {
  return (kind !== 'delete' && kind !== 'forget') || state.instances.get(instance ?? '')?.role === 'current';
}

function closure(starts: readonly string[], next: (vertex: string) => readonly string[]): Set<string> {
  const met = new Set(starts);
  for (const vertex of met) for (const each of next(vertex)) met.add(each);
  return met;
}

function unknownAddress(address: string, known: ReadonlySet<string>): Diagnostic {
  const near = nearest(address, known);
  return problem('address-unknown', `There is no resource '${address}', neither wanted nor deployed`, {
    expected: 'the address of a resource, or of a nested stack or group for all in it',
    hint: near === undefined ? "'tyto preview NAME' shows the addresses" : `Did you mean '${near}'?`,
  });
}
