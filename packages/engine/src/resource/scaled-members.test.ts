import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../hot/value.ts';
import { describeScaled, scaledSize } from './scaled-members.ts';

const heat = 'OS::Heat::AutoScalingGroup';
const later = new Unknown({ kind: 'attribute', address: 'a', path: ['size'] });
const properties = (given: Readonly<Record<string, Value>>) => new Map(Object.entries(given));

test('a scaling group begins with the size that is wanted, else with the least', () => {
  assert.equal(scaledSize(heat, properties({ min_size: 2, max_size: 5 })), 2);
  assert.equal(scaledSize(heat, properties({ min_size: 2, max_size: 5, desired_capacity: 3 })), 3);
  assert.equal(scaledSize(heat, properties({ min_size: 2, desired_capacity: 0 })), 2);
  assert.equal(scaledSize(heat, properties({ min_size: later, max_size: 5 })), undefined);
  assert.equal(scaledSize(heat, properties({ min_size: 1, desired_capacity: later })), undefined);
  assert.equal(scaledSize('OS::Heat::InstanceGroup', properties({ Size: 0 })), 0);
});

test('what it would have is said as far as it is known', () => {
  const resource = properties({ type: 'node.yaml' });
  const of = (type: string, given: Readonly<Record<string, Value>>) => describeScaled(type, properties(given));
  assert.equal(of(heat, { min_size: 1, max_size: 5, resource }), 'with 1 member of node.yaml, from 1 to 5');
  assert.equal(
    of(heat, { min_size: later, max_size: 5, resource: later }),
    'with members of a type that is not known yet',
  );
  assert.equal(of('OS::Heat::InstanceGroup', { Size: 2 }), 'with 2 members of AWS::EC2::Instance');
  assert.equal(of('OS::Heat::Value', {}), undefined);
});
