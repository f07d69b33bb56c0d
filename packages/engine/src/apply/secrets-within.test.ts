import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type Expression, Tainted, Unknown, type Value } from '../hot/value.ts';
import { secretsWithin } from './secrets-within.ts';

const secret = { kind: 'secret', name: 'db', version: 1 } as const;
const reveal = (name: string, version: number): Value | undefined =>
  name === 'db' && version === 1 ? 'hunter22' : undefined;

test('a secret is found in what was made of it, and so is what was made of it', () => {
  const url = new Tainted('postgres://admin:hunter22@db', {
    kind: 'call',
    function: 'str_replace',
    version: '2021-04-16',
    argument: secret,
  });
  assert.deepEqual([...secretsWithin([new Map<string, Value>([['url', [url]]])], reveal)].sort(), [
    'hunter22',
    'postgres://admin:hunter22@db',
  ]);
});

test('of a secret map each text is one, and so is the JSON that a script gets', () => {
  const account = new Tainted(
    new Map<string, Value>([
      ['user', 'admin'],
      ['password', 'hunter22'],
    ]),
    secret,
  );
  assert.deepEqual(secretsWithin([account], reveal), [
    'admin',
    'hunter22',
    '{"user": "admin", "password": "hunter22"}',
  ]);
});

test('what was made on the way from a secret to a value is one too', () => {
  const map = '{"inner": ["hunter22-inner", {"deep": "other"}]}';
  const version = '2021-04-16' as const;
  const constant = (value: string | number) => ({ kind: 'constant', value }) as const;
  const parsed = {
    kind: 'call',
    function: '$coerce',
    version,
    argument: { kind: 'list', items: [constant('json'), secret] },
  } as const;
  const path = { kind: 'list', items: [constant('inner'), constant(0)] } as const;
  const entry = {
    kind: 'call',
    function: '$parameter-path',
    version,
    argument: { kind: 'list', items: [parsed, path] },
  } as const;
  const script = new Tainted("echo 'hunter22-inner'", {
    kind: 'call',
    function: 'str_replace',
    version,
    argument: {
      kind: 'map',
      entries: new Map<string, Expression>([
        ['template', constant("echo 'S'")],
        ['params', { kind: 'map', entries: new Map([['S', entry]]) }],
      ]),
    },
  });
  const found = secretsWithin([script], () => map);
  for (const text of [map, 'hunter22-inner', "echo 'hunter22-inner'"]) assert.ok(found.includes(text), text);
});

test('what is not secret is none', () => {
  assert.deepEqual(secretsWithin(['plain', 12, new Map([['a', 'b']])], reveal), []);
});

test('a variable of the inventory that stands for a secret is one', () => {
  assert.deepEqual(secretsWithin([new Map<string, Value>([['ansible_password', new Unknown(secret)]])], reveal), [
    'hunter22',
  ]);
});
