import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { knownBy } from './explain-differences.ts';

const json = (text: string): Value => parseJson(text) ?? null;

/** The rule for a difference of a case, by what each has. */
const ruleFor = (what: string, template: string, heat: Value, tyto: Value, answer: Value = null) => {
  const line = JSON.stringify({ template, update: { template } });
  return knownBy([{ what, heat, tyto }], { heat: answer, tyto: null, line })?.[0]?.rule.name;
};

test('ids and ends of names are by chance, and nothing else is', () => {
  const known = (heat: string, tyto: string) => ruleFor('output o', '', [heat], [tyto]);
  assert.equal(known('stack-r-5wzdnjfvnwee-0-karx373kd6or', 'stack-r-0-cq4pnqxvez6o'), 'names-by-chance');
  assert.equal(known('stack-r-5wzdnjfvnwee-0-karx373kd6or', 'stack-r-1-cq4pnqxvez6o'), undefined);
  const id = '84cebfa6-de78-f909-89b1-312056914d6d';
  assert.equal(known(`arn:openstack:heat::admin:stacks/s/${id}`, id.replace('8', '9')), 'names-by-chance');
  assert.equal(known(id, 'an-id'), undefined);
});

test('a deployed server has another name and no agent, and its other attributes are the same', () => {
  const heat = '[{"name": "stack-r-c7lajyq6rsuk", "os_collect_config": {"collectors": []}, "a": 1}]';
  const known = (tyto: string, type = 'OS::Heat::DeployedServer') => ruleFor('output o', type, json(heat), json(tyto));
  assert.equal(known('[{"name": "r", "os_collect_config": null, "a": 1}]'), 'names-of-deployed-servers');
  assert.equal(known('[{"name": "s", "os_collect_config": null, "a": 1}]'), undefined);
  assert.equal(known('[{"name": "r", "os_collect_config": null, "a": 2}]'), undefined);
  assert.equal(known('[{"name": "r", "os_collect_config": null, "a": 1}]', 'OS::Nova::Server'), undefined);
});

test('what has a condition may be updated for it alone', () => {
  const reason = json('{"reason": "ResourceActionRestricted: resources.r: update is restricted for resource."}');
  const known = (resource: string) =>
    ruleFor('after status', `resources: {r: ${resource}}\n`, 'UPDATE_FAILED', 'UPDATE_COMPLETE', reason);
  assert.equal(known('{type: T, condition: true}'), 'condition-as-change');
  assert.equal(known('{type: T}'), undefined);
});

test('a way is known late only where it is worked out', () => {
  const error = "The Referenced Attribute (g ('refs_map', 'a')) is incorrect.";
  const known = (call: string) => ruleFor('error of output o', `outputs: {o: {value: ${call}}}\n`, error, null);
  assert.equal(known('{get_attr: [g, refs_map, {get_attr: [v, value]}]}'), 'way-known-late');
  assert.equal(known('{get_attr: [g, refs_map, a]}'), undefined);
  assert.equal(known('{get_attr: [h, refs_map, {get_attr: [v, value]}]}'), undefined);
});

test('a handle is made anew by an update, and no other resource is', () => {
  const heat = json('{"after": {"status": "UPDATE_COMPLETE"}}');
  const known = (type: string) => ruleFor('after replaced', `resources: {r: {type: ${type}}}\n`, ['r'], [], heat);
  assert.equal(known('OS::Heat::UpdateWaitConditionHandle'), 'handles-made-anew');
  assert.equal(known('OS::Heat::Delay'), 'handles-made-anew');
  assert.equal(known('OS::Heat::WaitConditionHandle'), undefined);
});

test('a map whose keys are replaced by numbers cannot be written by Heat', () => {
  const error = '"str_replace" params must be strings. Failed to json serialize {\'a\': 1, 0: 0}';
  const known = (by: string) =>
    ruleFor('error of output o', `outputs: {o: {value: {map_replace: [{a: 1}, {keys: ${by}}]}}}\n`, error, '');
  assert.equal(known('{b: 0}'), 'keys-of-map-replace');
  assert.equal(known('{get_param: p}'), 'keys-of-map-replace');
  assert.equal(known('{b: c}'), undefined);
});
