import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeZone } from './time-zone.ts';

test('zones are known by all their names, in any case', () => {
  for (const name of [
    'UTC',
    'Europe/Oslo',
    'america/argentina/ushuaia',
    'US/Eastern',
    'Etc/GMT+12',
    'EST5EDT',
    'GB-Eire',
  ]) {
    assert.equal(isTimeZone(name), true, name);
  }
  for (const name of ['', '/', 'Europe', 'Europe/', 'Europe/Nowhere', '+01:00', 'toString'])
    assert.equal(isTimeZone(name), false, name);
});
