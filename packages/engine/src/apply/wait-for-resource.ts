import type { Awaited, WaitName } from '../event/waiting.ts';
import { equalValues } from '../hot/equal-values.ts';
import { Float, isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { Prepared } from '../preview/prepare-node.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';
import type { Instance } from '../state/state.ts';
import { judgeSignals, signalData } from './judge-signals.ts';
import type { RunContext } from './run-context.ts';
import type { Wait } from './waits.ts';

/** A resource that is made or changed by waiting, as it is while it waits. */
export interface WaitingResource {
  readonly phase: 'forward' | 'undo';
  readonly verb: 'create' | 'update';
  readonly instance: Instance;
  readonly besides: readonly Instance[];
  readonly stopped: () => boolean;
}

/** What a resource waits for before it is complete, and its attributes then; or why that can't be said. */
export type ResourceWait =
  | { readonly kind: 'nothing'; readonly attributes: ValueMap }
  | { readonly kind: 'wait'; readonly wait: Wait; readonly attributes: () => ValueMap }
  | { readonly kind: 'wrong'; readonly reason: string };

/** By which name a resource waits within a run. */
function nameOfWait(phase: WaitName['phase'], { address, id, status }: Instance): WaitName {
  return { phase, address, moment: status.action, instance: id };
}

/** Whether an earlier life of the run has begun to wait for an instance, and has not written down what became of it. */
export function isWaitedFor({ waits }: RunContext, phase: WaitName['phase'], instance: Instance): boolean {
  const name = nameOfWait(phase, instance);
  return instance.status.outcome === 'begun' && (waits.isOpen(name) || waits.wasOver(name));
}

/** What a delay, a test resource or a wait condition waits for now. */
export function waitOf(context: RunContext, prepared: Prepared, resource: WaitingResource): ResourceWait {
  const properties = withDefaults(prepared.type, prepared.properties);
  switch (prepared.type.role) {
    case 'delay':
      return delay(context, properties, resource);
    case 'test':
      return trial(context, properties, resource);
    default:
      return condition(context, prepared.type, properties, resource);
  }
}

const none: ValueMap = new Map();

function delay(context: RunContext, properties: ValueMap, resource: WaitingResource): ResourceWait {
  const seconds = resource.verb === 'create' ? delaySeconds(context, properties, 'CREATE') : 0;
  if (seconds === 0) return { kind: 'nothing', attributes: none };
  return { kind: 'wait', wait: begunWait(resource, { kind: 'time', seconds }), attributes: () => none };
}

/**
 * A test resource waits for its time, of an update only where it has another value, and fails then if it is to. Less than
 * no time is for ever. Heat: `test_resource.py`, 19.0.
 */
function trial({ recorder }: RunContext, properties: ValueMap, resource: WaitingResource): ResourceWait {
  const { verb, instance } = resource;
  const value = properties.get('value') ?? null;
  const before = recorder.state.instance(instance.id)?.attributes.get('output');
  const isDue = verb === 'create' || (value !== '' && !equalValues(value, before ?? null));
  const seconds = isDue ? trialSeconds(properties, verb) : 0;
  const attributes: ValueMap = new Map([['output', value]]);
  const fails = properties.get('fail') === true;
  if (seconds === 0 && !fails) return { kind: 'nothing', attributes };
  const isOver = (since: number, now: number): boolean => seconds >= 0 && now >= since + seconds * 1000;
  const reason = `Test Resource failed ${instance.address.split('/').at(-1) ?? ''}`;
  const wait: Wait = {
    ...begunWait(resource, { kind: 'time', seconds: seconds < 0 ? Number.MAX_SAFE_INTEGER : seconds }),
    look: (since, now) => (fails && isOver(since, now) ? { kind: 'failed', reason } : { kind: 'waiting' }),
  };
  return { kind: 'wait', wait, attributes: () => attributes };
}

function trialSeconds(properties: ValueMap, action: 'create' | 'update' | 'delete'): number {
  const times = properties.get('action_wait_secs') ?? null;
  const own = isMap(times) ? times.get(action) : undefined;
  return numberOf(own ?? properties.get('wait_secs'));
}

/**
 * The seconds that a delay takes at a moment: the least, and a random part of the jitter. What was drawn is in the journal;
 * nobody draws it twice. Heat: `delay.py`, wallaby.
 */
function delaySeconds({ means }: RunContext, properties: ValueMap, action: 'CREATE' | 'DELETE'): number {
  const actions = properties.get('actions') ?? [];
  if (!isList(actions) || !actions.includes(action)) return 0;
  const [least, jitter, multiplier] = ['min_wait', 'max_jitter', 'jitter_multiplier'].map((name) =>
    numberOf(properties.get(name)),
  );
  return (least ?? 0) + (jitter ?? 0) * (multiplier ?? 1) * means.random();
}

function condition(
  context: RunContext,
  type: ResourceType,
  properties: ValueMap,
  resource: WaitingResource,
): ResourceWait {
  const isAws = type.name.startsWith('AWS::');
  const [named, timeout, wanted] = (isAws ? ['Handle', 'Timeout', 'Count'] : ['handle', 'timeout', 'count']).map(
    (name) => properties.get(name),
  );
  const { store } = context.means;
  const handle = context.recorder.state.instance(String(named));
  if (handle === undefined || !takesSignals(handle.type)) {
    return { kind: 'wrong', reason: `${String(named)} is not a valid wait condition handle.` };
  }
  const attributes = (): ValueMap =>
    new Map<string, Value>([[isAws ? 'Data' : 'data', signalData(store.signalsOn(handle.id))]]);
  // What was complete in the revision that is gone back to is not waited for again.
  if (resource.phase === 'undo' && resource.verb === 'update') return { kind: 'nothing', attributes: attributes() };
  const [count, seconds] = [numberOf(wanted), numberOf(timeout)];
  const wait: Wait = {
    ...begunWait(resource, { kind: 'signals', handle: handle.address, count, seconds }),
    look: (since, now) => judgeSignals(store.signalsOn(handle.id), { count, until: since + seconds * 1000 }, now),
  };
  return { kind: 'wait', wait, attributes };
}

/** What a resource waits for before it is gone; undefined where that is nothing. Heat: `delay.py`, handle_delete; wallaby. */
export function removalWait(context: RunContext, phase: WaitName['phase'], instance: Instance): Wait | undefined {
  const type = resourceType(instance.type);
  if ((type?.role !== 'delay' && type?.role !== 'test') || instance.externalId !== undefined) return undefined;
  const properties = withDefaults(type, instance.properties);
  const asked =
    type.role === 'delay' ? delaySeconds(context, properties, 'DELETE') : trialSeconds(properties, 'delete');
  const seconds = asked < 0 ? Number.MAX_SAFE_INTEGER : asked;
  if (seconds === 0) return undefined;
  const begun: Instance = { ...instance, status: { action: 'delete', outcome: 'begun' } };
  const { stop } = context.means;
  const awaits = { kind: 'time', seconds } as const;
  return { ...nameOfWait(phase, begun), awaits, stopped: () => stop.aborted, step: { put: [begun] } };
}

/** Whose wait condition goes takes no earlier signals for another one. Heat: `wait_condition.py`, handle_delete; wallaby. */
export function forgetSignals(context: RunContext, { type, properties }: Instance): void {
  if (resourceType(type)?.role !== 'wait-condition') return;
  context.means.store.clearSignals(String(properties.get('handle') ?? properties.get('Handle')));
}

/** Whether resources of a type take signals. */
export function takesSignals(type: string): boolean {
  return resourceType(type)?.role === 'wait-handle';
}

/** A wait with what the state is while it goes on, and once it has failed. */
function begunWait({ phase, instance, besides, stopped, verb }: WaitingResource, awaits: Awaited): Wait {
  return {
    ...nameOfWait(phase, instance),
    awaits,
    stopped,
    step: { put: [...besides, instance] },
    stepOnFailure: { put: [{ ...instance, status: { action: verb, outcome: 'failed' } }] },
  };
}

function numberOf(value: Value | undefined): number {
  return value instanceof Float ? value.value : Number(value);
}
