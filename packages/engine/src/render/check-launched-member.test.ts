import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, template } from './testing/render-sample.ts';

const instance = template(`
parameters: {ImageId: {type: string}, InstanceType: {type: string}, Tags: {type: json}}
resources: {r: {type: OS::Heat::RandomString}}
`);

interface Launched {
  readonly type?: string;
  readonly group?: string;
  readonly launch?: string;
  /** The template that stands for an instance; none where it is empty. */
  readonly stands?: string;
  readonly registry?: string;
}

/** What is wrong where a group makes its instances of a launch configuration. */
function told({
  type = 'OS::Heat::InstanceGroup',
  group = 'Size: 1',
  launch = 'ImageId: i, InstanceType: t',
  stands = instance,
  registry = stands === '' ? '{}' : '{"AWS::EC2::Instance": instance.yaml}',
}: Launched): readonly string[] {
  const body = `
resources:
  g:
    type: ${type}
    properties: {AvailabilityZones: [z], LaunchConfigurationName: {get_resource: conf}, ${group}}
  conf:
    type: AWS::AutoScaling::LaunchConfiguration
    metadata: {given: 1}
    properties:
      ${launch.split(', ').join('\n      ')}
`;
  const files = { 'env.yaml': `resource_registry: ${registry}\n`, 'instance.yaml': stands };
  return problemsOf(body, { environments: ['env.yaml'], files });
}

const scaling: Launched = { type: 'AWS::AutoScaling::AutoScalingGroup', group: 'MinSize: 1, MaxSize: 2' };

test('a member of a group of instances is made of what the launch configuration gives', () => {
  assert.deepEqual(told({ stands: '' }), []);
  assert.deepEqual(told({}), []);
  assert.deepEqual(told({ ...scaling, stands: '' }), []);
  assert.deepEqual(told(scaling), []);
  assert.deepEqual(told({ launch: 'ImageId: i' }), [
    'template.yaml:11:7 parameter-missing: Property "InstanceType" is missing: the template instance.yaml needs it',
  ]);
  assert.match(told({ stands: '', launch: 'ImageId: i' }).join(), /"InstanceType"/);
  assert.deepEqual(told({ launch: 'ImageId: i, InstanceType: t, KeyName: k' }), [
    'template.yaml:13:7 parameter-unknown: The template instance.yaml has no parameter "KeyName"',
  ]);
});

test('what the group gives to its members is told where the group is made of a launch configuration', () => {
  assert.deepEqual(told({ stands: instance.replace('Tags', 'Others') }), [
    'template.yaml:6:67 parameter-unknown: The template instance.yaml has no parameter "Tags"',
    'template.yaml:11:7 parameter-missing: Property "Others" is missing: the template instance.yaml needs it',
  ]);
  const subnet = { ...scaling, group: `${scaling.group}, VPCZoneIdentifier: [s]` };
  assert.match(told(subnet).join(), /no parameter "SubnetId"/);
  assert.deepEqual(told({ ...subnet, stands: instance.replace('Tags:', 'SubnetId: {type: string}, Tags:') }), []);
});

test('a template that stands for the instances is looked into', () => {
  assert.deepEqual(told({ stands: instance.replace('RandomString', 'Nope') }), [
    'instance.yaml:4:23 resource-type: There is no resource type "OS::Heat::Nope"',
  ]);
});

test('the name of the members that a registry maps does not count', () => {
  assert.deepEqual(told({ registry: '{"OS::Heat::ScaledResource": OS::Heat::RandomString}' }), []);
  assert.match(told({ registry: '{"AWS::EC2::Instance": OS::Heat::RandomString}' }).join(), /no property "ImageId"/);
});

test('a group without members is not looked into, nor one that takes after an instance of a cloud', () => {
  const stands = instance.replace('RandomString', 'Nope');
  assert.deepEqual(told({ stands, group: 'Size: 0' }), []);
  assert.deepEqual(told({ stands, group: 'Size: -1' }), []);
  assert.deepEqual(told({ stands, launch: 'InstanceId: a' }), []);
  assert.equal(told({ stands, group: 'Size: 2' }).length, 1);
});
