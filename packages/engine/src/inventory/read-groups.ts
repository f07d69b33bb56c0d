import type { Path } from '../diagnostics/path.ts';
import { formatPath } from '../diagnostics/path.ts';
import { type Findings, suggest } from '../hot/findings.ts';
import type { Unknown } from '../hot/value.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../hot/yaml-node.ts';
import { yamlValue } from '../hot/yaml-value.ts';
import { expandRange } from './expand-range.ts';
import { parseHostAddress } from './host-address.ts';
import type { Definition, GroupDraft, HostDraft, InventoryDraft, Mention } from './inventory-draft.ts';
import type { KeySource } from './key-source.ts';
import { readPriority } from './read-priority.ts';

/** How often hosts may be named in one inventory, each name of a range counted. */
const mostMentions = 1_000_000;

const sections = ['hosts', 'children', 'vars'] as const;

type Node = YamlNode<Unknown>;
type Entry = YamlEntry<Unknown>;

interface GroupBuilder extends GroupDraft {
  readonly hosts: Set<string>;
  readonly children: Map<string, Mention>;
  readonly variables: Map<string, Definition>;
  priority: number;
}

interface HostBuilder extends HostDraft {
  readonly variables: Map<string, Definition>;
}

/**
 * Reads the groups of an inventory's top level and all that is in them; what is wrong goes to the findings and is left
 * out. Ansible: `plugins/inventory/yaml.py` and `inventory/data.py`, 2.14; what it warns of and skips is an error here.
 */
export function readGroups(root: YamlMap<Unknown>, findings: Findings, written: KeySource): InventoryDraft {
  const reader = new Reader(findings, written);
  for (const [name, entry] of root.entries) reader.group(name, entry, [name]);
  return { groups: reader.groups, hosts: reader.hosts };
}

class Reader {
  readonly groups = new Map<string, GroupBuilder>();
  readonly hosts = new Map<string, HostBuilder>();
  readonly #findings: Findings;
  readonly #written: KeySource;
  #mentions = 0;

  constructor(findings: Findings, written: KeySource) {
    this.#findings = findings;
    this.#written = written;
    const mention = { at: findings.at({ line: 1, column: 1 }), path: '' };
    for (const name of ['all', 'ungrouped']) this.#define(name, mention);
  }

  group(name: string, entry: Entry, path: Path): void {
    if (!this.#isName(name, 'group', entry, path)) return;
    const group = this.#define(name, this.#mention(entry, path));
    const body = this.#map(entry.value, path, 'a map with hosts, children and vars, or nothing');
    for (const [key, section] of body?.entries ?? []) this.#section(group, key, section, [...path, key]);
  }

  #define(name: string, mention: Mention): GroupBuilder {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const parts = { hosts: new Set<string>(), children: new Map(), variables: new Map(), priority: 1 };
    const group = { name, ...mention, ...parts };
    this.groups.set(name, group);
    return group;
  }

  #section(group: GroupBuilder, key: string, entry: Entry, path: Path): void {
    switch (key) {
      case 'hosts':
        for (const [name, host] of this.#names(entry, path, 'host')) this.#hostKey(group, name, host, [...path, name]);
        return;
      case 'children':
        for (const [name, child] of this.#names(entry, path, 'group')) {
          if (!group.children.has(name)) group.children.set(name, this.#mention(child, [...path, name]));
          this.group(name, child, [...path, name]);
        }
        return;
      case 'vars':
        this.#groupVariables(group, entry, path);
        return;
      default:
        this.#findings.error('inventory-form', `A group has no key "${key}"`, entry, path, suggest(key, sections));
    }
  }

  #groupVariables(group: GroupBuilder, entry: Entry, path: Path): void {
    const variables = this.#map(entry.value, path, 'a map of variables');
    for (const [name, variable] of variables?.entries ?? []) {
      const definition = this.#definition(variable, [...path, name]);
      if (name === 'ansible_group_priority') {
        const priority = readPriority(definition);
        if (typeof priority === 'number') group.priority = priority;
        else this.#findings.problems.push(priority);
      } else {
        group.variables.set(name, definition);
      }
    }
  }

