import { Failure } from '../hot/scope.ts';
import type { ValueMap } from '../hot/value.ts';
import { findNode } from '../inventory/find-node.ts';
import type { Branch } from '../preview/change-set.ts';
import { decideNode } from '../preview/decide-node.ts';
import { containersOf } from '../preview/deferred-changes.ts';
import { instanceReference } from '../preview/instance-reference.ts';
import { type Prepared, prepareNode } from '../preview/prepare-node.ts';
import { restrictionOf } from '../preview/stopping.ts';
import type { ResourceNode } from '../render/revision.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { scriptFor } from '../resource/deployment.ts';
import type { Instance, StateStep } from '../state/state.ts';
import { jointGroupOf } from './batches-in-order.ts';
import { generateValue } from './generate-value.ts';
import type { InstanceAction } from './instance-action.ts';
import type { Place } from './places.ts';
import { reasonOf } from './reason-of.ts';
import { runAction } from './run-action.ts';
import type { Course, RunContext } from './run-context.ts';
import { isWaitedFor, waitOf } from './wait-for-resource.ts';
import { isMoved, placedRecord, wantedRecord } from './wanted-record.ts';
import { doneTo, withHooks } from './with-hooks.ts';

const none: ValueMap = new Map();

/** One resource's turn: what it is part of, and how it gives its place to others while it waits. */
interface Turn {
  readonly context: RunContext;
  readonly course: Course;
  /** Those with whom it may go in one action. */
  readonly group: string | undefined;
  readonly place: Place;
  /** To be said once it is known whether it is due: others of the group may wait for that. */
  readonly decided: () => void;
}

/**
 * Brings one resource of the graph to where the course leads: decides, now that all that it awaits is known, and does
 * it. Gives false where that failed; the context then has the reason. Needs no turn of the event loop where nothing runs
 * on a node. A member of a group whose tool takes all at once waits for the others that are due.
 */
export function changeResource(
  context: RunContext,
  course: Course,
  address: string,
  place: Place,
): boolean | Promise<boolean> {
  const node = course.graph.nodes.get(address);
  if (node?.kind !== 'resource') return true;
  const group = jointGroupOf(course, node);
  const decided = (): void => {
    if (group !== undefined) course.batches.decided(group);
  };
  const done = bring({ context, course, group, place, decided }, node);
  return typeof done === 'boolean'
    ? done && settle(context, course, address)
    : done.then((each) => each && settle(context, course, address));
}

function bring(turn: Turn, node: ResourceNode): boolean | Promise<boolean> {
  const task = taskFor(turn, node);
  if (typeof task === 'boolean') {
    turn.decided();
    return task;
  }
  return withHooks(turn, node, task.done, () => {
    const result = task.act();
    turn.decided();
    return result;
  });
}

/** What is to be done for a resource, and what that is to its hooks. */
interface Task {
  readonly done: Branch;
  readonly act: () => boolean | Promise<boolean>;
}

/** What is to be done for a resource now; true where that is nothing, false where it can't be. */
function taskFor(turn: Turn, node: ResourceNode): Task | boolean {
  const { context, course } = turn;
  const { address } = node;
  const prepared = prepareNode(node, course.known);
  if (prepared instanceof Failure) return failBecause(context, address, prepared);
  const instance = context.recorder.state.at(address);
  if (course.finished.has(address)) return finishedTask(turn, node, instance);
  if (instance !== undefined && isWaitedFor(context, course.phase, instance)) {
    const verb = instance.status.action === 'update' ? 'update' : 'create';
    const done = doneTo(context.means.store.run, instance);
    return { done, act: () => act(turn, prepared, { verb, instance, besides: [] }) };
  }
  const decision = decideNode(prepared, instance, course.known, course.forced.has(address));
  if (decision instanceof Failure) return failBecause(context, address, decision);
  const allowed = allowedBranches(course, address);
  if (allowed !== undefined && !allowed.includes(decision.kind)) {
    return fail(context, address, `it would be ${decision.kind}, and the change set lists only ${allowed.join(', ')}`);
  }
  const restricted = course.containers && restrictionOf(course.graph, course.containers, address, decision.kind);
  if (restricted !== undefined)
    return fail(context, address, `${restricted.action} is restricted for resource "${restricted.address}"`);
  if (decision.besideOnly === true && decision.kind === 'update' && instance !== undefined) {
    return { done: 'update', act: () => recordBeside(turn, prepared, instance) };
  }
  return branchTask(turn, prepared, instance, decision.kind);
}

