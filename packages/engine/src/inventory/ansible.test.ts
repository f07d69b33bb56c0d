import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { Float, isList, isMap, type Value } from '../hot/value.ts';
import type { Inventory } from './inventory.ts';
import { parseInventory } from './parse-inventory.ts';
import { renderInventory } from './render-inventory.ts';

/** What Ansible makes of an inventory: the variables of each host, in order, and the hosts of each group. */
interface Reading {
  readonly nodes: Readonly<Record<string, unknown>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Reads many inventories in one process: Ansible takes a second to start. */
const reader = `
import json, os, sys, tempfile
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.vars.manager import VariableManager
internal = {'inventory_file', 'inventory_dir', 'inventory_hostname', 'inventory_hostname_short', 'group_names',
    'groups', 'omit', 'playbook_dir', 'ansible_playbook_python', 'ansible_config_file', 'ansible_version',
    'ansible_inventory_sources', 'ansible_facts'}
readings = []
with tempfile.TemporaryDirectory() as home:
    for text in json.load(sys.stdin):
        path = os.path.join(home, 'inventory.yaml')
        with open(path, 'w') as file:
            file.write(text)
        loader = DataLoader()
        inventory = InventoryManager(loader=loader, sources=[path])
        manager = VariableManager(loader=loader, inventory=inventory)
        nodes = {}
        for name, host in inventory.hosts.items():
            variables = manager.get_vars(host=host, include_hostvars=False)
            nodes[name] = {key: value for key, value in variables.items() if key not in internal}
            nodes[name]['_groups'] = variables['group_names']
        groups = {name: sorted(host.name for host in group.get_hosts()) for name, group in inventory.groups.items()}
        readings.append({'nodes': nodes, 'groups': groups})
print(json.dumps(readings))
`;

function ansible(context: TestContext): { readonly inventory: string; readonly python: string } | undefined {
  const found = spawnSync('sh', ['-c', 'command -v ansible-inventory'], { encoding: 'utf8' });
  const inventory = found.stdout.trim();
  const python = inventory === '' ? undefined : /^#!\s*(\S+)/.exec(readFileSync(inventory, 'utf8'))?.[1];
  if (python !== undefined) return { inventory, python };
  context.skip('ansible-core is not installed');
  return undefined;
}

const environment = { ...process.env, LC_ALL: 'C.UTF-8' };

function run(program: string, args: readonly string[], input: string): string {
  const options = { input, encoding: 'utf8', env: environment, maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  assert.equal(status, 0, `${error ?? ''}${stderr}`);
  return stdout;
}

function readByAnsible(python: string, texts: readonly string[]): readonly Reading[] {
  return JSON.parse(run(python, ['-c', reader], JSON.stringify(texts)));
}

function readByUs(text: string): Inventory {
  const { value, problems } = parseInventory(text, 'inventory.yaml');
  assert.deepEqual(
    problems.filter((each) => each.severity === 'error'),
    [],
    text,
  );
  assert.ok(value !== undefined);
  return value;
}

function asReading(inventory: Inventory): Reading {
  const nodes = [...inventory.nodes].map(([name, node]) => {
    const variables = [...node.variables].map(([key, value]) => [key, asJson(value)]);
    return [name, { ...Object.fromEntries(variables), _groups: node.groups }];
  });
  const groups = [...inventory.groups].map(([name, hosts]) => [name, hosts.toSorted()]);
  return { nodes: Object.fromEntries(nodes), groups: Object.fromEntries(groups) };
}

function asJson(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (isList(value)) return value.map(asJson);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, asJson(item)]));
  return value;
}

const value = fc.oneof(
  fc.constantFrom(null, true, 1, -7, 0.5, '', 'x', '{{ later }}', 'yes', '1.0', 'Zürich'),
  fc.constantFrom([1, 'two', null], { a: 1, b: { c: [] } }, []),
);
const plainVariables = fc.dictionary(fc.constantFrom('v1', 'v2', 'v3', 'v4'), value, { maxKeys: 4 });
const variables = fc
  .tuple(plainVariables, fc.option(fc.constantFrom(22, '2022'), { freq: 4 }))
  .map(([plain, port]) => (port === null ? plain : { ...plain, ansible_port: port }));
