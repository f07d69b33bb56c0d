import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../diagnostics/diagnostic.ts';
import { reasonOf } from './reason-of.ts';

test('a reason names the part of the resource, or the place in a template, that it is about', () => {
  const told = (path: string) => reasonOf(problem('property-value', 'It is wrong', { path }), 'a/b');
  assert.equal(told('a/b.count'), 'count: It is wrong');
  assert.equal(told('a/b:config'), 'config: It is wrong');
  assert.equal(told('a/b: deletion_policy'), 'deletion_policy: It is wrong');
  assert.equal(told('a/b'), 'It is wrong');
  assert.equal(told('a/bc.count'), 'It is wrong');
  const at = { file: 'n.yaml', line: 3, column: 1 };
  assert.equal(reasonOf(problem('property-value', 'It is wrong', { at, path: 'x' }), 'a/b'), 'n.yaml:3: It is wrong');
});
