import { type Checked, type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { compareCodePoints } from '../hot/code-points.ts';
import { Findings } from '../hot/findings.ts';
import { secretTags } from '../hot/secret-tags.ts';
import type { Scalar, Unknown, Value } from '../hot/value.ts';
import type { YamlMap } from '../hot/yaml-node.ts';
import { readTaggedYaml } from '../hot/yaml-reader.ts';
import { ScalarFault, type ScalarTags } from '../hot/yaml-scalar.ts';
import { checkNoJinja, implicitConnection, readConnections } from './connection.ts';
import { checkGroupTree, groupTree } from './group-tree.ts';
import type { Connection, Inventory, InventoryNode } from './inventory.ts';
import type { Definitions, HostDraft, InventoryDraft } from './inventory-draft.ts';
import { keySource } from './key-source.ts';
import { memberships, mergeVariables } from './merge-variables.ts';
import { readGroups } from './read-groups.ts';
import { checkRepeatedKeys } from './repeated-keys.ts';

const asText = (text: string): string => text;

/** What Ansible must not take for Jinja is the same as any text only where there is no Jinja in it. */
const withoutJinja = (text: string): string | ScalarFault =>
  /\{[{%#]/.test(text) ? new ScalarFault('Jinja under the tag "!unsafe" is not supported') : text;

/** With Ansible's own tags. Ansible: `parsing/yaml/constructor.py`, 2.14. */
const tags: ScalarTags<Unknown> = new Map<string, (text: string) => Scalar | Unknown | ScalarFault>([
  ...secretTags,
  ['!vault', asText],
  ['!vault-encrypted', asText],
  ['!unsafe', withoutJinja],
]);

/**
 * Reads an Ansible inventory in YAML: nodes with the variables that Ansible would give them, and groups. Follows
 * ansible-core 2.14, `plugins/inventory/yaml.py`, but takes for an error what Ansible skips with a warning, a connection
 * other than ssh and local, passwords for it, and Jinja in a connection variable. `localhost` is local by itself, listed
 * or not said otherwise. Gives all problems at once, and no value if there is an error among them.
 */
export function parseInventory(text: string, file: string): Checked<Inventory> {
  const { value: draft, problems } = readInventoryDraft(text, file);
  if (draft === undefined) return { problems };
  return assemble(draft, [...problems, ...checkNames(draft), ...checkGroupTree(draft.groups), ...checkJinja(draft)]);
}

/** An inventory as it is written, with the problems of its form alone. */
export function readInventoryDraft(text: string, file: string): Checked<InventoryDraft> {
  const read = readTaggedYaml(text, file, tags);
  if (read.value === undefined) return { problems: read.problems };
  const root = read.value;
  if (root.kind !== 'map' || root.entries.size === 0) {
    const message =
      root.kind === 'scalar' && root.value === null ? 'The inventory is empty' : 'The inventory is no map of groups';
    const at = { file, line: root.line, column: root.column };
    const expected = 'a map of groups, such as "all:" with "hosts:" below it';
    return { problems: [problem('inventory-form', message, { at, expected })] };
  }
  if (root.entries.has('plugin')) {
    const message = 'The file configures an inventory plugin and is no inventory';
    const hint = 'Run "ansible-inventory -i FILE --list --yaml --export" and use what it prints';
    return {
      problems: [problem('inventory-form', message, { at: { file, ...place(root, 'plugin') }, path: 'plugin', hint })],
    };
  }
  const findings = new Findings(file);
  checkRepeatedKeys(root, findings);
  return { value: readGroups(root, findings, keySource(text)), problems: findings.problems };
}

function place(map: YamlMap<Unknown>, key: string): { readonly line: number; readonly column: number } {
  const { line, column } = map.entries.get(key) ?? map;
  return { line, column };
}

/** Ansible gives the variables of such a host to the group. */
function checkNames(draft: InventoryDraft): readonly Diagnostic[] {
  return [...draft.hosts.values()]
    .filter((host) => draft.groups.has(host.name))
    .map(({ name, at, path }) => {
      const expected = 'a name that no group has';
      return problem('inventory-name', `The host "${name}" has the name of a group`, { at, path, expected });
    });
}

function checkJinja(draft: InventoryDraft): readonly Diagnostic[] {
  // A range gives one definition to many hosts.
  const told = new Map<string, Diagnostic>();
  for (const each of [...draft.groups.values(), ...draft.hosts.values()]) {
    for (const found of checkNoJinja(each.variables)) told.set(JSON.stringify([found.at, found.message]), found);
  }
  return [...told.values()];
}

function assemble(draft: InventoryDraft, before: readonly Diagnostic[]): Checked<Inventory> {
  // Groups in a circle have no precedence.
  if (before.some((each) => each.code === 'inventory-cycle')) return { problems: before };
  const membershipOf = memberships(draft, groupTree(draft.groups));
  const merged = new Map<HostDraft, Definitions>();
  for (const host of draft.hosts.values())
    merged.set(host, definitionsOf(host, mergeVariables(membershipOf(host.name), host)));
  const { connections, problems: wrong } = readConnections(merged);
  const problems = [...before, ...wrong];
  if (hasErrors(problems)) return { problems };
  const nodes = new Map<string, InventoryNode>();
  const groups = new Map<string, string[]>([...draft.groups.keys()].map((name) => [name, []]));
  for (const [host, definitions] of merged) {
    const member = membershipOf(host.name).groups;
    for (const group of member) groups.get(group)?.push(host.name);
    const connection = connections.get(host);
    if (connection === undefined) throw new Error(`the host ${host.name} has no connection and no problem`);
    nodes.set(host.name, nodeOf(host, member, definitions, connection));
  }
  return { value: { kind: 'Inventory', nodes, groups }, problems };
}

function definitionsOf(host: HostDraft, definitions: Definitions): Definitions {
  const connection = implicitConnection(host, definitions);
  return connection === undefined ? definitions : new Map([...definitions, ['ansible_connection', connection]]);
}

function nodeOf(
  host: HostDraft,
  groups: readonly string[],
  definitions: Definitions,
  connection: Connection,
): InventoryNode {
  const variables = new Map([...definitions].map(([name, { value }]): [string, Value] => [name, value]));
  return {
    name: host.name,
    at: host.at,
    groups: groups.filter((group) => group !== 'all').sort(compareCodePoints),
    variables,
    connection,
  };
}
