import { formatPath } from '../diagnostics/path.ts';
import { Failure } from '../hot/scope.ts';
import { scriptFor } from '../resource/deployment.ts';
import { describeScaled } from '../resource/scaled-members.ts';
import type { Instance } from '../state/state.ts';
import type { Cause, Change } from './change-set.ts';
import type { Decision } from './decide-change.ts';
import { decideNode } from './decide-node.ts';
import { deferredChanges } from './deferred-changes.ts';
import { instanceReference } from './instance-reference.ts';
import type { Known } from './known.ts';
import { type Prepared, prepareNode } from './prepare-node.ts';
import { type UnfoldingGraph, type UnfoldMeans, unfoldGraph } from './unfold-graph.ts';

/** What a graph is walked with. */
export interface ChangeWalk {
  /** Gains what the walk comes to know. */
  readonly known: Known;
  readonly means: UnfoldMeans;
  /** What is deployed, by address. */
  readonly current: ReadonlyMap<string, Instance>;
  /** Addresses whose replacement is asked for; those that are met are taken out. */
  readonly forced: Set<string>;
  /** Addresses that stay as they are. */
  readonly leftOut: ReadonlySet<string>;
  readonly tell: (failure: Failure) => void;
}

/** What is to be done for each resource that a graph wants, in the order in which that is done; the graph is unfolded. */
export function* walkChanges(graph: UnfoldingGraph, walk: ChangeWalk): Generator<Change> {
  const { known, means, current, forced, leftOut, tell } = walk;
  for (const node of unfoldGraph(graph, known, means, tell)) {
    const { address } = node;
    if (node.kind === 'deferred') {
      yield* deferredChanges(node, current, forced);
      continue;
    }
    const prepared = prepareNode(node, known);
    if (prepared instanceof Failure) tell(prepared);
    else if (leftOut.has(address)) leaveAlone(prepared, current.get(address), known);
    else {
      const change = changeOf(prepared, current.get(address), known, forced.delete(address));
      if (change instanceof Failure) tell(change);
      else yield change;
    }
  }
}

function changeOf(prepared: Prepared, instance: Instance | undefined, known: Known, forced: boolean): Change | Failure {
  const decision = decideNode(prepared, instance, known, forced);
  if (decision instanceof Failure) return decision;
  settle(prepared, decision, instance, known);
  const { address } = prepared.node;
  return {
    address,
    type: prepared.type.name,
    kind: decision.kind,
    may: decision.may,
    ...(instance === undefined ? {} : { instance: instance.id }),
    causes: [...decision.causes, ...awaitedRetention(prepared, decision)].map((each) => causeOf(each, known)),
    ...(instance !== undefined && decision.may.includes('replace') && instance.retain?.includes(address) === true
      ? { retains: true as const }
      : {}),
    ...becauseOf(prepared, decision),
  };
}

/** That it is not known yet what becomes of a resource when it goes, where something is done to it. */
function awaitedRetention({ node }: Prepared, { kind }: Decision): Decision['causes'] {
  const { deletionPolicy } = node;
  if (typeof deletionPolicy !== 'object' || kind === 'unchanged') return [];
  return [{ path: ['deletion_policy'], new: deletionPolicy.value, replaces: false }];
}

/** Why it is done, or of a group that scales what it would have. */
function becauseOf({ type, properties }: Prepared, { because, kind }: Decision): { readonly because?: string } {
  const told = because ?? (kind === 'unchanged' ? undefined : describeScaled(type.name, properties));
  return told === undefined ? {} : { because: told };
}

function causeOf(cause: Decision['causes'][number], known: Known): Cause {
  return { ...cause, path: formatPath(cause.path), awaits: cause.new === undefined ? [] : known.awaits(cause.new) };
}

/** What is left out stays as it is, whatever its end was. */
function leaveAlone({ node }: Prepared, instance: Instance | undefined, known: Known): void {
  if (instance === undefined || instance.externalId !== undefined) return;
  known.settle(node.address, instance.attributes);
  known.referTo(node.address, instanceReference(instance));
}

/**
 * What a decision leaves known: an instance that is left alone, or updated by no script, keeps its attributes; one that is
 * not replaced is what it was for those who refer to it.
 */
function settle(prepared: Prepared, decision: Decision, instance: Instance | undefined, known: Known): void {
  if (instance === undefined || instance.externalId !== undefined) return;
  const { address } = prepared.node;
  const stays = decision.may.every((each) => each === 'unchanged' || each === 'update');
  if (stays) known.referTo(address, instanceReference(instance));
  if (decision.may.length === 1 && keepsAttributes(prepared, decision)) known.settle(address, instance.attributes);
}

function keepsAttributes(prepared: Prepared, decision: Decision): boolean {
  if (decision.kind === 'unchanged' || decision.besideOnly === true) return true;
  if (decision.kind !== 'update' || prepared.type.role !== 'deployment') return false;
  return prepared.config !== undefined && scriptFor(prepared.config, prepared.properties, 'UPDATE') === undefined;
}
