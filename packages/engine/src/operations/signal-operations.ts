import { takesSignals } from '../apply/wait-for-resource.ts';
import type { Checked } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { readSignal, type Signal } from '../event/signal.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { isMap, type Value } from '../hot/value.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Instance } from '../state/state.ts';
import { putSignal } from '../store/signals.ts';
import { findInstances, loadState } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import { clearHooks, isHook } from './hook-operations.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalid, invalidBecause, type Outcome } from './outcome.ts';
import { unknownDeployment } from './resource-operations.ts';

/** `signal`: tells the handle of a wait condition that something went well or failed, or clears a hook as Heat's does. */
export type SendSignal = Operation<SignalInput, SentSignal>;

interface SignalInput {
  readonly name: string;
  /** The handle's address, or the id of its instance, which `get_resource` gives of it. */
  readonly address: string;
  /** What is sent, as JSON; undefined to send what the parts below say. */
  readonly body?: string;
  readonly status?: string;
  readonly id?: string;
  readonly reason?: string;
}

export interface SentSignal {
  readonly deployment: string;
  readonly address: string;
  /** What was kept; absent where a hook was cleared. */
  readonly signal?: Pick<Signal, 'id' | 'status' | 'reason'>;
  readonly cleared?: string;
}

export const sendSignal: Carry<SendSignal> = async (input, context) => {
  const { name, address } = input;
  const { store } = context;
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  const body = bodyOf(input);
  if (body instanceof JsonFault) {
    const hint = `The data are a JSON object, such as '{"status": "SUCCESS", "data": "what came out"}'`;
    return invalidBecause('signal-form', `The data of the signal are not JSON: ${body.message}`, hint);
  }
  // Heat's way to clear a hook: `resource.py`, _signal_check_hook.
  const hook = body !== undefined && isMap(body) ? body.get('unset_hook') : undefined;
  if (hook !== undefined) return unsetHook(store, name, address, hook);
  const handle = handleAt(store, name, address);
  if ('kind' in handle) return handle;
  return keepSignal(store, name, handle, input, body);
};

function bodyOf({ body }: SignalInput): Value | JsonFault | undefined {
  if (body === undefined || body.trim() === '') return undefined;
  return readJsonText(body);
}

function unsetHook(store: Store, name: string, address: string, hook: Value): Outcome<SentSignal> {
  if (typeof hook !== 'string' || !isHook(hook)) {
    return invalidBecause('hook-unknown', `Invalid hook type "${String(hook)}" for ${address}`);
  }
  const cleared = clearHooks(store, name, address, [hook]);
  return cleared.kind === 'done' ? done({ deployment: name, address, cleared: hook }) : cleared;
}

function handleAt(store: Store, name: string, address: string): Instance | Failed {
  const found = findInstances(store, name, address);
  const instance = found.find((each) => each.role === 'current') ?? found[0];
  if (instance === undefined) {
    const all = [...loadState(store, name).instances.values()].filter((each) => takesSignals(each.type));
    const near = nearest(address, new Set(all.map((each) => each.address)));
    const hint = near === undefined ? 'It takes signals once it is deployed' : `Did you mean '${near}'?`;
    return invalidBecause('address-unknown', `Nothing is deployed at '${address}' in '${name}'`, hint);
  }
  if (takesSignals(instance.type)) return instance;
  const message = `'${instance.address}' is of type ${instance.type}, which takes no signals`;
  return invalidBecause('signal-refused', message, handleHint(store, name, instance));
}

function handleHint(store: Store, name: string, { type, properties }: Instance): string {
  const id = properties.get('handle') ?? properties.get('Handle');
  const [handle] =
    resourceType(type)?.role === 'wait-condition' && typeof id === 'string' ? findInstances(store, name, id) : [];
  return handle === undefined
    ? 'Handles of wait conditions take signals'
    : `It waits for signals to its handle: 'tyto signal ${name} ${handle.address}'`;
}

function keepSignal(
  store: Store,
  name: string,
  handle: Instance,
  parts: SignalInput,
  body: Value | undefined,
): Outcome<SentSignal> {
  const kept = putSignal(store, name, handle.id, (received) => {
    const read = readSignal(handle.type, body ?? null, received);
    return read.value === undefined ? read : withParts(handle.type, read.value, parts);
  });
  if (kept.value === undefined) return invalid(kept.problems);
  const { data: _data, ...signal } = kept.value;
  return done({ deployment: name, address: handle.address, signal });
}

/** What arguments say goes before what the data say. */
function withParts(
  type: string,
  signal: Signal,
  parts: Pick<SignalInput, 'status' | 'id' | 'reason'>,
): Checked<Signal> {
  const { status = signal.status, id = signal.id, reason = signal.reason } = parts;
  const own = type === 'OS::Heat::WaitConditionHandle';
  const keys = own ? ['status', 'id', 'reason', 'data'] : ['Status', 'UniqueId', 'Reason', 'Data'];
  const values: readonly Value[] = [status, id, reason, signal.data];
  return readSignal(type, new Map(keys.map((key, index): [string, Value] => [key, values[index] ?? null])), 0);
}
