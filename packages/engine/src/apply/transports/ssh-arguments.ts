import type { SshConnection } from '../../inventory/inventory.ts';
import { shellQuote } from './shell-quote.ts';

export interface SshPlaces {
  /** Where keys of hosts are kept. */
  readonly knownHosts: string;
  /** The socket of the connection's master. */
  readonly control: string;
}

/** Seconds that a host has to answer when it is connected to. */
const connectTimeout = 10;
/** A connection whose host says nothing for this many times so many seconds is lost. */
const aliveInterval = 4;
const aliveCount = 3;
/** Seconds that a master stays without a session: it outlives us no longer when we are killed. */
const masterStays = 60;

/**
 * What ssh must do whatever the user's own configuration or the inventory says: ssh takes the first value that it gets.
 * The user's configuration still holds for the rest (names of hosts, jumps, keys).
 */
function settings({ knownHosts, control }: SshPlaces): readonly string[] {
  const pairs = {
    BatchMode: 'yes',
    PasswordAuthentication: 'no',
    KbdInteractiveAuthentication: 'no',
    ConnectTimeout: String(connectTimeout),
    ConnectionAttempts: '1',
    ServerAliveInterval: String(aliveInterval),
    ServerAliveCountMax: String(aliveCount),
    TCPKeepAlive: 'yes',
    StrictHostKeyChecking: 'accept-new',
    UserKnownHostsFile: quoted(knownHosts),
    GlobalKnownHostsFile: '/dev/null',
    HashKnownHosts: 'no',
    CheckHostIP: 'no',
    UpdateHostKeys: 'no',
    VerifyHostKeyDNS: 'no',
    NoHostAuthenticationForLocalhost: 'no',
    ControlPath: quoted(control),
    ForwardAgent: 'no',
    ForwardX11: 'no',
    ClearAllForwardings: 'yes',
    Tunnel: 'no',
    PermitLocalCommand: 'no',
    RemoteCommand: 'none',
    RequestTTY: 'no',
    EscapeChar: 'none',
    LogLevel: 'ERROR',
    VisualHostKey: 'no',
  };
  return Object.entries(pairs).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** As ssh reads a file's name: in quotes, with `%` taken for itself. */
function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&')}"`;
}

function common(connection: SshConnection, places: SshPlaces): readonly string[] {
  const { host, port, user, privateKeyFile, commonArgs } = connection;
  return [
    ...settings(places),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(privateKeyFile === undefined ? [] : ['-i', privateKeyFile]),
    ...commonArgs,
    '--',
    host,
  ];
}

/** ssh's arguments to make a connection's master; it goes to the background when the host has let us in. */
export function masterArguments(connection: SshConnection, places: SshPlaces): readonly string[] {
  return ['-M', '-N', '-f', '-o', `ControlPersist=${masterStays}`, ...common(connection, places)];
}

/** ssh's arguments to ask whether a master is still there. */
export function checkArguments(connection: SshConnection, places: SshPlaces): readonly string[] {
  return ['-O', 'check', ...common(connection, places)];
}

/** ssh's arguments to ask a master to go. */
export function exitArguments(connection: SshConnection, places: SshPlaces): readonly string[] {
  return ['-O', 'exit', ...common(connection, places)];
}

/**
 * ssh's arguments for a session over the master: a shell on the host that reads its standard input. Where that must not
 * be the session's own (`detached`), or another user's is wanted, it gets a session of its own.
 */
export function sessionArguments(connection: SshConnection, places: SshPlaces, detached: boolean): readonly string[] {
  return ['-T', '-o', 'ControlMaster=no', ...common(connection, places), remoteCommand(connection, detached)];
}

/** Whether the shell that a session starts is the session's own. */
export function isOwnShell(connection: SshConnection, detached: boolean): boolean {
  return connection.become === undefined && !detached;
}

function remoteCommand(connection: SshConnection, detached: boolean): string {
  if (isOwnShell(connection, detached)) return 'exec /bin/sh';
  // Not the last command of its shell: that would run in the process of one that leads a group already, and
  // setsid would have to fork and leave the session without its process.
  const shell = `/bin/sh -c 'setsid /bin/sh; exit'`;
  if (connection.become === undefined) return `exec ${shell}`;
  return `exec sudo -H -n -u ${shellQuote(connection.become)} -- ${shell}`;
}
