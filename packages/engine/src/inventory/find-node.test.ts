import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNode, unknownNodeHint } from './find-node.ts';
import type { Inventory } from './inventory.ts';
import { parseInventory } from './parse-inventory.ts';

function inventory(hosts: string): Inventory {
  const text = `all: {vars: {ansible_connection: local}}\nweb: {hosts: {${hosts}}}\n`;
  return parseInventory(text, 'f').value ?? assert.fail();
}

test('a node is found by its whole name', () => {
  assert.equal(findNode(inventory('web1: , web2: '), 'web2')?.name, 'web2');
  assert.equal(findNode(inventory('web1: '), 'web'), undefined);
});

test('for a name that no node has, the hint is what was perhaps meant', () => {
  assert.equal(unknownNodeHint(inventory('frontend: , backend: '), 'fronted'), 'Did you mean "frontend"?');
  assert.equal(unknownNodeHint(inventory('frontend: '), 'web'), '"web" is a group; name one of its nodes');
  assert.equal(unknownNodeHint(inventory('web1: , web2: '), 'database'), 'The inventory has "web1", "web2"');
  assert.match(unknownNodeHint(inventory('"web[1:9]": '), 'database'), /"web5" and 4 more$/);
  assert.equal(unknownNodeHint(inventory(''), 'a'), 'The inventory has no nodes; add the node to it');
});
