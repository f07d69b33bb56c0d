import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInventory, readInventoryDraft } from './parse-inventory.ts';
import { variableSources } from './variable-sources.ts';

const text = `all:
  vars: {port: 1, far: 2}
  children:
    web:
      vars: {port: 3}
      children:
        front:
          vars: {port: 4}
          hosts:
            a: {port: 5}
            b:
  hosts:
    c:
`;

function sourcesOf(host: string, variable: string): readonly string[] {
  const draft = readInventoryDraft(text, 'hosts').value;
  assert.ok(draft !== undefined);
  return variableSources(draft, host, variable).map(({ by, name, value, at }) => `${by} ${name} ${value} ${at.line}`);
}

test('the places that give a variable come by precedence: the host, then its groups from the deepest', () => {
  assert.deepEqual(sourcesOf('a', 'port'), ['host a 5 10', 'group front 4 8', 'group web 3 5', 'group all 1 2']);
  assert.deepEqual(sourcesOf('b', 'port'), ['group front 4 8', 'group web 3 5', 'group all 1 2']);
  assert.deepEqual(sourcesOf('c', 'port'), ['group all 1 2']);
  assert.deepEqual(sourcesOf('a', 'none'), []);
});

test('the first of them gives the variable that the host has', () => {
  const nodes = parseInventory(text, 'hosts').value?.nodes ?? new Map();
  for (const host of ['a', 'b', 'c']) {
    const [, , value] = sourcesOf(host, 'port')[0]?.split(' ') ?? [];
    assert.equal(value, String(nodes.get(host)?.variables.get('port')));
  }
});
