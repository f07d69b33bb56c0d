import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, renderSample } from './testing/render-sample.ts';

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

test('what members of a scaling group say is known later', () => {
  const body = `${group('{type: OS::Heat::None}')}outputs: {o: {value: {get_attr: [g, resource.0, value]}}}`;
  assert.ok(renderSample(body));
  assert.match(problemsOf(body.replace('resource.0', 'resorce')).join(), /attribute-unknown/);
});
