import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseLine } from '../generate/case-text.ts';
import { call, map, mapOf, written } from '../generate/doc.ts';
import type { StackCase } from '../generate/make-case.ts';
import { shrinkCase } from './shrink-case.ts';

const template = map({
  heat_template_version: written('wallaby'),
  resources: map({ a: map({ type: 'OS::Heat::None' }), b: map({ type: 'OS::Heat::Value' }) }),
  outputs: map({ o: map({ value: call('list_join', [',', ['culprit', 'x', call('get_param', 'p')]]) }) }),
});
const large: StackCase = {
  action: 'create',
  request: { template, environments: [map({ parameters: map({ p: 1 }) })], files: [], parameters: mapOf([['q', 1]]) },
  style: 0,
};

test('a case is made as small as still shows what it is kept for', async () => {
  const smallest = await shrinkCase(large, (each) => Promise.resolve(caseLine(each).includes('culprit')), 500);
  assert.ok(caseLine(smallest).length < 100, caseLine(smallest));
});

test('no more cases are tried than is said', async () => {
  let tries = 0;
  await shrinkCase(large, () => Promise.resolve(++tries > 1_000_000), 7);
  assert.equal(tries, 7);
});