/** What an earlier life of the run has done may still be stopped at a hook behind it. */
function finishedTask({ context, course }: Turn, node: ResourceNode, instance: Instance | undefined): Task | boolean {
  if (node.hooks === undefined || instance === undefined || course.acted?.has(node.address) !== true) return true;
  return { done: doneTo(context.means.store.run, instance), act: () => true };
}

/** What the change set lists for an address; of one that it could not know, what it lists for what this lies in. */
function allowedBranches({ may, deferred }: Course, address: string): readonly string[] | undefined {
  const listed = may?.get(address);
  if (listed !== undefined || deferred.size === 0) return listed;
  return containersOf(address).some((each) => deferred.has(each)) ? ['create'] : undefined;
}

function branchTask(turn: Turn, prepared: Prepared, instance: Instance | undefined, kind: string): Task | boolean {
  switch (kind) {
    case 'unchanged':
      return leave(turn, prepared, instance);
    case 'create':
    case 'replace':
      return { done: kind, act: () => create(turn, prepared, instance) };
    case 'update':
      if (instance === undefined) throw new Error(`${prepared.node.address} is to be updated and is not there`);
      return { done: kind, act: () => update(turn, prepared, instance) };
    default:
      throw new Error(`${prepared.node.address} came out as ${kind} though all is known`);
  }
}

/** What depends on the resource may go by its attributes from now on. */
function settle(context: RunContext, course: Course, address: string): boolean {
  const instance = context.recorder.state.at(address);
  if (instance === undefined) return true;
  course.finished.add(address);
  course.known.settle(address, instance.attributes);
  course.known.referTo(address, instanceReference(instance));
  return true;
}

function fail(context: RunContext, address: string, reason: string): boolean {
  context.recorder.note({ kind: 'resource-failed', address, reason });
  context.failures.push({ address, reason });
  return false;
}

function failBecause(context: RunContext, address: string, { problems }: Failure): boolean {
  return fail(context, address, problems.map((each) => reasonOf(each, address)).join('; '));
}

function leave({ context, course }: Turn, prepared: Prepared, instance: Instance | undefined): boolean {
  if (instance === undefined) return true;
  const { address } = prepared.node;
  const placed = placedRecord(course.graph, prepared);
  const moved = isMoved(instance, placed);
  const awaited = (course.may?.get(address)?.length ?? 1) > 1;
  if (!moved && !awaited) return true;
  const step: StateStep | undefined = moved ? { put: [{ ...instance, ...placed }] } : undefined;
  context.recorder.note({ kind: 'resources-skipped', addresses: [address] }, step);
  return true;
}

/** Metadata is written down, and nothing runs for it. */
function recordBeside({ context, course }: Turn, prepared: Prepared, instance: Instance): boolean {
  const { address } = prepared.node;
  const updated: Instance = {
    ...instance,
    status: { action: 'update', outcome: 'complete' },
    ...placedRecord(course.graph, prepared),
  };
  context.recorder.note({ kind: 'resources-recorded', addresses: [address], verb: 'update' }, { put: [updated] });
  return true;
}

