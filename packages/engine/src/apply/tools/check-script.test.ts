import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tainted, Unknown, type Value } from '../../hot/value.ts';
import type { SoftwareConfig } from '../../resource/software-config.ts';
import { checkScripts } from './check-script.ts';

const waits = { kind: 'attribute', address: 'a', path: ['b'] } as const;

function configOf(config: Value, inputs: readonly string[] = [], outputs: readonly string[] = []): SoftwareConfig {
  return {
    kind: 'SoftwareConfig',
    scripts: [{ tool: 'script', config, actions: undefined }],
    inputs: inputs.map((name) => ({ name, type: 'String', default: null, replaceOnChange: false })),
    outputs: outputs.map((name) => ({ name, type: 'String', errorOutput: false })),
    options: new Map(),
  };
}

function messages(config: SoftwareConfig): readonly string[] {
  return checkScripts(config, 'resources.c.properties', 'script').map(({ message }) => message);
}

test('a script with fair names has no problems, nor has one that is not known yet', () => {
  assert.deepEqual(messages(configOf('#!/bin/sh\necho\r\n', ['a_1'], ['b-2.x'])), []);
  assert.deepEqual(messages(configOf(null)), []);
  assert.deepEqual(messages(configOf(new Unknown(waits))), []);
  assert.deepEqual(messages(configOf(new Tainted('true', waits))), []);
});

test('every problem of a config is told with its place', () => {
  const config = configOf(new Map(), ['a-b', 'UID'], ['a/b', 'x\0']);
  const problems = checkScripts(config, 'resources.c.properties', 'script');
  assert.deepEqual(
    problems.map(({ code, path }) => `${code} ${path}`),
    [
      'config-script resources.c.properties',
      'config-input resources.c.properties',
      'config-input resources.c.properties',
      'config-output resources.c.properties',
      'config-output resources.c.properties',
    ],
  );
  assert.deepEqual(messages(configOf('a\0')), ['The script holds a NUL character']);
  assert.deepEqual(messages(configOf('#!/bin/sh\r\ntrue\r\n')), [
    'The first line of the script ends in a carriage return',
  ]);
});

test('a component with no script of the tool is not the tool’s to judge', () => {
  assert.deepEqual(checkScripts(configOf(new Map(), ['a-b']), 'x', 'other'), []);
});
