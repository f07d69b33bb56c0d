import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './testing/render-sample.ts';

const policy = (listed: string): readonly string[] =>
  problemsOf(`
parameters: {hidden: {type: string, hidden: true, default: nobody}}
resources:
  a: {type: OS::Heat::Value, properties: {value: 1}}
  s: {type: OS::Heat::RandomString}
  gone: {type: OS::Heat::None, condition: {equals: [1, 2]}}
  policy:
    type: OS::Heat::AccessPolicy
    properties:
      AllowedResources: ${listed}
`);

test('an access policy lists resources of its stack', () => {
  for (const listed of ['[]', '[a, policy]', '[{get_resource: a}]', '[{get_resource: s}]', '[{get_attr: [s, value]}]'])
    assert.deepEqual(policy(listed), [], listed);
  for (const listed of ['[nobody]', '[gone]', '[1]', '[null]', '[[a]]', '[{a: a}]'])
    assert.match(
      policy(`[a, ${listed.slice(1)}`).join(),
      /^template\.yaml:11:\d+ property-value: The stack has/,
      listed,
    );
  assert.doesNotMatch(policy('[{get_param: hidden}]').join(), /nobody/);
  assert.equal(policy('[{get_param: hidden}]').length, 1);
});
