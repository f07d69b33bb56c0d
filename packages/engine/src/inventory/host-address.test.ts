import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHostAddress } from './host-address.ts';

test('a name without a port is itself', () => {
  for (const name of ['web', 'web.example.org', '192.0.2.1', '2001:db8::1', '::1', 'web[1:3]', 'Zürich-1']) {
    assert.deepEqual(parseHostAddress(name), { host: name });
  }
});

test('a port follows a name, an address, a range', () => {
  assert.deepEqual(parseHostAddress('web:2222'), { host: 'web', port: 2222 });
  assert.deepEqual(parseHostAddress('192.0.2.1:22'), { host: '192.0.2.1', port: 22 });
  assert.deepEqual(parseHostAddress('web[01:10].org:22'), { host: 'web[01:10].org', port: 22 });
  assert.deepEqual(parseHostAddress('Zürich:22'), { host: 'Zürich', port: 22 });
});

test('an address with colons needs brackets before its port', () => {
  assert.deepEqual(parseHostAddress('[2001:db8::1]:22'), { host: '2001:db8::1', port: 22 });
  assert.deepEqual(parseHostAddress('[web]:22'), { host: 'web', port: 22 });
  assert.deepEqual(parseHostAddress('[::ffff:192.0.2.1]:22'), { host: '::ffff:192.0.2.1', port: 22 });
});

test('what is no valid address is a name as a whole', () => {
  for (const name of ['web_:22', '-web:22', 'a b:22', ':22', 'web:ssh', '']) {
    assert.deepEqual(parseHostAddress(name), { host: name });
  }
});

test('port 0 is taken off and means nothing', () => {
  assert.deepEqual(parseHostAddress('web:0'), { host: 'web' });
});
