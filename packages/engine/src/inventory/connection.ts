import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Definition, Definitions, HostDraft } from './inventory-draft.ts';

/** The variables that say how a host is reached and as whom. */
const connectionVariable =
  /^ansible_(?:connection|host|port|user|password|private_key_file|(?:ssh|become|sudo|su|sftp|scp|shell)(?:_.*)?)$/;

/** The names that Ansible takes for this machine. Ansible: `constants.LOCALHOST`, 2.14. */
const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

const localConnections: ReadonlySet<Value> = new Set(['local', 'ansible.builtin.local', 'ansible.legacy.local']);

/** The `ansible_connection` that a host has without saying so: that of Ansible's implicit localhost. */
export function implicitConnection(host: HostDraft, definitions: Definitions): Definition | undefined {
  if (definitions.has('ansible_connection') || !localNames.has(host.name)) return undefined;
  return { value: 'local', at: host.at, path: host.path };
}

/** The hosts whose connection is not local: one problem for each definition that says so, one for all without any. */
export function checkConnections(hosts: Iterable<readonly [HostDraft, Definitions]>): readonly Diagnostic[] {
  const byDefinition = new Map<Definition | undefined, HostDraft[]>();
  for (const [host, definitions] of hosts) {
    const definition = definitions.get('ansible_connection');
    if (definition !== undefined && (localConnections.has(definition.value) || holdsJinja(definition.value))) continue;
    const sharing = byDefinition.get(definition);
    if (sharing === undefined) byDefinition.set(definition, [host]);
    else sharing.push(host);
  }
  return [...byDefinition].map(([definition, sharing]) => wrongConnection(definition, sharing));
}

function wrongConnection(definition: Definition | undefined, hosts: readonly HostDraft[]): Diagnostic {
  const place = definition ?? hosts[0];
  const shown = typeof definition?.value === 'string' ? `"${definition.value}"` : 'another than "local"';
  const said = definition === undefined ? 'no connection, which means ssh' : `the connection ${shown}`;
  return problem('inventory-connection', `${countHosts(hosts)} ${said}`, {
    ...(place === undefined ? {} : { at: place.at, path: place.path }),
    expected: 'ansible_connection: local; other connections are not supported yet',
    hint: 'Write "ansible_connection: local" among the vars of the hosts or of a group that holds them',
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
