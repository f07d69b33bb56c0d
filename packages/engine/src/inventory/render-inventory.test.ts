import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Float, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Inventory } from './inventory.ts';
import { parseInventory } from './parse-inventory.ts';
import { renderInventory } from './render-inventory.ts';

function parse(text: string): Inventory {
  const { value, problems } = parseInventory(text, 'hosts.yaml');
  assert.deepEqual(problems, [], text);
  assert.ok(value !== undefined);
  return value;
}

/** An inventory but for the places, which writing changes. */
function placeless(inventory: Inventory): unknown {
  const nodes = [...inventory.nodes.values()].map(({ at, ...node }) => ({ ...node, variables: [...node.variables] }));
  return { nodes, groups: [...inventory.groups] };
}

test('every host has all its variables, every group all its hosts', () => {
  const inventory = parse(`
all:
  vars: {ansible_connection: local, region: north}
  hosts: {lone: }
  children:
    site: {children: {web: {hosts: {"web[1:2]": {port: 80, pw: !tyto/secret pw@2}}}}}
    empty:
`);
  assert.equal(
    renderInventory(inventory),
    `all:
  hosts:
    lone:
      ansible_connection: local
      region: north
    web1:
      ansible_connection: local
      region: north
      port: 80
      pw: !tyto/secret pw@2
    web2:
      ansible_connection: local
      region: north
      port: 80
      pw: !tyto/secret pw@2
  children:
    site:
      hosts:
        web1: {}
        web2: {}
    web:
      hosts:
        web1: {}
        web2: {}
    empty:
      hosts: {}
`,
  );
});

test('an inventory without hosts can be read again', () => {
  const inventory = parse('all: {hosts: {}}');
  assert.deepEqual(placeless(parse(renderInventory(inventory))), placeless(inventory));
});

test('a value that is secret is never written', () => {
  const [node] = parse('all: {hosts: {localhost: }}').nodes.values();
  assert.ok(node !== undefined);
  const pw = new Tainted('hunter2', { kind: 'secret', name: 'pw', version: 1 });
  const nodes = new Map([['localhost', { ...node, variables: new Map<string, Value>([['pw', pw]]) }]]);
  assert.match(renderInventory({ kind: 'Inventory', nodes, groups: new Map() }), /pw: !tyto\/secret pw@1\n/);
});

const name = fc.constantFrom(
  'a',
  'b-1',
  'c.example.org',
  '192.0.2.7',
  '2001:db8::1',
  'true',
  '010',
  'odd:22_',
  'é',
  '~',
);
const group = fc.constantFrom('web', 'db', 'g 1', 'yes', '7', 'Ünit');
const value = fc.constantFrom<Value>(
  'x',
  '1',
  1,
  2n ** 70n,
  null,
  new Float(2),
  ['a', new Map([['k', 'no']])],
  '{{ x }}',
  '\n',
);
const variables = fc.array(fc.tuple(fc.constantFrom('v', 'ansible_user', 'on', 'k v'), value), { maxLength: 4 });
const inventories = fc
  .tuple(fc.dictionary(name, variables, { maxKeys: 6 }), fc.dictionary(group, fc.subarray(['a', 'b-1', 'é', 'true'])))
  .map(([hosts, groups]): Inventory => inventoryOf(hosts, groups));

/** An inventory as `parseInventory` would have made it. */
function inventoryOf(
  hosts: Readonly<Record<string, readonly (readonly [string, Value])[]>>,
  named: Readonly<Record<string, readonly string[]>>,
): Inventory {
  const names = Object.keys(hosts);
  const inGroups = Object.entries(named).map(
    ([group, members]) => [group, names.filter((each) => members.includes(each))] as const,
  );
  const lone = names.filter((each) => !inGroups.some(([, members]) => members.includes(each)));
  const groups = new Map<string, readonly string[]>([['all', names], ['ungrouped', lone], ...inGroups]);
  const nodes = names.map((each) => {
    const own = [...groups].filter(([group, members]) => group !== 'all' && members.includes(each));
    const secret = new Unknown({ kind: 'secret', name: `${each.length}`, version: 1 });
    const plain = (hosts[each] ?? []).filter(([key, item]) => key !== 'ansible_user' || item !== '{{ x }}');
    const variables = new Map<string, Value>([['ansible_connection', 'local'], ...plain, ['pw', secret]]);
    const at = { file: 'f', line: 1, column: 1 };
    const node = { name: each, at, groups: own.map(([group]) => group).sort(), variables };
    return [each, { ...node, connection: { kind: 'local' } as const }] as const;
  });
  return { kind: 'Inventory', nodes: new Map(nodes), groups };
}

test('whatever is rendered is read again as the same inventory and rendered in the same bytes', () => {
  fc.assert(
    fc.property(inventories, (inventory) => {
      const written = renderInventory(inventory);
      const again = parse(written);
      assert.deepEqual(placeless(again), placeless(inventory));
      assert.equal(renderInventory(again), written);
    }),
  );
});
