import { type Diagnostic, problem, warning } from '../diagnostics/diagnostic.ts';
import { isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Connection } from './inventory.ts';
import type { Definition, Definitions, HostDraft } from './inventory-draft.ts';
import { sshConnection } from './ssh-connection.ts';

/** The variables that say how a host is reached and as whom. */
const connectionVariable =
  /^ansible_(?:connection|host|port|user|password|private_key_file|(?:ssh|become|sudo|su|sftp|scp|shell)(?:_.*)?)$/;

/** The names that Ansible takes for this machine. Ansible: `constants.LOCALHOST`, 2.14. */
const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

const localConnections: ReadonlySet<Value> = new Set(['local', 'ansible.builtin.local', 'ansible.legacy.local']);

const sshConnections: ReadonlySet<Value> = new Set(['ssh', 'ansible.builtin.ssh', 'ansible.legacy.ssh', 'smart']);

/** The `ansible_connection` that a host has without saying so: that of Ansible's implicit localhost. */
export function implicitConnection(host: HostDraft, definitions: Definitions): Definition | undefined {
  if (definitions.has('ansible_connection') || !localNames.has(host.name)) return undefined;
  return { value: 'local', at: host.at, path: host.path };
}

/**
 * How each host is reached: by ssh where nothing is said, as in Ansible. A connection that there is not is one problem
 * for all hosts that a definition gives it to; the hosts are then missing.
 */
export function readConnections(hosts: Iterable<readonly [HostDraft, Definitions]>): {
  readonly connections: ReadonlyMap<HostDraft, Connection>;
  readonly problems: readonly Diagnostic[];
} {
  const connections = new Map<HostDraft, Connection>();
  const unknown = new Map<Definition, HostDraft[]>();
  // Hosts share what their groups define.
  const told = new Map<string, Diagnostic>();
  for (const [host, definitions] of hosts) {
    const definition = definitions.get('ansible_connection');
    if (definition === undefined || sshConnections.has(definition.value)) {
      const { connection, problems } = sshConnection(host, definitions);
      connections.set(host, connection);
      for (const each of problems) told.set(JSON.stringify([each.at, each.message]), each);
    } else if (localConnections.has(definition.value)) {
      connections.set(host, { kind: 'local' });
      const become = definitions.get('ansible_become');
      if (become !== undefined && isTrue(become.value)) told.set(JSON.stringify(become.at), ignoredBecome(become));
    } else if (!holdsJinja(definition.value)) unknown.set(definition, [...(unknown.get(definition) ?? []), host]);
  }
  return { connections, problems: [...[...unknown].map((each) => wrongConnection(...each)), ...told.values()] };
}

const truths: ReadonlySet<Value> = new Set([true, 1, 'yes', 'true', 'on', '1', 'y', 't']);

function isTrue(value: Value): boolean {
  return truths.has(typeof value === 'string' ? value.toLowerCase() : value);
}

function ignoredBecome({ at, path }: Definition): Diagnostic {
  return warning(
    'inventory-connection',
    'On a node with the connection "local" nobody is become: its actions run as whoever runs Tyto',
    {
      at,
      path,
      hint: 'Run Tyto as that user, or reach the node by ssh',
    },
  );
}

function wrongConnection({ value, at, path }: Definition, hosts: readonly HostDraft[]): Diagnostic {
  const shown = typeof value === 'string' ? `"${value}"` : 'that is no name';
  return problem('inventory-connection', `${countHosts(hosts)} the connection ${shown}`, {
    at,
    path,
    expected: 'ssh or local',
  });
}
function countHosts(hosts: readonly HostDraft[]): string {
  const names = hosts.slice(0, 3).map((host) => `"${host.name}"`);
  if (hosts.length === 1) return `The host ${names[0]} has`;
  if (hosts.length <= 3) return `The hosts ${names.slice(0, -1).join(', ')} and ${names.at(-1)} have`;
  return `The hosts ${names.join(', ')} and ${hosts.length - 3} more have`;
}

/** A problem for each connection variable that Jinja would have to make first: the connection is known before Ansible runs. */
export function checkNoJinja(definitions: Definitions): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const [name, { value, at, path }] of definitions) {
    if (!connectionVariable.test(name) || !holdsJinja(value)) continue;
    const message = `The connection variable "${name}" holds a Jinja expression`;
    const expected = 'a plain value, without {{ and {%';
    problems.push(problem('inventory-connection', message, { at, path, expected, hint: 'Write the value itself' }));
  }
  return problems;
}

function holdsJinja(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{') || value.includes('{%');
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return false;
  if (value instanceof Tainted) return holdsJinja(value.value);
  if (isList(value)) return value.some(holdsJinja);
  return isMap(value) && [...value.values()].some(holdsJinja);
}
