import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, renderSample, template } from './testing/render-sample.ts';

function group(definition: string): string {
  return `
resources:
  g:
    type: OS::Heat::AutoScalingGroup
    properties: {min_size: 1, max_size: 2, resource: ${definition}}
`;
}

test('members of a scaling group are checked by their type, whatever it is mapped to', () => {
  assert.equal(renderSample(group('{type: OS::Heat::RandomString}')).graph.nodes.get('g')?.kind, 'resource');
  assert.deepEqual(problemsOf(group('{type: OS::Heat::Nope}')), [
    'template.yaml:6:61 resource-type: There is no resource type "OS::Heat::Nope"',
  ]);
  assert.deepEqual(problemsOf(group('{type: OS::Heat::RandomString, properties: {length: 0}}')), [
    'template.yaml:6:106 property-value: The value 0 is out of range',
  ]);
  const environments = ['env.yaml'];
  const files = { 'env.yaml': 'resource_registry: {"OS::Heat::Nope": "OS::Heat::None"}\n' };
  assert.ok(renderSample(group('{type: OS::Heat::Nope, properties: {any: 1}}'), { environments, files }));
});

const files = {
  'n.yaml': template(`
parameters: {size: {type: number, default: 1}, name: {type: string}}
resources: {r: {type: OS::Heat::RandomString, properties: {length: {get_param: size}}}}
`),
  'g.yaml': template('resources: {r: {type: OS::Heat::RandomString, properties: {lenth: 1}}}\n'),
};
const told = (definition: string, sizes = 'min_size: 1') =>
  problemsOf(group(definition).replace('min_size: 1', sizes), { files });

test('a template that stands for the members is looked into with what they are given', () => {
  assert.deepEqual(told('{type: n.yaml, properties: {name: a}}'), []);
  assert.match(
    told('{type: n.yaml, properties: {name: a, size: 0}}').join(),
    /^n\.yaml:4:.* The value 0 is out of range$/,
  );
  assert.match(told('{type: n.yaml}').join(), /parameter-missing: .*"name"/);
  assert.match(told('{type: n.yaml, properties: {name: a, nome: b}}').join(), /parameter-unknown: .*"nome"/);
  assert.match(told('{type: g.yaml}').join(), /^g\.yaml:2:.* no property "lenth"/);
  assert.match(told('{type: h.yaml}').join(), /h\.yaml/);
  const inner = '{type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: g.yaml}}}';
  assert.match(told(inner).join(), /^g\.yaml:2:/);
});

test('the definition of the members has the form of a resource', () => {
  assert.match(told('{properties: {length: 1}}').join(), /has no type/);
  for (const [part, wrong] of Object.entries({ type: '3', properties: '', metadata: 'x', update_policy: 'x' }))
    assert.match(
      told(`{type: OS::Heat::None, ${part}: ${wrong}}`).join(),
      new RegExp(`The "${part}" of the members`),
      part,
    );
  assert.match(told('{type: OS::Heat::Value, deletion_policy: Foo}').join(), /no deletion policy "Foo"/);
  assert.match(told('{type: OS::Heat::RandomString, update_policy: {a: 1}}').join(), /has no update policy/);
  assert.deepEqual(told('{type: OS::Heat::RandomString, unknown: 1, depends_on: nobody, deletion_policy: Retain}'), []);
});

test('of a group that begins without members, the form of their definition counts and nothing else', () => {
  assert.deepEqual(told('{type: OS::Heat::Nope}', 'min_size: 0'), []);
  assert.deepEqual(told('{type: OS::Heat::Nope}', 'min_size: 0, desired_capacity: 0'), []);
  assert.equal(told('{type: OS::Heat::Nope}', 'min_size: 0, desired_capacity: 1').length, 1);
  assert.deepEqual(told('{type: OS::Heat::Nope, deletion_policy: Retain, update_policy: {a: 1}}', 'min_size: 0'), []);
  assert.match(told('{}', 'min_size: 0').join(), /has no type/);
  assert.match(told('{type: OS::Heat::Nope, metadata: x}', 'min_size: 0').join(), /The "metadata" of the members/);
  assert.match(told('{type: OS::Heat::Nope, deletion_policy: x}', 'min_size: 0').join(), /no deletion policy "x"/);
});

test('a group of instances refers to its launch configuration', () => {
  const instances = (type: string, properties: string) =>
    problemsOf(`
resources:
  g: {type: ${type}, properties: {AvailabilityZones: [z], ${properties}}}
  conf: {type: AWS::AutoScaling::LaunchConfiguration, properties: {ImageId: i, InstanceType: t}}
  other: {type: OS::Heat::Value, properties: {value: 1}}
`);
  const scaling = (properties: string) =>
    instances('AWS::AutoScaling::AutoScalingGroup', `MinSize: 1, MaxSize: 2${properties}`);
  assert.deepEqual(scaling(', LaunchConfigurationName: {get_resource: conf}'), []);
  assert.match(scaling('').join(), /Nothing says what the instances are made of/);
  assert.match(scaling(', InstanceId: a, LaunchConfigurationName: {get_resource: conf}').join(), /Two things say/);
  assert.match(scaling(', LaunchConfigurationName: conf').join(), /"conf" is no reference to a launch configuration/);
  assert.match(scaling(', LaunchConfigurationName: 10').join(), /"10" is no reference to a launch configuration/);
  const group = (name: string) => instances('OS::Heat::InstanceGroup', `Size: 1, LaunchConfigurationName: ${name}`);
  assert.deepEqual(group('{get_resource: conf}'), []);
  assert.match(group('nope').join(), /"nope" is no reference/);
  assert.match(group('""').join(), /"" is no reference/);
  assert.match(group('{get_resource: other}').join(), /"other" is no reference/);
  assert.match(group('nope, AvailabilityZones: [{get_attr: [other, value]}]').join(), /"nope" is no reference/);
});

test('what members of a scaling group say is known later', () => {
  const body = `${group('{type: OS::Heat::None}')}outputs: {o: {value: {get_attr: [g, resource.0, value]}}}`;
  assert.ok(renderSample(body));
  assert.match(problemsOf(body.replace('resource.0', 'resorce')).join(), /attribute-unknown/);
});
