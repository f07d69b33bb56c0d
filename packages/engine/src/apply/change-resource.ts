import { randomInt } from 'node:crypto';
import { equalValues } from '../hot/equal-values.ts';
import { Failure } from '../hot/scope.ts';
import { Tainted, type Value, type ValueMap } from '../hot/value.ts';
import { findNode } from '../inventory/find-node.ts';
import { requirementsWithin } from '../preview/execution-order.ts';
import { instanceReference } from '../preview/instance-reference.ts';
import { decideNode, type Prepared, prepareNode } from '../preview/preview-changes.ts';
import { retainersOf } from '../preview/retention.ts';
import type { ResourceNode } from '../render/revision.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { effectiveInputs, scriptFor } from '../resource/deployment.ts';
import { randomString } from '../resource/random-string.ts';
import type { Instance, StateStep } from '../state/state.ts';
import { jointGroupOf } from './batches-in-order.ts';
import type { InstanceAction } from './instance-action.ts';
import type { Place } from './places.ts';
import { runAction } from './run-action.ts';
import type { Course, RunContext } from './run-context.ts';

const none: ValueMap = new Map();

/** One resource's turn: what it is part of, and how it gives its place to others while it waits. */
interface Turn {
  readonly context: RunContext;
  readonly course: Course;
  /** Those with whom it may go in one action. */
  readonly group: string | undefined;
  readonly place: Place;
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
  const done = bring({ context, course, group, place }, node);
  if (group !== undefined) course.batches.decided(group);
  return typeof done === 'boolean'
    ? done && settle(context, course, address)
    : done.then((each) => each && settle(context, course, address));
}

function bring(turn: Turn, node: ResourceNode): boolean | Promise<boolean> {
  const { context, course } = turn;
  const { address } = node;
  const prepared = prepareNode(node, course.known);
  if (prepared instanceof Failure)
    return fail(context, address, prepared.problems.map((each) => each.message).join('; '));
  if (course.finished.has(address)) return true;
  const instance = context.recorder.state.at(address);
  const decision = decideNode(prepared, instance, course.known, course.forced.has(address));
  const allowed = course.may?.get(address);
  if (allowed !== undefined && !allowed.includes(decision.kind)) {
    return fail(context, address, `it would be ${decision.kind}, and the change set lists only ${allowed.join(', ')}`);
  }
  if (decision.besideOnly === true && decision.kind === 'update' && instance !== undefined) {
    return recordBeside(turn, prepared, instance);
  }
  return carryOut(turn, prepared, instance, decision.kind);
}

function carryOut(
  turn: Turn,
  prepared: Prepared,
  instance: Instance | undefined,
  kind: string,
): boolean | Promise<boolean> {
  switch (kind) {
    case 'unchanged':
      return leave(turn, prepared, instance);
    case 'create':
    case 'replace':
      return create(turn, prepared, instance);
    case 'update':
      if (instance === undefined) throw new Error(`${prepared.node.address} is to be updated and is not there`);
      return update(turn, prepared, instance);
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

function leave({ context, course }: Turn, prepared: Prepared, instance: Instance | undefined): boolean {
  if (instance === undefined) return true;
  const { address } = prepared.node;
  const requires = requirementsWithin(course.graph, address);
  const retain = retainersOf(course.graph, address);
  const moved = !equalValues(requires, instance.requires) || !equalValues(retain, instance.retain ?? []);
  const awaited = (course.may?.get(address)?.length ?? 1) > 1;
  if (!moved && !awaited) return true;
  const step: StateStep | undefined = moved
    ? { put: [{ ...instance, requires, ...beside(course, prepared) }] }
    : undefined;
  context.recorder.note({ kind: 'resources-skipped', addresses: [address] }, step);
  return true;
}

/** Metadata is written down, and nothing runs for it. */
function recordBeside({ context, course }: Turn, prepared: Prepared, instance: Instance): boolean {
  const { address } = prepared.node;
  const updated: Instance = {
    ...instance,
    status: { action: 'update', outcome: 'complete' },
    requires: requirementsWithin(course.graph, address),
    ...beside(course, prepared),
  };
  context.recorder.note({ kind: 'resources-recorded', addresses: [address] }, { put: [updated] });
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
    ...wanted(turn.course, prepared),
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
    ...wanted(turn.course, prepared),
  };
  return act(turn, prepared, { verb: 'update', instance: begun, besides: [] });
}

/** What an instance records of what is wanted of it. */
function wanted(course: Course, prepared: Prepared) {
  const { node, type, properties, digest, config } = prepared;
  const server = properties.get('server');
  return {
    properties,
    requires: requirementsWithin(course.graph, node.address),
    ...beside(course, prepared),
    ...(digest === undefined ? {} : { config: digest }),
    ...(config === undefined ? {} : { inputs: effectiveInputs(config, withDefaults(type, properties)) }),
    ...(type.role === 'deployment' && typeof server === 'string' ? { node: server } : {}),
  };
}

/** What an instance records of what stands beside its properties. */
function beside({ graph }: Course, { node, metadata }: Prepared) {
  const retain = retainersOf(graph, node.address);
  return { metadata, retain: retain.length === 0 ? undefined : retain };
}

interface Step {
  readonly verb: 'create' | 'update';
  readonly instance: Instance;
  readonly besides: readonly Instance[];
}

function act({ context, course, group, place }: Turn, prepared: Prepared, step: Step): boolean | Promise<boolean> {
  const { config, properties, type, node } = prepared;
  if (type.role === 'foreign') return fail(context, node.address, `there is no provider for ${type.name}`);
  if (type.role === 'generated') return record(context, step, generated(context, prepared));
  // A long residual is named by the attribute of the Value that holds it, instead of repeated.
  if (type.role === 'value') return record(context, step, properties, prepared);
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

/** A resource for which nothing runs on a node is complete by being written down. */
function record(context: RunContext, step: Step, attributes: ValueMap, prepared?: Prepared): boolean {
  const complete: Instance = { ...step.instance, status: { action: step.verb, outcome: 'complete' }, attributes };
  const configs =
    prepared?.digest === undefined || prepared.config === undefined
      ? undefined
      : new Map([[prepared.digest, prepared.config]]);
  const told = { kind: 'resources-recorded', addresses: [step.instance.address] } as const;
  context.recorder.note(told, { put: [...step.besides, complete], ...(configs === undefined ? {} : { configs }) });
  return true;
}

function generated(context: RunContext, prepared: Prepared): ValueMap {
  const { store } = context.means;
  const value = randomString(withDefaults(prepared.type, prepared.properties), randomInt);
  const secret = store.putSecret(`${store.deployment}/${prepared.node.address}@value`, value);
  return new Map<string, Value>([['value', new Tainted(value, secret)]]);
}
