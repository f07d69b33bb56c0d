import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { Tainted, Unknown, type Value } from '../hot/value.ts';
import type { SshConnection } from './inventory.ts';
import type { Definition, Definitions, HostDraft } from './inventory-draft.ts';
import { splitWords } from './split-words.ts';

/**
 * How a host is reached by ssh, from its variables; gives all problems of these. Where a thing has two variables the one
 * with `ssh` in its name wins. Ansible: the options of the connection `ssh` and of the become method `sudo`, 2.14.
 */
export function sshConnection(
  host: HostDraft,
  definitions: Definitions,
): { readonly connection: SshConnection; readonly problems: readonly Diagnostic[] } {
  const reader = new VariableReader(definitions);
  const become = reader.truth('ansible_become');
  const connection: SshConnection = {
    kind: 'ssh',
    host: reader.word('ansible_ssh_host', 'ansible_host') ?? host.name,
    port: reader.port('ansible_ssh_port', 'ansible_port'),
    user: reader.word('ansible_ssh_user', 'ansible_user'),
    privateKeyFile: reader.path('ansible_ssh_private_key_file', 'ansible_private_key_file'),
    commonArgs: ['ansible_ssh_args', 'ansible_ssh_common_args', 'ansible_ssh_extra_args'].flatMap((name) =>
      reader.words(name),
    ),
    become: become ? (reader.word('ansible_become_user') ?? 'root') : undefined,
  };
  reader.refuse(passwords, 'Hosts are reached with keys, never with passwords', keyHint);
  if (become) {
    reader.method();
    reader.refuse(sudoPasswords, 'A user becomes another by "sudo -n", which never asks for a password', sudoHint);
  }
  return { connection, problems: reader.problems };
}

const passwords = ['ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password'];
const keyHint =
  'Put a public key into the authorized_keys of the host and take the password out; ansible_ssh_private_key_file names the key';
const sudoPasswords = ['ansible_become_password', 'ansible_become_pass', 'ansible_sudo_pass', 'ansible_sudo_password'];
const sudoHint = 'Allow it in the sudoers of the host by NOPASSWD and take the password out';

const truths = new Map<Value, boolean>([
  ...[true, 1, 'y', 'yes', 'on', '1', 'true', 't'].map((each) => [each, true] as const),
  ...[false, 0, 'n', 'no', 'off', '0', 'false', 'f'].map((each) => [each, false] as const),
]);

const sudoMethods: ReadonlySet<Value> = new Set(['sudo', 'ansible.builtin.sudo', 'ansible.legacy.sudo']);

/** Reads variables and gathers what is wrong with them. A variable that is null or an empty text counts as not set. */
class VariableReader {
  readonly problems: Diagnostic[] = [];
  readonly #definitions: Definitions;

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  truth(name: string): boolean {
    const found = this.#find([name]);
    if (found === undefined) return false;
    const value = typeof found.value === 'string' ? found.value.toLowerCase() : found.value;
    const truth = truths.get(value);
    if (truth === undefined) this.#wrong(name, found, 'true or false');
    return truth ?? false;
  }

  port(...names: readonly string[]): number | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    const port = typeof found.value === 'string' && /^\d+$/.test(found.value) ? Number(found.value) : found.value;
    if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535) return port;
    this.#wrong(this.#nameOf(names), found, 'a port, from 1 to 65535');
    return undefined;
  }

  /** A name of a host or user: it becomes an argument, so it must not look like an option. */
  word(...names: readonly string[]): string | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    if (typeof found.value === 'string' && /^[^-\s\p{Cc}][^\s\p{Cc}]*$/u.test(found.value)) return found.value;
    this.#wrong(this.#nameOf(names), found, 'a name: a text without blanks that does not begin with "-"');
    return undefined;
  }

  path(...names: readonly string[]): string | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    if (typeof found.value === 'string' && /^(?:\/|~)[^\p{Cc}]*$/u.test(found.value)) return found.value;
    this.#wrong(this.#nameOf(names), found, 'an absolute path, or one that begins with "~/"');
    return undefined;
  }

  words(name: string): readonly string[] {
    const found = this.#find([name]);
    if (found === undefined) return [];
    const words = typeof found.value === 'string' ? splitWords(found.value) : { problem: 'it is no text' };
    if (!('problem' in words)) return words;
    this.#wrong(name, found, `arguments as a shell reads them; ${words.problem}`);
    return [];
  }

  method(): void {
    const found = this.#find(['ansible_become_method']);
    if (found !== undefined && !sudoMethods.has(found.value)) this.#wrong('ansible_become_method', found, '"sudo"');
  }

  refuse(names: readonly string[], why: string, hint: string): void {
    const found = this.#find(names);
    if (found === undefined) return;
    const message = `The variable "${this.#nameOf(names)}" is of no use here: ${why}`;
    this.problems.push(problem('inventory-connection', message, { at: found.at, path: found.path, hint }));
  }

  #find(names: readonly string[]): Definition | undefined {
    return this.#definitions.get(this.#nameOf(names));
  }

  #nameOf(names: readonly string[]): string {
    return names.find((name) => isSet(this.#definitions.get(name)?.value)) ?? '';
  }

  #wrong(name: string, found: Definition, expected: string): void {
    // Jinja is told of by itself.
    if (typeof found.value === 'string' && /\{[{%]/.test(found.value)) return;
    const secret = found.value instanceof Unknown || found.value instanceof Tainted;
    const message = `The connection variable "${name}" ${secret ? 'is a secret' : 'has a value that it cannot have'}`;
    this.problems.push(problem('inventory-connection', message, { at: found.at, path: found.path, expected }));
  }
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
