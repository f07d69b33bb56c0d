import { isList, isMap, Tainted, Unknown, type Value, type ValueMap } from '../../../hot/value.ts';
import type { InventoryNode, SshConnection } from '../../../inventory/inventory.ts';
import { shellQuote } from '../../transports/shell-quote.ts';
import type { Member, ToolContext } from '../tool.ts';

/** Variables that say how a node is reached: they are made from its connection and nothing else. */
const connectionVariable =
  /^ansible_(?:connection|host|port|user|password|private_key_file|ssh_.*|become|become_(?:user|method|flags|exe))$/;

/** Why an input can't have this name; undefined where it can. Goes on from the input's name. */
export function reservedInput(name: string): string | undefined {
  if (connectionVariable.test(name)) return 'has the name of a variable that says how a node is reached';
  if (name === 'heat_outputs_path') return 'has the name that the place of the outputs has';
  if (name.startsWith('tyto_')) return 'has a name that begins as those of Tyto do';
  return undefined;
}

/** All inputs of a member, with what Heat adds to a playbook's. Heat: heat-config-ansible's hook-ansible.py, wallaby. */
export function memberInputs({ inputs, instance }: Member): ValueMap {
  return new Map<string, Value>([['heat_config_id', instance], ...inputs]);
}

/**
 * A node's variables as ansible gets them: those of the inventory, and how it is reached. Secrets among them are put in
 * where the context can tell them, else left out: a playbook that needs one says that it is not defined.
 */
export function nodeVariables(node: InventoryNode, context: ToolContext): ValueMap {
  const variables = new Map<string, Value>();
  for (const [name, value] of node.variables) {
    const clear = connectionVariable.test(name) ? undefined : inClear(value, context);
    if (clear !== undefined) variables.set(name, clear);
  }
  const { connection } = node;
  const reached = connection.kind === 'local' ? localVariables : sshVariables(connection, context.knownHosts);
  return new Map([...variables, ...reached]);
}

const localVariables: ValueMap = new Map([['ansible_connection', 'local']]);

function inClear(value: Value, context: ToolContext): Value | undefined {
  if (value instanceof Unknown) {
    const { expression } = value;
    return expression.kind === 'secret' ? context.secret?.(expression.name, expression.version) : undefined;
  }
  if (value instanceof Tainted) return value.value;
  if (isList(value)) return value.flatMap((each) => inClear(each, context) ?? []);
  if (!isMap(value)) return value;
  const entries = [...value].flatMap(([key, each]): (readonly [string, Value])[] => {
    const clear = inClear(each, context);
    return clear === undefined ? [] : [[key, clear]];
  });
  return new Map(entries);
}

/**
 * The connection that a cut link can't make hang: without the keep-alives ansible waits for minutes. ssh takes the first
 * value of an option, so what the inventory says of these comes too late.
 */
const sshOptions = [
  'ControlMaster=auto',
  'ControlPersist=60s',
  'ConnectTimeout=10',
  'ConnectionAttempts=1',
  'ServerAliveInterval=4',
  'ServerAliveCountMax=3',
  'BatchMode=yes',
  'ForwardAgent=no',
  'ForwardX11=no',
  'StrictHostKeyChecking=accept-new',
  'CheckHostIP=no',
  'UpdateHostKeys=no',
] as const;

function sshVariables(connection: SshConnection, knownHosts: string | undefined): ValueMap {
  const { host, port, user, privateKeyFile, commonArgs, become } = connection;
  const keys =
    knownHosts === undefined
      ? []
      : [
          `UserKnownHostsFile="${knownHosts.replaceAll('%', '%%')}"`,
          'GlobalKnownHostsFile=/dev/null',
          'HashKnownHosts=no',
        ];
  const variables = new Map<string, Value>([
    ['ansible_connection', 'ssh'],
    ['ansible_host', host],
    ['ansible_ssh_args', words([...sshOptions, ...keys].flatMap((option) => ['-o', option]))],
  ]);
  if (port !== undefined) variables.set('ansible_port', port);
  if (user !== undefined) variables.set('ansible_user', user);
  if (privateKeyFile !== undefined) variables.set('ansible_ssh_private_key_file', privateKeyFile);
  if (commonArgs.length > 0) variables.set('ansible_ssh_common_args', words(commonArgs));
  // To say that it is not so would outdo a task that says `become: true`.
  if (become !== undefined) {
    variables.set('ansible_become', true).set('ansible_become_user', become).set('ansible_become_method', 'sudo');
  }
  return variables;
}

function words(args: readonly string[]): string {
  return args.map((arg) => (/^[\w.,:=/@%+-]+$/.test(arg) ? arg : shellQuote(arg))).join(' ');
}