const groupVariables = fc
  .tuple(variables, fc.option(fc.constantFrom(0, 1, 2, '10', -1), { freq: 4 }))
  .map(([plain, priority]) => (priority === null ? plain : { ...plain, ansible_group_priority: priority }));
const hostKey = fc.constantFrom(
  ...[
    'web1',
    'web2',
    'web[1:3]',
    'web[02:10:4]',
    'db-[a:c].[1:2].org',
    'web2:2222',
    '[web[1:2]]:22',
    '192.0.2.[1:3]:22',
  ],
  ...[
    '2001:db8::1',
    '[2001:db8::1]:22',
    'odd_:22',
    'odd one',
    'localhost',
    'db-a.1.org',
    'web[1:2]:0',
    '[::ffff:192.0.2.9]:7',
  ],
);
const hosts = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(hostKey, fc.option(variables), { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 'web1', 'web[1:2]') },
);

/** Groups whose children come later in this list: no circle can arise. */
const groupNames = ['prod', 'east', 'web', 'db', 'Alpha', 'alpha', 'z-9', 'café', 'leaf'];

type Group = fc.Arbitrary<unknown>;

function group(from: number, depth: number): Group {
  const parts = { hosts, vars: fc.oneof(fc.constant(null), groupVariables), children: children(from, depth) };
  return fc.option(fc.record(parts, { requiredKeys: [] }), { freq: 5 });
}

function children(from: number, depth: number): Group {
  const later = groupNames.slice(from);
  if (depth === 0 || later.length === 0) return fc.constant(null);
  const named = later.map((name, at) => [name, group(from + at + 1, depth - 1)] as const);
  return fc.record(Object.fromEntries(named), { requiredKeys: [] });
}

const inventories = fc
  .tuple(groupVariables, hosts, children(0, 3), children(0, 3), fc.option(hosts), fc.boolean())
  .map(([vars, own, below, beside, ungrouped, first]) => {
    const all = { vars: { ...vars, ansible_connection: 'local' }, hosts: own, children: below };
    const tops = { ...(ungrouped === null ? {} : { ungrouped: { hosts: ungrouped } }), ...Object(beside) };
    return JSON.stringify(first ? { all, ...tops } : { ...tops, all }, undefined, 1);
  });

test('generated inventories mean the same to Ansible', (context) => {
  const found = ansible(context);
  if (found === undefined) return;
  const texts = fc.sample(inventories, { numRuns: 120 });
  const readings = readByAnsible(found.python, texts);
  for (const [index, text] of texts.entries()) {
    assert.deepEqual({ text, ...asReading(readByUs(text)) }, { text, ...readings[index] });
  }
  assert.ok(readings.some((reading) => Object.keys(reading.groups).length > 6));
});

test('what is rendered means the same to Ansible as what was read', (context) => {
  const found = ansible(context);
  if (found === undefined) return;
  const texts = fc.sample(inventories, { numRuns: 60 });
  const rendered = readByAnsible(
    found.python,
    texts.map((text) => renderInventory(readByUs(text))),
  );
  for (const [index, reading] of readByAnsible(found.python, texts).entries()) {
    assert.deepEqual(rendered[index], reading, texts[index]);
  }
});

test('the command ansible-inventory lists what is rendered as what was read', (context) => {
  const found = ansible(context);
  if (found === undefined) return;
  const home = mkdtempSync(join(tmpdir(), 'tyto-inventory-'));
  context.after(() => rmSync(home, { recursive: true }));
  const text = `
all:
  vars: {ansible_connection: local, region: north, retries: 3, ratio: 1.0, names: [a, "1"], when: "2024-01-01"}
  children:
    web: {vars: {region: south}, hosts: {"web[01:03]": {id: 010}, localhost: }}
lone: {hosts: {10.0.0.1: {note: "yes\\n# no"}}}
`;
  const [before, after] = [text, renderInventory(readByUs(text))].map((each, index) => {
    const file = join(home, `${index}.yaml`);
    writeFileSync(file, each);
    return JSON.parse(run(found.inventory, ['-i', file, '--list'], ''));
  });
  assert.equal(before._meta.hostvars.web02.region, 'south');
  assert.deepEqual(after, before);
});
