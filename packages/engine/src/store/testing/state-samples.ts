import fc from 'fast-check';
import { Float, Tainted, type Value, type ValueMap } from '../../hot/value.ts';
import { configDigest } from '../../resource/config-value.ts';
import type { SoftwareConfig } from '../../resource/software-config.ts';
import type { Instance, StateStep } from '../../state/state.ts';
import type { Run } from '../runs.ts';
import { startRun } from '../runs.ts';
import type { Store } from '../store.ts';

/** A run of a deployment that this process has just started. */
export function startedRun(store: Store, deployment = 'web-1'): Run {
  const started = startRun(store, { deployment, purpose: 'apply', base: null, target: 'abc', options: {} });
  if (started.kind !== 'started') throw new Error(`the lock is held by ${started.holder.run}`);
  return started.run;
}

/** An instance with what a test does not care about filled in. */
export function anInstance(id: string, change: Partial<Instance> = {}): Instance {
  return {
    id,
    address: `address-of-${id}`,
    type: 'OS::Heat::SoftwareDeployment',
    role: 'current',
    status: { action: 'create', outcome: 'complete' },
    properties: new Map<string, Value>([['name', id]]),
    attributes: new Map(),
    requires: [],
    createdBy: 'r1',
    ...change,
  };
}

/** A config with one script. */
export function aConfig(text: Value): SoftwareConfig {
  return {
    kind: 'SoftwareConfig',
    scripts: [{ tool: 'script', config: text, actions: ['CREATE', 'DELETE'] }],
    inputs: [{ name: 'in', type: 'Json', default: null, replaceOnChange: true }],
    outputs: [{ name: 'out', type: 'String', errorOutput: false }],
    options: new Map(),
  };
}

/** A value that hides another; the store must know the secret. */
export function tainted(value: Value, name: string, version: number): Tainted {
  return new Tainted(value, { kind: 'secret', name, version });
}

/** Any value without secrets, with keys that could be taken for the codec's own. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double().map((value) => new Float(value)),
      fc.bigInt({ min: 2n ** 60n, max: 2n ** 70n }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constant('$tyto')), tie('value')), { maxLength: 4 })
      .map((all) => new Map(all)),
  ),
})).value;

const anyMap: fc.Arbitrary<ValueMap> = fc
  .array(fc.tuple(fc.string(), anyValue), { maxLength: 4 })
  .map((all) => new Map(all));

const someConfigs = ['one', 'two'].map(aConfig).map((config) => [configDigest(config), config] as const);

const anyInstance: fc.Arbitrary<Instance> = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    address: fc.string(),
    type: fc.constantFrom('OS::Heat::Value', 'OS::Heat::SoftwareDeployment'),
    role: fc.constantFrom<Instance['role']>('current', 'superseded'),
    status: fc.record(
      {
        action: fc.constantFrom<Instance['status']['action']>('create', 'update', 'delete'),
        outcome: fc.constantFrom<Instance['status']['outcome']>('begun', 'complete', 'failed'),
      },
      { noNullPrototype: true },
    ),
    properties: anyMap,
    config: fc.constantFrom(...someConfigs.map(([digest]) => digest)),
    inputs: anyMap,
    node: fc.string(),
    attributes: anyMap,
    requires: fc.array(fc.string(), { maxLength: 3 }),
    createdBy: fc.constant('r1'),
    replaces: fc.constantFrom('a', 'b'),
  },
  {
    requiredKeys: ['id', 'address', 'type', 'role', 'status', 'properties', 'attributes', 'requires', 'createdBy'],
    noNullPrototype: true,
  },
);

/** Any step; it learns all the configs that its instances can have. */
export const anyStep: fc.Arbitrary<StateStep> = fc.record(
  {
    configs: fc.constant(new Map(someConfigs)),
    put: fc.uniqueArray(anyInstance, { selector: (each) => each.id, maxLength: 3 }),
    drop: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
    revision: fc.constantFrom('abc', 'def', null),
  },
  { requiredKeys: ['configs'], noNullPrototype: true },
);
