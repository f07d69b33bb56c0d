import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Tainted, type Value } from '../hot/value.ts';
import { configDigest, configFromValue, configToValue } from './config-value.ts';
import { effectiveInputs, fillStructuredConfig, scriptFor } from './deployment.ts';
import { readSoftwareConfig } from './read-software-config.ts';
import { resourceType } from './resource-types.ts';

function config(type: string, properties: Readonly<Record<string, Value>>) {
  const found = resourceType(`OS::Heat::${type}`) ?? assert.fail(`no type ${type}`);
  return readSoftwareConfig(found, new Map(Object.entries(properties))) ?? assert.fail('not a config');
}

const map = (entries: Readonly<Record<string, Value>>): Value => new Map(Object.entries(entries));

const component = config('SoftwareComponent', {
  configs: [
    map({ tool: 'script', actions: ['CREATE'], config: 'create' }),
    map({ tool: 'script', actions: ['DELETE'], config: 'delete' }),
  ],
  inputs: [map({ name: 'port', default: 80 }), map({ name: 'host' })],
});

test("a component's own actions decide which script runs, whatever the deployment says", () => {
  const all = new Map<string, Value>([['actions', ['CREATE', 'UPDATE', 'DELETE']]]);
  assert.equal(scriptFor(component, all, 'CREATE')?.index, 0);
  assert.equal(scriptFor(component, all, 'UPDATE'), undefined);
  assert.equal(scriptFor(component, new Map(), 'DELETE')?.index, 1);
});

test("a config's deployment says when it runs: at CREATE and UPDATE where it says nothing", () => {
  const single = config('SoftwareConfig', { group: 'script', config: 'run' });
  assert.equal(scriptFor(single, new Map(), 'UPDATE')?.index, 0);
  assert.equal(scriptFor(single, new Map(), 'DELETE'), undefined);
  assert.equal(scriptFor(single, new Map<string, Value>([['actions', ['DELETE']]]), 'DELETE')?.index, 0);
});

test('a config of no group runs nothing, as Heat has no hook for it', () => {
  assert.equal(scriptFor(config('SoftwareConfig', { config: 'run' }), new Map(), 'CREATE'), undefined);
});

test('inputs are the declared ones with their defaults, then those that are given beyond', () => {
  const given = new Map<string, Value>([['input_values', map({ extra: 1, host: null })]]);
  assert.deepEqual(
    [...effectiveInputs(component, given)],
    [
      ['port', 80],
      ['host', null],
      ['extra', 1],
    ],
  );
});

test('a structured config gets its inputs wherever it asks for them', () => {
  const inputs = new Map<string, Value>([['port', 80]]);
  const asked: Value = map({
    listen: map({ get_input: 'port' }),
    more: [map({ get_input: 'none' })],
    kept: map({ get_input: 'port', also: 1 }),
  });
  assert.deepEqual(
    fillStructuredConfig(asked, inputs),
    map({ listen: 80, more: [null], kept: map({ get_input: 'port', also: 1 }) }),
  );
  assert.deepEqual(fillStructuredConfig(map({ ask: 'port' }), inputs, 'ask'), 80);
});

test('a config is read back as it was, and known by a digest that changes with its content', () => {
  assert.deepEqual(configFromValue(configToValue(component)), component);
  const other = { ...component, scripts: component.scripts.slice(1) };
  assert.notEqual(configDigest(component), configDigest(other));
  assert.match(configDigest(component), /^[0-9a-f]{64}$/);
});

test('the digest of a config with a secret says which version it is, not what it is', () => {
  const withSecret = (value: string, version: number) =>
    configDigest(
      config('SoftwareConfig', { group: 'script', config: new Tainted(value, { kind: 'secret', name: 's', version }) }),
    );
  assert.equal(withSecret('one', 1), withSecret('two', 1));
  assert.notEqual(withSecret('one', 1), withSecret('one', 2));
});

test('what has no tool that is known is no config', () => {
  const found = resourceType('OS::Heat::SoftwareComponent') ?? assert.fail();
  assert.equal(readSoftwareConfig(found, new Map<string, Value>([['configs', [map({ tool: null })]]])), undefined);
});