function create(turn: Turn, prepared: Prepared, replaced: Instance | undefined): boolean | Promise<boolean> {
  const { means } = turn.context;
  const begun: Instance = {
    id: means.newInstanceId(),
    address: prepared.node.address,
    type: prepared.type.name,
    role: 'current',
    status: { action: 'create', outcome: 'begun' },
    ...wantedRecord(turn.course.graph, prepared),
    attributes: none,
    createdBy: means.store.run,
    ...(replaced === undefined ? {} : { replaces: replaced.id }),
  };
  const besides: readonly Instance[] = replaced === undefined ? [] : [{ ...replaced, role: 'superseded' }];
  return act(turn, prepared, { verb: 'create', instance: begun, besides });
}

function update(turn: Turn, prepared: Prepared, instance: Instance): boolean | Promise<boolean> {
  const begun: Instance = {
    ...instance,
    status: { action: 'update', outcome: 'begun' },
    ...wantedRecord(turn.course.graph, prepared),
  };
  return act(turn, prepared, { verb: 'update', instance: begun, besides: [] });
}

interface Step {
  readonly verb: 'create' | 'update';
  readonly instance: Instance;
  readonly besides: readonly Instance[];
}

function act(turn: Turn, prepared: Prepared, step: Step): boolean | Promise<boolean> {
  const { context, course, group, place } = turn;
  const { config, properties, type, node } = prepared;
  if (node.externalId !== undefined) return record(context, step, none);
  if (type.role === 'foreign') return fail(context, node.address, `there is no provider for ${type.name}`);
  if (type.role === 'generated') return record(context, step, generateValue(context, prepared));
  // A long residual is named by the attribute of the Value that holds it, instead of repeated.
  if (type.role === 'value') return record(context, step, properties, prepared);
  if (type.role === 'delay' || type.role === 'test' || type.role === 'wait-condition')
    return waitFor(turn, prepared, step);
  const action = step.verb === 'create' ? 'CREATE' : 'UPDATE';
  const script = config === undefined ? undefined : scriptFor(config, withDefaults(type, properties), action);
  if (config === undefined || script === undefined) return record(context, step, step.instance.attributes, prepared);
  const host = step.instance.node === undefined ? undefined : findNode(course.inventory, step.instance.node);
  if (host === undefined)
    return fail(context, node.address, `node "${step.instance.node ?? ''}" is not in the inventory`);
  const asked: InstanceAction = { phase: course.phase, ...step, action, config, script, node: host };
  const together = group !== undefined && context.means.toolNamed(script.script.tool)?.members === 'many';
  return together ? course.batches.join(group, asked, place.release) : runAction(context, asked);
}

/** A resource that is complete once something has been waited for. */
function waitFor({ context, course, place }: Turn, prepared: Prepared, step: Step): boolean | Promise<boolean> {
  const { address } = prepared.node;
  const { phase, stopped } = course;
  const found = waitOf(context, prepared, { phase, stopped, ...step });
  if (found.kind === 'wrong') return fail(context, address, found.reason);
  if (found.kind === 'nothing') return record(context, step, found.attributes);
  place.leave();
  return context.waits.wait(found.wait).then((end) => {
    if (end.kind === 'failed') context.failures.push({ address, reason: end.reason });
    return end.kind === 'over' && record(context, step, found.attributes());
  });
}

/** A resource for which nothing runs on a node is complete by being written down. */
function record(context: RunContext, step: Step, attributes: ValueMap, prepared?: Prepared): boolean {
  const complete: Instance = { ...step.instance, status: { action: step.verb, outcome: 'complete' }, attributes };
  const configs =
    prepared?.digest === undefined || prepared.config === undefined
      ? undefined
      : new Map([[prepared.digest, prepared.config]]);
  const verb = step.verb === 'create' && step.instance.replaces !== undefined ? 'replace' : step.verb;
  const told = { kind: 'resources-recorded', addresses: [step.instance.address], verb } as const;
  context.recorder.note(told, { put: [...step.besides, complete], ...(configs === undefined ? {} : { configs }) });
  return true;
}
