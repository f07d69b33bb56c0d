import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { effectiveInputs } from '../resource/deployment.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import { decideChange, type Subject } from './decide-change.ts';

const deployment = resourceType('OS::Heat::SoftwareDeployment') ?? assert.fail('no such type');
const unknown = new Unknown({ kind: 'attribute', address: 'backend', path: ['port'] });

const config: SoftwareConfig = {
  kind: 'SoftwareConfig',
  scripts: [{ tool: 'script', config: 'true', actions: ['CREATE', 'UPDATE'] }],
  inputs: [
    { name: 'version', type: 'String', default: '1', replaceOnChange: true },
    { name: 'colour', type: 'String', default: 'red', replaceOnChange: false },
  ],
  outputs: [],
  options: new Map(),
};

function properties(inputs: Readonly<Record<string, Value>>, others: Readonly<Record<string, Value>> = {}): ValueMap {
  return new Map<string, Value>([
    ['config', 'digest'],
    ['server', 'node-1'],
    ['input_values', new Map(Object.entries(inputs))],
    ...Object.entries(others),
  ]);
}

function deployed(inputs: Readonly<Record<string, Value>>, others: Partial<Instance> = {}): Instance {
  const given = properties(inputs);
  return {
    id: 'i1',
    address: 'web',
    type: deployment.name,
    role: 'current',
    status: { action: 'create', outcome: 'complete' },
    properties: given,
    config: 'digest',
    inputs: effectiveInputs(config, given),
    attributes: new Map(),
    requires: [],
    createdBy: 'r1',
    ...others,
  };
}

function decide(wanted: ValueMap, instance: Instance | undefined, others: Partial<Subject> = {}) {
  return decideChange({
    type: deployment,
    properties: wanted,
    instance,
    config,
    deployedConfig: config,
    forced: false,
    ...others,
  });
}

test('what is not there is created, and what is as wanted is left alone', () => {
  assert.equal(decide(properties({}), undefined).kind, 'create');
  assert.equal(decide(properties({ colour: 'blue' }), deployed({ colour: 'blue' })).kind, 'unchanged');
});

test('a default that is written out changes nothing', () => {
  assert.equal(decide(properties({ colour: 'red' }), deployed({})).kind, 'unchanged');
  assert.equal(decide(properties({}, { signal_transport: 'CFN_SIGNAL' }), deployed({})).kind, 'unchanged');
});

test('a changed input updates; one that replaces on change replaces, a default of it too', () => {
  assert.equal(decide(properties({ colour: 'blue' }), deployed({})).kind, 'update');
  const replaced = decide(properties({ version: '2', colour: 'blue' }), deployed({}));
  assert.equal(replaced.kind, 'replace');
  assert.deepEqual(
    replaced.causes.filter((each) => each.replaces).map((each) => each.path),
    [['input_values', 'version']],
  );
});

test('an input that is new replaces nothing: there is no value that it differs from', () => {
  const before = deployed({}, { inputs: new Map() });
  assert.equal(decide(properties({ version: '2' }), before).kind, 'update');
});

test('another name is an update in place, another server a replacement', () => {
  assert.equal(decide(properties({}, { name: 'other' }), deployed({})).kind, 'update');
  assert.equal(decide(properties({}, { server: 'node-2' }), deployed({})).kind, 'replace');
});

test('an input that is not known yet may change it, and says so', () => {
  const update = decide(properties({ colour: unknown }), deployed({}));
  assert.equal(update.kind, 'update-if-changed');
  assert.deepEqual(update.may, ['unchanged', 'update']);
  const replace = decide(properties({ version: unknown }), deployed({}));
  assert.equal(replace.kind, 'replace-if-changed');
  assert.deepEqual(replace.may, ['unchanged', 'replace']);
  const either = decide(properties({ version: unknown, colour: unknown }), deployed({}));
  assert.deepEqual(either.may, ['unchanged', 'update', 'replace']);
});

test('a certain update may still become a replacement', () => {
  const decision = decide(properties({ version: unknown, colour: 'blue' }), deployed({}));
  assert.equal(decision.kind, 'update');
  assert.deepEqual(decision.may, ['update', 'replace']);
});

test('what failed or has no known end is acted on though nothing differs', () => {
  const after = (action: 'create' | 'update' | 'delete', outcome: 'begun' | 'failed') =>
    decide(properties({}), deployed({}, { status: { action, outcome } }));
  assert.equal(after('create', 'failed').kind, 'replace');
  assert.equal(after('create', 'begun').kind, 'replace');
  assert.equal(after('update', 'failed').kind, 'update');
  assert.match(after('update', 'begun').because ?? '', /no known end/);
  assert.equal(after('delete', 'failed').kind, 'replace');
});

test('a replacement that is asked for happens, and says why', () => {
  const decision = decide(properties({}), deployed({}), { forced: true });
  assert.equal(decision.kind, 'replace');
  assert.match(decision.because ?? '', /asked for/);
});

test('another type at an address replaces', () => {
  assert.equal(decide(properties({}), deployed({}, { type: 'OS::Heat::Value' })).kind, 'replace');
});
