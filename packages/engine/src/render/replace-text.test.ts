import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tainted, Unknown, type Value } from '../hot/value.ts';
import { replaceText } from './replace-text.ts';

test('every text is replaced but the keys of maps', () => {
  const value = new Map<string, Value>([['%i%', ['a%i%%i%', 1, null, new Map([['k', '%i%']])]]]);
  assert.deepEqual(
    replaceText(value, '%i%', '$&'),
    new Map<string, Value>([['%i%', ['a$&$&', 1, null, new Map([['k', '$&']])]]]),
  );
});

test('constants in what is left of an expression are replaced, names of resources are not', () => {
  const call = (text: string) =>
    new Unknown({
      kind: 'call',
      function: 'list_join',
      version: '2021-04-16',
      argument: {
        kind: 'list',
        items: [
          { kind: 'constant', value: text },
          { kind: 'map', entries: new Map([['%i%', { kind: 'attribute', address: '%i%', path: ['%i%'] }]]) },
        ],
      },
    });
  assert.deepEqual(replaceText(call('x%i%'), '%i%', '7'), call('x7'));
});

test('a secret stays what it is, and what is derived from one is replaced with its expression', () => {
  const secret = { kind: 'secret', name: 'n', version: 1 } as const;
  const plain = new Tainted('has %i% in it', secret);
  assert.equal(replaceText(plain, '%i%', '7'), plain);
  const derived = (text: string) => new Tainted(text, { kind: 'list', items: [{ kind: 'constant', value: text }] });
  assert.deepEqual(replaceText(derived('%i%'), '%i%', '7'), derived('7'));
});

test('what holds no such text comes back as the very same value', () => {
  const value = [new Map([['k', ['v']]]), 'w'];
  assert.equal(replaceText(value, '%i%', '7'), value);
});