  #hostKey(group: GroupBuilder, key: string, entry: Entry, path: Path): void {
    const body = this.#map(entry.value, path, "a map of the host's variables, or nothing");
    if (!this.#isName(key, 'host', entry, path)) return;
    const address = parseHostAddress(key);
    const expansion = expandRange(address.host);
    if (expansion.kind === 'wrong') {
      const message = `The range "${expansion.range}" ${expansion.reason}`;
      this.#findings.error('inventory-range', message, entry, path, { expected: expansion.expected });
      return;
    }
    if (this.#tooMany(expansion.names.length, entry, path)) return;
    const mention = this.#mention(entry, path);
    const variables = [...(body?.entries ?? [])].map(
      ([name, variable]) => [name, this.#definition(variable, [...path, name])] as const,
    );
    for (const name of expansion.names) {
      group.hosts.add(name);
      const host = this.#host(name, address.port, mention, entry);
      for (const [variable, definition] of variables) host.variables.set(variable, definition);
    }
  }

  /** Whether a key can be a name: it is not empty, and is not something else to YAML than is written. */
  #isName(key: string, what: string, entry: Entry, path: Path): boolean {
    const written = this.#written(key, entry);
    if (key !== '' && written === undefined) return true;
    const message = key === '' ? `A ${what} has no name` : `The name ${written} of a ${what} means "${key}" in YAML`;
    const expected = key === '' ? `the name of a ${what}` : `"${written}", in quotes`;
    this.#findings.error('inventory-name', message, entry, path, { expected });
    return false;
  }

  /** A port counts only where the host is named first. Ansible: `InventoryData.add_host`, 2.14. */
  #host(name: string, port: number | undefined, mention: Mention, entry: Entry): HostBuilder {
    const known = this.hosts.get(name);
    if (known === undefined) {
      const host = { name, ...mention, variables: new Map<string, Definition>() };
      if (port !== undefined) host.variables.set('ansible_port', { ...mention, value: port });
      this.hosts.set(name, host);
      return host;
    }
    if (port !== undefined && known.variables.get('ansible_port')?.value !== port) {
      const message = `The port ${port} of the host "${name}" is passed over, for the host is named before without it`;
      const hint = 'Write the port where the host is named first, or as its variable ansible_port';
      this.#findings.warn('inventory-variable', message, entry, [], { hint });
    }
    return known;
  }

  #tooMany(count: number, entry: Entry, path: Path): boolean {
    const before = this.#mentions;
    this.#mentions += count;
    if (this.#mentions <= mostMentions) return false;
    const message = `The inventory names hosts more than ${mostMentions} times`;
    if (before <= mostMentions) this.#findings.error('inventory-range', message, entry, path);
    return true;
  }

  /** The entries of `hosts` or `children`; one name alone may stand for a map. */
  #names(entry: Entry, path: Path, what: string): Iterable<readonly [string, Entry]> {
    const { value: node } = entry;
    if (node.kind === 'scalar' && typeof node.value === 'string') {
      const { line, column } = node;
      return [[node.value, { line, column, value: { kind: 'scalar', value: null, line, column } }]];
    }
    return this.#map(node, path, `a map: the name of each ${what} as a key, a colon behind it`)?.entries ?? [];
  }

  /** The node's map; nothing for null; for all else a finding and nothing. */
  #map(node: Node, path: Path, expected: string): YamlMap<Unknown> | undefined {
    if (node.kind === 'map') return node;
    if (node.kind === 'scalar' && node.value === null) return undefined;
    const what = node.kind === 'list' ? 'A list' : 'A single value';
    this.#findings.error('inventory-form', `${what} stands where a map is needed`, node, path, { expected });
    return undefined;
  }

  #definition(entry: Entry, path: Path): Definition {
    return { value: yamlValue(entry.value), ...this.#mention(entry.value, path) };
  }

  #mention(place: { readonly line: number; readonly column: number }, path: Path): Mention {
    return { at: this.#findings.at(place), path: formatPath(path) };
  }
}
