import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { knownBy } from './explain-differences.ts';

const ruleFor = (before: string, now: string, path: string): string | undefined => {
  const template = (resource: string): string => `resources: {r: ${resource}}\n`;
  const line = JSON.stringify({ template: template(before), update: { template: template(now) } });
  const errors = `[{"code": "property-value", "path": "${path}"}]`;
  const tyto = parseJson(`{"after": {"status": "UPDATE_FAILED", "errors": ${errors}}}`) ?? null;
  const differences = [{ what: 'after status', heat: 'UPDATE_COMPLETE', tyto: 'UPDATE_FAILED' }];
  return knownBy(differences, { heat: null, tyto, line })?.[0]?.rule.name;
};

test('what is not of the type of a value is known where an update gives it to one that is there', () => {
  const typed = '{type: OS::Heat::Value, properties: {type: json, value: {get_attr: [v, value]}}}';
  const plain = '{type: OS::Heat::Value, properties: {value: 1}}';
  assert.equal(ruleFor(plain, typed, 'resources.r.properties.value'), 'type-of-value-in-update');
  assert.equal(ruleFor(typed, plain, 'resources.r.properties.value'), undefined);
  assert.equal(ruleFor('{type: OS::Heat::None}', typed, 'resources.r.properties.value'), undefined);
  assert.equal(ruleFor(plain, typed, 'resources.r.properties.type'), undefined);
});
