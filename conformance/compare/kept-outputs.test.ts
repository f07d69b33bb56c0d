import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { knownBy } from './explain-differences.ts';

const template = (asks: string): string =>
  `resources: {n: {type: n.yaml}, r: {type: OS::Heat::Value, properties: {value: ${asks}}}}\noutputs: {o: {value: {get_attr: [r, value]}}}\n`;

const ruleFor = (asks: string, what: string, heat: Value, tyto: Value, error = ''): string | undefined => {
  const line = JSON.stringify({ template: template(asks), update: { template: template(asks) } });
  const answer = parseJson('{"outputs": {"o": "before"}, "after": {"status": "UPDATE_COMPLETE"}}') ?? null;
  const ours = parseJson(`{"after": {"status": "UPDATE_FAILED", "errors": [{"path": "${error}"}]}}`) ?? null;
  return knownBy([{ what, heat, tyto }], { heat: answer, tyto: ours, line })?.[0]?.rule.name;
};

test('what a nested stack gave before an update is known where a resource asks for it, and nowhere else', () => {
  const asks = '{get_attr: [n, o]}';
  assert.equal(ruleFor(asks, 'after output o', 'before', 'now'), 'outputs-kept-in-update');
  assert.equal(ruleFor(asks, 'after output o', 'else', 'now'), undefined);
  assert.equal(ruleFor('1', 'after output o', 'before', 'now'), undefined);
  const failed = (path: string): string | undefined =>
    ruleFor(asks, 'after status', 'UPDATE_COMPLETE', 'UPDATE_FAILED', path);
  assert.equal(failed('resources.r.properties.value'), 'outputs-kept-in-update');
  assert.equal(failed('resources.n.properties.value'), undefined);
});
