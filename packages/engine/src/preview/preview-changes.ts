import { type Checked, type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import type { Failure } from '../hot/scope.ts';
import type { SecretStore } from '../render/rendering.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { State } from '../state/state.ts';
import type { Change, ChangeSet, Limited } from './change-set.ts';
import { currentInstances } from './current-instances.ts';
import { containersOf } from './deferred-changes.ts';
import { groupBatches } from './group-batches.ts';
import { guardChanges, type RestrictionAt } from './guard-changes.ts';
import { Known, type Reveal } from './known.ts';
import { removalOrder } from './removal-order.ts';
import { handlesToRenew } from './renewed-handles.ts';
import { isRetained } from './retention.ts';
import { type UnfoldMeans, unfolding } from './unfold-graph.ts';
import { unfoldedGraph } from './unfolded-graph.ts';
import { walkChanges } from './walk-changes.ts';

export interface PreviewRequest {
  readonly deployment: string;
  /** What is wanted; null where all is to be removed. */
  readonly graph: ResourceGraph | null;
  /** The revision (a commit) that the graph was read from. */
  readonly target: string | null;
  readonly state: State;
  /** Addresses whose replacement is asked for. */
  readonly forced: readonly string[];
  /** Where the graph is that of a part: what was asked for, and what is left alone because of that. */
  readonly limited?: Limited;
  readonly reveal: Reveal;
  /** Where the sources restrict what is done to the resource of an address; absent where they are not at hand. */
  readonly restrictionAt?: RestrictionAt | undefined;
  /** Keeps a secret that comes up when what was deferred is expanded. */
  readonly secretFor?: SecretStore['secretFor'];
}

type UnfoldRequest = Pick<PreviewRequest, 'deployment' | 'reveal' | 'secretFor'>;

/**
 * What applying a graph to what is deployed would do. Pure: the same request gives the same change set, which is how
 * apply knows a saved one again. Problems are those of values that are known only against what is deployed, and of
 * addresses to be forced that do not exist.
 */
export function previewChanges(request: PreviewRequest): Checked<ChangeSet> {
  const { value, problems } = previewUnfolded(request);
  return value === undefined ? { problems } : { value: value.changes, problems };
}

/** The same, with the graph of the request unfolded as far as is known before anything is applied. */
export function previewUnfolded(
  request: PreviewRequest,
): Checked<{ readonly changes: ChangeSet; readonly graph: ResourceGraph | null }> {
  const first = previewOnce(request);
  const renewed = first.value === undefined ? [] : handlesToRenew(first.value);
  const { value, problems, graph } =
    renewed.length === 0 ? first : previewOnce({ ...request, forced: [...request.forced, ...renewed] });
  if (value === undefined) return { problems };
  const guarded = guardChanges({ ...value, forced: request.forced }, graph, request.state, request.restrictionAt);
  const all = [...problems, ...guarded.problems];
  return guarded.value === undefined ? { problems: all } : { value: { changes: guarded.value, graph }, problems: all };
}

function previewOnce(request: PreviewRequest): Checked<ChangeSet> & { readonly graph: ResourceGraph | null } {
  const { state, graph } = request;
  const current = currentInstances(state);
  const problems: Diagnostic[] = [];
  const changes: Change[] = [];
  const known = new Known(knownConfigs(state, graph), request.reveal);
  const forced = new Set(request.forced);
  const leftOut = new Set(request.limited?.leftOut);
  const unfolded = graph === null ? null : unfolding(graph);
  const tell = (failure: Failure) => problems.push(...failure.problems);
  if (unfolded !== null) {
    const walk = { known, means: unfoldMeans(request), current, forced, leftOut, tell };
    for (const change of walkChanges(unfolded, walk)) changes.push(change);
  }
  problems.push(...[...forced].map((address) => noSuchAddress(address)));
  changes.push(...removals(state, unfolded));
  if (hasErrors(problems)) return { problems, graph: unfolded };
  const { deployment, target } = request;
  const base = { revision: state.revision ?? null, serial: state.serial };
  const batches = unfolded === null ? [] : groupBatches(unfolded, state, changes);
  const value: ChangeSet = {
    kind: 'ChangeSet',
    formatVersion: 1,
    deployment,
    base,
    target,
    forced: request.forced,
    ...(request.limited === undefined ? {} : { limited: request.limited }),
    changes,
    ...(batches.length === 0 ? {} : { batches }),
  };
  return { value, problems, graph: unfolded === null ? null : unfoldedGraph(unfolded, known) };
}

/** Secrets that only come up when something is expanded are kept by whoever gives a place for them; else told apart. */
export function unfoldMeans({ deployment, reveal, secretFor }: UnfoldRequest): UnfoldMeans {
  const passing = (name: string) => ({ kind: 'secret', name, version: 0 }) as const;
  return { deployment, secrets: { reveal, secretFor: secretFor ?? passing } };
}

/** The configs of what is deployed, and those that the graph itself keeps. */
export function knownConfigs(
  { configs }: Pick<State, 'configs'>,
  graph: ResourceGraph | null,
): ReadonlyMap<string, SoftwareConfig> {
  return graph?.configs === undefined ? configs : new Map([...configs, ...graph.configs]);
}

function removals(state: State, graph: ResourceGraph | null): readonly Change[] {
  const doomed = [...state.instances.values()].filter(
    ({ role, address }) => role === 'superseded' || !mayBeWanted(graph, address),
  );
  return removalOrder(doomed).map((instance): Change => {
    const kind = isRetained(instance, graph) ? 'forget' : 'delete';
    return {
      address: instance.address,
      type: instance.type,
      kind,
      may: [kind],
      instance: instance.id,
      causes: [],
      ...(instance.role === 'superseded' ? { because: 'left over from an earlier run' } : {}),
    };
  });
}

/** Whether a graph wants a resource at an address, or can't say yet that it does not. */
function mayBeWanted(graph: ResourceGraph | null, address: string): boolean {
  if (graph === null) return false;
  if (graph.nodes.get(address)?.kind === 'resource') return true;
  return (
    graph.sources !== undefined && containersOf(address).some((each) => graph.nodes.get(each)?.kind === 'deferred')
  );
}

function noSuchAddress(address: string): Diagnostic {
  return problem('name-unknown', `There is no resource "${address}" to replace`, {
    expected: 'the address of a resource in the revision',
    hint: 'tyto resource list shows the addresses',
  });
}
