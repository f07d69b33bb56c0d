import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tainted, Unknown, type Value } from '../hot/value.ts';
import { configFiles } from './config-files.ts';

const filesOf = (type: string, address: string, properties: Record<string, Value>) =>
  Object.fromEntries(
    [
      ...configFiles({
        kind: 'resource',
        address,
        type,
        requires: [],
        properties: new Map(Object.entries(properties)),
      }),
    ].map(([path, { text }]) => [path, text]),
  );

test('a script is written as it is, a structured config as YAML', () => {
  assert.deepEqual(filesOf('OS::Heat::SoftwareConfig', 'g/0/c', { group: 'script', config: 'echo' }), {
    'configs/g/0/c/config': 'echo',
  });
  assert.deepEqual(filesOf('OS::Heat::StructuredConfig', 'c', { config: new Map([['a', [1]]]) }), {
    'configs/c/config.yaml': 'a:\n  - 1\n',
  });
});

test('a component has a file for each script, named by its tool and actions', () => {
  const script = (...entries: [string, Value][]) => new Map(entries);
  const configs = [
    script(['tool', 'script'], ['config', 'one'], ['actions', ['CREATE', 'UPDATE']]),
    script(['tool', '../odd tool'], ['config', 'two']),
  ];
  assert.deepEqual(filesOf('OS::Heat::SoftwareComponent', 'c', { configs }), {
    'configs/c/0-script-create-update': 'one',
    'configs/c/1-%2E.%2Fodd%20tool-create-update': 'two',
  });
});

test('what waits or is secret is written as its expression', () => {
  const secret = new Tainted('hunter2', { kind: 'secret', name: 'd/pw', version: 3 });
  const later = new Unknown({ kind: 'attribute', address: 'b', path: ['port'] });
  const files = filesOf('OS::Heat::StructuredConfig', 'c', {
    config: new Map<string, Value>([
      ['pw', secret],
      ['port', later],
    ]),
  });
  assert.deepEqual(Object.keys(files), ['configs/c/config.json']);
  const [text = ''] = Object.values(files);
  assert.doesNotMatch(text, /hunter2/);
  assert.match(text, /d\/pw/);
  assert.match(text, /"port"/);
});

test('names that are no names of files are written in others that are', () => {
  assert.deepEqual(Object.keys(filesOf('OS::Heat::SoftwareConfig', '../a b/ü', { config: '' })), [
    'configs/%2E./a%20b/%FC/config',
  ]);
});

test('a config whose tools are not known yet is written by its properties', () => {
  const configs = new Unknown({ kind: 'attribute', address: 'b', path: ['configs'] });
  assert.deepEqual(Object.keys(filesOf('OS::Heat::SoftwareComponent', 'c', { configs })), [
    'configs/c/properties.json',
  ]);
});

test('other resources have no files', () => {
  assert.deepEqual(filesOf('OS::Heat::Value', 'v', { value: 'x' }), {});
});
