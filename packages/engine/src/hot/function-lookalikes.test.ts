import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FunctionLookalikes } from './function-lookalikes.ts';

const lookalikes = new FunctionLookalikes(['get_param', 'list_join', 'filter'], new Map([['map_merge', '2016-10-14']]));

test('a key that is nearly a function says which', () => {
  assert.equal(lookalikes.of('get_parame')?.details.hint, 'Did you mean "get_param"?');
  assert.equal(lookalikes.of('list_jion')?.message, 'There is no function "list_jion", so this is data');
});

test('a function of a later version says since when it is one', () => {
  assert.equal(lookalikes.of('map_merge')?.details.expected, 'heat_template_version: 2016-10-14 or later');
});

test('words that only remind of a function are data', () => {
  for (const key of ['filters', 'filter_rules', 'value', 'get_param_names', 'list_item', 'a_b']) {
    assert.equal(lookalikes.of(key), undefined, key);
  }
});
