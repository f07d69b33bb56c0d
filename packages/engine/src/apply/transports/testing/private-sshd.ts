import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InventoryNode, SshConnection } from '../../../inventory/inventory.ts';
import { type SshTransport, sshTransport } from '../ssh.ts';

/** For tests: an sshd of our own on this machine, which lets in who runs the test, and keeps their actions apart. */
export interface PrivateSshd {
  readonly node: InventoryNode;
  /** Its `bin` comes first where the node looks for programs. */
  readonly directory: string;
  /** Where the node keeps its actions. */
  readonly base: string;
  readonly knownHosts: string;
  /** A node like `node` with another connection. */
  readonly nodeWith: (connection: Partial<SshConnection>) => InventoryNode;
  /** Transports that are closed when the test is over. */
  readonly open: (tryAgain?: number) => SshTransport;
  readonly newHostKey: () => void;
  readonly start: () => Promise<void>;
  /** Ends the sshd with all its connections; what they started goes on. */
  readonly stop: () => Promise<void>;
}

const program = '/usr/sbin/sshd';

/** Why there can be no sshd here; undefined where there can. */
export function sshdMissing(): string | undefined {
  if (!existsSync(program)) return 'sshd is not installed (Debian: openssh-server)';
  if (spawnSync('ssh', ['-V']).error !== undefined) return 'ssh is not installed (Debian: openssh-client)';
  return undefined;
}

export async function privateSshd(test: { after(remove: () => Promise<void>): void }): Promise<PrivateSshd> {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-sshd-'));
  const base = join(directory, 'state', 'tyto');
  const [hostKey, userKey] = [join(directory, 'host-key'), join(directory, 'user-key')];
  for (const key of [hostKey, userKey]) makeKey(key);
  const port = await freePort();
  const configuration = join(directory, 'config');
  writeFileSync(configuration, configurationText({ port, hostKey, authorized: `${userKey}.pub`, directory }));
  const knownHosts = join(directory, 'known_hosts');
  const connection: SshConnection = {
    kind: 'ssh',
    host: '127.0.0.1',
    port,
    user: userInfo().username,
    privateKeyFile: userKey,
    commonArgs: ['-F', '/dev/null', '-o', 'IdentitiesOnly=yes'],
    become: undefined,
  };
  const nodeWith = (other: Partial<SshConnection>): InventoryNode => ({
    name: 'there',
    at: { file: 'inventory.yaml', line: 1, column: 1 },
    groups: [],
    variables: new Map(),
    connection: { ...connection, ...other },
  });
  let server: ChildProcess | undefined;
  const transports: SshTransport[] = [];
  const start = async (): Promise<void> => {
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    server = spawn(program, ['-D', '-e', '-f', configuration], { detached: true, stdio: 'ignore' });
    while (!(await answers(port))) await sleep(20);
  };
  const stop = async (): Promise<void> => {
    if (server?.pid === undefined) return;
    for (const pid of withDescendants(server.pid)) killIfSshd(pid);
    while (await answers(port)) await sleep(20);
  };
  await start();
  test.after(async () => {
    await Promise.all(transports.map((each) => each.close()));
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const open = (tryAgain = 0): SshTransport => {
    const transport = sshTransport({
      knownHosts,
      leftovers: join(directory, 'leftovers'),
      directory: process.getuid?.() === 0 ? base : '',
      tryAgain,
    });
    transports.push(transport);
    return transport;
  };
  const newHostKey = (): void => {
    rmSync(hostKey);
    rmSync(`${hostKey}.pub`);
    makeKey(hostKey);
  };
  return { node: nodeWith({}), base, directory, knownHosts, nodeWith, open, newHostKey, start, stop };
}

function makeKey(path: string): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
}

function configurationText(at: { port: number; hostKey: string; authorized: string; directory: string }): string {
  return `Port ${at.port}
ListenAddress 127.0.0.1
HostKey ${at.hostKey}
AuthorizedKeysFile ${at.authorized}
StrictModes no
UsePAM no
PidFile none
SetEnv XDG_STATE_HOME=${at.directory}/state PATH=${at.directory}/bin:/usr/bin:/bin
`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') throw new Error('a socket without a port');
      probe.close(() => resolve(address.port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function withDescendants(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap((child) => withDescendants(Number(child)))];
}

function childrenOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

/** Not what a session runs. */
function killIfSshd(pid: number): void {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sshd')) process.kill(pid, 'SIGKILL');
  } catch {
    // It is over already.
  }
}
