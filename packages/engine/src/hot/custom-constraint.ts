import { nearest } from '../diagnostics/nearest.ts';
import { isCronExpression } from './cron-expression.ts';
import { dnsNameProblem, domainProblem, relativeNameProblem } from './dns-name.ts';
import { isTruthy } from './functions/python-truth.ts';
import { isIsoTime } from './iso-time.ts';
import { isIpAddress, isMacAddress, isSubnet } from './network-address.ts';
import { stripped } from './read-number.ts';
import { isTimeZone } from './time-zone.ts';
import type { Value } from './value.ts';

interface Custom {
  readonly expected: string;
  /** Whether the empty text and other empty values are fine. */
  readonly mayBeEmpty: boolean;
  /** What is wrong with a text. */
  readonly problem: (text: string) => string | undefined;
}

/** The custom constraints that can be checked without a cloud. Heat: `constraint/common_constraints.py`. */
const customs: ReadonlyMap<string, Custom> = new Map([
  ['ip_addr', custom('an IP address', isIpAddress)],
  ['mac_addr', custom('a MAC address', isMacAddress)],
  ['net_cidr', custom('a network such as 192.0.2.0/24', isSubnet)],
  [
    'ip_or_cidr',
    custom('an IP address or a network', (text) => (text.includes('/') ? isSubnet(text) : isIpAddress(text))),
  ],
  ['dns_name', { expected: 'a name of DNS', mayBeEmpty: true, problem: dnsNameProblem }],
  ['rel_dns_name', { expected: 'a name of DNS without its domain', mayBeEmpty: true, problem: relativeNameProblem }],
  ['dns_domain', { expected: 'a domain that ends with "."', mayBeEmpty: true, problem: domainProblem }],
  ['iso_8601', custom('a time in the form of ISO 8601', isIsoTime)],
  ['cron_expression', custom('a time table of cron', isCronExpression, true)],
  ['timezone', custom('a time zone such as Europe/Oslo', isTimeZone, true)],
  // Heat's own tests have it; it only waits.
  ['test_constr', { expected: 'anything', mayBeEmpty: true, problem: () => undefined }],
  ['expiration', custom('a time in the form of ISO 8601', (text) => isIsoTime(stripped(text)), true)],
]);

/** Services of a cloud: what their constraints ask for is not here to be looked up, and no value is refused. */
const services =
  /^(?:barbican|blazar|cinder|designate|glance|ironic|keystone|magnum|manila|mistral|monasca|neutron|nova|octavia|sahara|senlin|trove|zaqar)\./;

interface CustomBreach {
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
  /** Whether it is the constraint that is wrong, and not the value. */
  readonly isUnknown?: true;
}

/**
 * What is wrong with a value under a custom constraint, and what would be right; `undefined` where nothing is. A
 * constraint that does not exist refuses every value, as in Heat. Whether an expiration lies ahead is not looked at.
 */
export function customProblem(name: string, value: Value): CustomBreach | undefined {
  const found = customs.get(name);
  if (found === undefined) {
    if (services.test(name)) return undefined;
    const expected = `one of the constraints ${[...customs.keys()].join(', ')}`;
    const near = nearest(name, customs.keys());
    const hint = near === undefined ? {} : { hint: `Did you mean "${near}"?` };
    return { message: `has a constraint "${name}", which does not exist`, expected, ...hint, isUnknown: true };
  }
  if (found.mayBeEmpty && !isTruthy(value)) return undefined;
  const message = typeof value === 'string' || name === 'test_constr' ? found.problem(String(value)) : 'is not text';
  return message === undefined ? undefined : { message, expected: found.expected };
}

function custom(expected: string, fits: (text: string) => boolean, mayBeEmpty = false): Custom {
  return { expected, mayBeEmpty, problem: (text) => (fits(text) ? undefined : `is not ${expected}`) };
}
