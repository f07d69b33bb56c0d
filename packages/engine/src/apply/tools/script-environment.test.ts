import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, type Value } from '../../hot/value.ts';
import { scriptEnvironment } from './script-environment.ts';

test('each kind of value has its text', () => {
  const inputs = new Map<string, Value>([
    ['text', ' a\n"ä"\n'],
    ['whole', 1],
    ['big', 123456789012345678901n],
    ['float', new Float(1)],
    ['half', new Float(1.5)],
    ['yes', true],
    ['no', false],
    ['nothing', null],
    ['list', ['a', 1, new Float(1), null, true]],
    [
      'map',
      new Map<string, Value>([
        ['ä', ['x']],
        ['b', new Map()],
      ]),
    ],
  ]);
  const { environment, problems } = scriptEnvironment(inputs);
  assert.deepEqual(problems, []);
  assert.deepEqual(Object.fromEntries(environment), {
    text: ' a\n"ä"\n',
    whole: '1',
    big: '123456789012345678901',
    float: '1.0',
    half: '1.5',
    yes: 'true',
    no: 'false',
    nothing: '',
    list: '["a", 1, 1.0, null, true]',
    map: '{"\\u00e4": ["x"], "b": {}}',
  });
});

test('what can not be a variable is a problem of that input alone', () => {
  const inputs = new Map<string, Value>([
    ['good', 'x'],
    ['not-a-name', 'x'],
    ['1st', 'x'],
    ['', 'x'],
    ['UID', 'x'],
    ['tyto_d', 'x'],
    ['nul', 'a\0b'],
    ['long', 'ä'.repeat(65_536)],
  ]);
  const { environment, problems } = scriptEnvironment(inputs);
  assert.deepEqual([...environment.keys()], ['good']);
  assert.deepEqual(
    problems.map(({ input }) => input),
    ['not-a-name', '1st', '', 'UID', 'tyto_d', 'nul', 'long'],
  );
});
