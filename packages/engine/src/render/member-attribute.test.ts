import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, template } from './testing/render-sample.ts';

/** What is told where a member of a group is asked by a name that is a secret, known later, or no text. */
function told(type: string, asked: string): string {
  const body = `
parameters: {hidden: {type: string, hidden: true, default: hush}}
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: ${type}}}}
  later: {type: OS::Heat::SoftwareDeployment, properties: {server: local, config: {get_resource: config}}}
  config: {type: OS::Heat::SoftwareConfig, properties: {outputs: [{name: o}]}}
  v: {type: OS::Heat::Value, properties: {value: {get_attr: [g, ${asked}]}}}
`;
  return problemsOf(body, { files: { 'member.yaml': template('outputs: {o: {value: 1}}\n') } }).join('\n');
}

test('a name of an attribute that is a secret or known later is told without it', () => {
  for (const name of ['{get_param: hidden}', '{get_attr: [later, o]}']) {
    for (const path of [`resource.0, ${name}`, `resource.0, ${name}, 1`, `attributes, ${name}, 1`]) {
      for (const type of ['OS::Heat::RandomString', 'member.yaml']) {
        assert.match(
          told(type, path),
          /^template\.yaml:8:\d+ .*"g\/0" .* a value that is not shown$/,
          `${type} ${path}`,
        );
      }
    }
  }
});

test('a name that is no text is told as it is', () => {
  assert.match(told('OS::Heat::RandomString', 'resource.0, 1.5'), /"g\/0" has no attribute 1\.5$/);
  assert.match(told('OS::Heat::RandomString', 'resource.0, true, 1'), /"g\/0" has no attribute True$/);
  assert.match(told('member.yaml', 'resource.0, true, 1'), /name is no text: True$/);
});
