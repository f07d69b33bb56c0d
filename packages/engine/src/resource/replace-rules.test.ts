import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import { withDefaults } from './check-properties.ts';
import { replacedAlways, replacingProperties } from './replace-rules.ts';
import { resourceType } from './resource-types.ts';

type Properties = Readonly<Record<string, Value>>;

function replacing(name: string, before: Properties, now: Properties): readonly string[] {
  const type = resourceType(name) ?? assert.fail(name);
  const sides = [before, now].map((each) => withDefaults(type, new Map(Object.entries(each))));
  const changed = Object.keys({ ...before, ...now }).filter((each) => before[each] !== now[each]);
  return [...replacingProperties(type, new Set(changed), sides[0] ?? new Map(), sides[1] ?? new Map())];
}

test('what the schema does not update in place replaces', () => {
  assert.deepEqual(replacing('OS::Neutron::Net', { name: 'a' }, { name: 'b' }), []);
  assert.deepEqual(replacing('OS::Neutron::Subnet', { cidr: 'a', name: 'a' }, { cidr: 'b', name: 'b' }), ['cidr']);
});

test('a server is replaced where its policies say so, which is the default for user data', () => {
  const server = (before: Properties, now: Properties) => replacing('OS::Nova::Server', before, now);
  assert.deepEqual(server({ flavor: 'a' }, { flavor: 'b' }), []);
  assert.deepEqual(server({ flavor: 'a' }, { flavor: 'b', flavor_update_policy: 'REPLACE' }), ['flavor']);
  assert.deepEqual(server({ image: 'a' }, { image: 'b', image_update_policy: 'REPLACE' }), ['image']);
  assert.deepEqual(server({ user_data: 'a' }, { user_data: 'b' }), ['user_data']);
  assert.deepEqual(server({ user_data: 'a' }, { user_data: 'b', user_data_update_policy: 'IGNORE' }), []);
});

test('an address that moves to another machine is made anew, another region is another stack', () => {
  const eip = (before: Properties, now: Properties) => replacing('AWS::EC2::EIPAssociation', before, now);
  assert.deepEqual(eip({ EIP: 'a', InstanceId: 'i' }, { EIP: 'b', InstanceId: 'i' }), []);
  assert.deepEqual(eip({ EIP: 'a', InstanceId: 'i' }, { EIP: 'b', InstanceId: 'j' }), ['EIP']);
  const context = (region: string, insecure: boolean): Properties => ({
    context: new Map<string, Value>([
      ['region_name', region],
      ['insecure', insecure],
    ]),
  });
  assert.deepEqual(replacing('OS::Heat::Stack', context('a', true), context('a', false)), []);
  assert.deepEqual(replacing('OS::Heat::Stack', context('a', true), context('b', true)), ['context']);
});

test('a port may say that it is replaced always', () => {
  const port = resourceType('OS::Neutron::Port') ?? assert.fail();
  assert.equal(replacedAlways(port, new Map([['replacement_policy', 'AUTO']])), undefined);
  assert.match(replacedAlways(port, new Map([['replacement_policy', 'REPLACE_ALWAYS']])) ?? '', /REPLACE_ALWAYS/);
});
