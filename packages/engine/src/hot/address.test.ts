import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAddress, parsePath, writeAddress } from './address.ts';

const part = fc.oneof(
  fc.constantFrom('group', '0', 'web.1', 'back-end', '50%'),
  fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('/')),
);
const element = fc.oneof(
  fc.constantFrom('a', 'tripleo::haproxy.port', '', '0', '"', ']', '\\', 'host_and_port'),
  fc.string({ unit: 'binary' }),
  fc.integer({ min: -5, max: 1000 }),
);

test('what is written reads back as the same', () => {
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('property' as const, 'attribute' as const),
      fc.array(element, { minLength: 1, maxLength: 4 }),
      (parts, kind, path) => {
        const named = { address: parts.join('/'), kind, path };
        assert.deepEqual(parseAddress(writeAddress(named)), named);
        const resource = { address: parts.join('/'), kind: 'resource' as const, path: [] };
        assert.deepEqual(parseAddress(writeAddress(resource)), resource);
      },
    ),
    { numRuns: 1000 },
  );
});

test('addresses are written as people write them', () => {
  const cases: readonly (readonly [string, Parameters<typeof writeAddress>[0]])[] = [
    ['group/0/backend', { address: 'group/0/backend', kind: 'resource', path: [] }],
    ['backend@host_and_port', { address: 'backend', kind: 'attribute', path: ['host_and_port'] }],
    ['a:ports[0].name', { address: 'a', kind: 'property', path: ['ports', 0, 'name'] }],
    [
      'svc:config_settings["tripleo::haproxy.port"]',
      { address: 'svc', kind: 'property', path: ['config_settings', 'tripleo::haproxy.port'] },
    ],
    ['["a:b"]/c:x', { address: 'a:b/c', kind: 'property', path: ['x'] }],
  ];
  for (const [text, named] of cases) {
    assert.equal(writeAddress(named), text);
    assert.deepEqual(parseAddress(text), named);
  }
});

test('what is no address is refused', () => {
  for (const text of [
    '',
    '/',
    'a/',
    'a:',
    'a@',
    'a:.b',
    'a:b.',
    'a:b[',
    'a:b["x]',
    'a b',
    'a:b c',
    'a:b["\\x"]',
    'a:b[x]',
  ]) {
    assert.equal(parseAddress(text), undefined, text);
  }
  assert.equal(parsePath(''), undefined);
});
