import { decodeValue, encodeValue } from '../hot/codec.ts';
import { hookTypes } from '../hot/environment.ts';
import { isList, isMap, type Value } from '../hot/value.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Instance, UnendedAction } from '../state/state.ts';
import { damaged, readRecord } from './read-record.ts';
import type { Secrets } from './secrets.ts';
import { StoreFailure } from './store-failure.ts';

/** An instance as text, by the codec: a secret in it is its expression. */
export function encodeInstance(instance: Instance): string {
  const fields: [string, Value | undefined][] = [
    ['id', instance.id],
    ['address', instance.address],
    ['type', instance.type],
    ['role', instance.role],
    ['action', instance.status.action],
    ['outcome', instance.status.outcome],
    ['properties', instance.properties],
    ['config', instance.config],
    ['inputs', instance.inputs],
    ['node', instance.node],
    ['attributes', instance.attributes],
    ['requires', instance.requires],
    ['created_by', instance.createdBy],
    ['replaces', instance.replaces],
    ['external_id', instance.externalId],
    ['metadata', instance.metadata],
    ['retain', instance.retain],
    ['removal_hooks', instance.removalHooks?.map(({ address, hook }) => [address, hook])],
    ['unended', instance.unended === undefined ? undefined : new Map(Object.entries(instance.unended))],
  ];
  const present = fields.flatMap(([name, value]): [string, Value][] => (value === undefined ? [] : [[name, value]]));
  return encodeValue(new Map(present));
}

/** Reads what `encodeInstance` wrote. */
export function decodeInstance(text: string, secrets: Secrets): Instance {
  return toInstance(decodeStored(text, secrets, 'an instance'));
}

/** Reads an instance from its decoded record. */
export function toInstance(value: Value): Instance {
  const record = readRecord(value, 'an instance');
  const config = record.optionalText('config');
  const inputs = record.optionalMap('inputs');
  const node = record.optionalText('node');
  const replaces = record.optionalText('replaces');
  const externalId = record.optionalText('external_id');
  const metadata = isMap(value) ? value.get('metadata') : undefined;
  const retain = isMap(value) && value.has('retain') ? record.texts('retain') : undefined;
  const removalHooks = isMap(value) && value.has('removal_hooks') ? record.list('removal_hooks').flatMap(toHook) : [];
  const unended = record.optionalMap('unended');
  return {
    id: record.text('id'),
    address: record.text('address'),
    type: record.text('type'),
    role: record.oneOf('role', ['current', 'superseded']),
    status: {
      action: record.oneOf('action', ['create', 'update', 'delete']),
      outcome: record.oneOf('outcome', ['begun', 'complete', 'failed']),
    },
    properties: record.map('properties'),
    ...(config === undefined ? {} : { config }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(node === undefined ? {} : { node }),
    attributes: record.map('attributes'),
    requires: record.texts('requires'),
    createdBy: record.text('created_by'),
    ...(replaces === undefined ? {} : { replaces }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(retain === undefined ? {} : { retain }),
    ...(removalHooks.length === 0 ? {} : { removalHooks }),
    ...(unended === undefined ? {} : { unended: toUnended(unended) }),
  };
}

function toHook(value: Value): readonly PlacedHook[] {
  const [address = null, name = null] = isList(value) ? value : [];
  const hook = hookTypes.find((each) => each === name);
  return hook === undefined ? [] : [{ address: String(address), hook }];
}

function toUnended(value: Value): UnendedAction {
  const record = readRecord(value, 'an action');
  const action = record.text('action');
  if (!isActionId(action)) throw damaged('an action', 'action');
  return { action, tool: record.text('tool'), node: record.text('node') };
}

function isActionId(text: string): text is UnendedAction['action'] {
  return /^[^/]+\/[^/]+\/\d+\/\d+$/.test(text);
}

/** Decodes a text of the database. One that can't be is damage, or needs a secret that is gone: a `StoreFailure`. */
export function decodeStored(text: string, secrets: Secrets, what: string): Value {
  const { value, problems } = decodeValue(text, secrets);
  if (value !== undefined) return value;
  const message = problems[0]?.message ?? 'it cannot be read';
  throw new StoreFailure('data-database', `In the database, ${what} is damaged: ${message}`, {
    hint: 'Restore the data directory from a backup',
  });
}
