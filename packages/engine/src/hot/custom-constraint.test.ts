import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customProblem } from './custom-constraint.ts';

const long = 'a'.repeat(63);

/** What each constraint takes and refuses, by Heat's own answers. */
const cases: Readonly<Record<string, readonly [right: readonly string[], wrong: readonly string[]]>> = {
  ip_addr: [
    ['10.0.0.1', '255.255.255.255', '::1', 'fe80::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '::'],
    [
      '',
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.1/24',
      '1:2:3',
      ':::',
      '1::2::3',
      'fe80::1%eth0',
      ' 10.0.0.1',
      '12345::',
      '1:2:3:4:5:6:7::8',
    ],
  ],
  mac_addr: [
    ['00:11:22:aa:BB:cc', '0-1-2-3-4-5', '0011.22aa.bbcc', '001122aabbcc', '001122-aabbcc', '001122aabbcc\n'],
    ['', '001122aabbcc\n\n', 'zz:00', '00:11:22:33:44', '00:11-22:33:44:55'],
  ],
  net_cidr: [
    ['10.0.0.0/8', '10.1.2.3/24', '0.0.0.0/0', '::/0', 'fe80::/64', 'fe80::1/ffff::'],
    ['', '10.0.0.0', '10.0.0/24', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/255.0.0.0', '::/129', 'x/8'],
  ],
  ip_or_cidr: [
    ['10.0.0.1', '10.0.0.0/8', '::1', '::/0'],
    ['', '10.0.0', '10.0.0.0/33'],
  ],
  dns_name: [
    ['', 'a', 'a.b', 'a.b.', `${long}.a`, '1.2', 'a.b\n'],
    ['A', 'a.b.\n', 'a\n\n', '-a', 'a-', 'a..b', `${long}a`, 'a_b', '.', 'a.1.'],
  ],
  rel_dns_name: [
    ['', 'host', 'host.sub'],
    ['host.', 'Host', `${`${long}.`.repeat(4)}a`],
  ],
  dns_domain: [
    ['', 'example.com.'],
    ['example.com', 'Example.com.'],
  ],
  iso_8601: [
    [
      '2020',
      '2020-01',
      '2020-02-29',
      '20200229',
      '2020-01-01T10',
      '2020-01-01T10:30:00Z',
      '2020-01-01 10:30:00.5+01:00',
      '2020-01-01T103000',
      '2020-01-01\n',
    ],
    [
      '',
      'yesterday',
      '2021-02-29',
      '2020-13-01',
      '2020-01-01T24:00',
      '2020-01-01T10:60',
      '0000',
      '2020-01-01T10:00+24:00',
      '202001',
    ],
  ],
  cron_expression: [
    [
      '',
      '* * * * *',
      '*/5 0-12/2 1,15 jan-mar mon#2',
      '0 0 l * *',
      '0 0 * * l5',
      '0 0 * * 7',
      '@daily',
      '* * * * * 30',
      '10/5 * * * *',
      '0 0 * * sat-sun',
    ],
    [
      '*',
      '61 * * * *',
      '* * * *',
      '0 24 * * *',
      '0 0 0 * *',
      '0 0 * 13 *',
      '0 0 * * 8',
      '5-1 * * * *',
      '*/0 * * * *',
      'x * * * *',
      '* * * * mon#6',
    ],
  ],
  timezone: [
    ['', 'UTC', 'Europe/Oslo', 'US/Eastern', 'europe/oslo'],
    ['Europe/Nowhere', '+01:00', 'x'],
  ],
  expiration: [['', '2099-01-01T00:00:00Z', ' 2099-01-01 '], ['later']],
};

for (const [name, [right, wrong]] of Object.entries(cases)) {
  test(`${name} takes what Heat takes and refuses what Heat refuses`, () => {
    for (const text of right) assert.equal(customProblem(name, text), undefined, text);
    for (const text of wrong) assert.notEqual(customProblem(name, text), undefined, text);
  });
}

test('what is not text is refused, empty values where the constraint lets them pass aside', () => {
  assert.equal(customProblem('ip_addr', 5)?.message, 'is not text');
  assert.equal(customProblem('dns_name', 0), undefined);
});

test('what only a cloud knows is not refused, and a constraint that does not exist refuses all', () => {
  assert.equal(customProblem('nova.flavor', 'm1.small'), undefined);
  assert.match(customProblem('no.such', 'x')?.message ?? '', /does not exist/);
});

test('what is empty is passed over by the constraints that take an empty text', () => {
  const empty = [[], new Map(), 0, false, null];
  for (const name of ['rel_dns_name', 'dns_name', 'dns_domain', 'cron_expression', 'timezone', 'expiration']) {
    for (const value of empty) assert.equal(customProblem(name, value), undefined, name);
  }
  for (const value of empty) assert.notEqual(customProblem('ip_addr', value), undefined);
  assert.notEqual(customProblem('rel_dns_name', ['a']), undefined);
});
