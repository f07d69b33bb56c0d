import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

test('a misspelt name finds the name that was meant', () => {
  assert.equal(nearest('porject', ['subject', 'project']), 'project');
  assert.equal(nearest('lst', ['show', 'list']), 'list');
  assert.equal(nearest('LIST', ['show', 'list']), 'list');
});

test('a name like no other finds none', () => {
  assert.equal(nearest('frobnicate', ['list', 'show']), undefined);
  assert.equal(nearest('x', ['y']), undefined);
  assert.equal(nearest('', ['ab']), undefined);
});

test('of two that are equally near the first is taken', () => {
  assert.equal(nearest('web-3', ['web-1', 'web-2']), 'web-1');
});

test('a name that goes on where another ends is like it, if nothing is nearer', () => {
  assert.equal(nearest('is_production', ['is_test', 'is_prod']), 'is_prod');
  assert.equal(nearest('web', ['website-of-the-shop']), undefined);
});
