import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Hosts made of namespaces: each has a network, processes, mounts and a name of its own, a root file system that lies
 * over the base, a disk in memory and an sshd. A bridge in a namespace of its own joins them; the machine that controls
 * them is a namespace too, so no address of theirs is known outside, whatever becomes of them.
 *
 *     control 10.77.0.1  ──┐
 *     host N  10.77.x.x  ──┴── bridge
 */
export interface Lab {
  readonly name: string;
  readonly directory: string;
  readonly base: string;
}

const labs = '/var/lib/tyto-lab';

/** The lab of a name, by default the one that `TYTO_LAB` names. */
export function labOf(base: string, name = process.env.TYTO_LAB ?? 'lab'): Lab {
  if (!/^[a-z0-9]{1,12}$/.test(name)) throw new Error(`not the name of a lab: ${name}`);
  return { name, directory: join(labs, name), base };
}

/** The namespace from which hosts are reached. */
export function controlNamespace({ name }: Lab): string {
  return `tyto-${name}-control`;
}

export function addressOf(host: number): string {
  return `10.77.${Math.floor(host / 240)}.${10 + (host % 240)}`;
}

export function hostName(host: number): string {
  return `h${host}`;
}

/** The private key that lets into all hosts, as root and as `op`. */
export function keyOf(lab: Lab): string {
  return join(lab.directory, 'key');
}

/** Makes the network and as many hosts as are asked for, and waits until each answers. */
export async function bringUp(lab: Lab, count: number): Promise<void> {
  takeDown(lab);
  mkdirSync(lab.directory, { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyOf(lab)]);
  const [control, fabric] = [controlNamespace(lab), fabricOf(lab)];
  for (const each of [control, fabric]) ip('netns', 'add', each);
  for (const each of [control, fabric]) ip('-n', each, 'link', 'set', 'lo', 'up');
  ip('-n', fabric, 'link', 'add', 'bridge', 'type', 'bridge');
  ip('-n', fabric, 'link', 'set', 'bridge', 'up');
  joinBridge(lab, control, 'control', '02:77:00:00:ff:fe', '10.77.0.1/16');
  for (let host = 1; host <= count; host += 1) makeHost(lab, host);
  for (let host = 1; host <= count; host += 1) await answers(lab, host);
}

/** Ends all hosts and leaves nothing of the lab. */
export function takeDown(lab: Lab): void {
  for (const host of hostsOf(lab)) endProcesses(lab, host);
  for (const host of hostsOf(lab)) quietly('umount', '-l', join(directoryOf(lab, host), 'disk'));
  const prefix = `tyto-${lab.name}-`;
  const namespaces = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  for (const each of namespaces.filter((name) => name.startsWith(prefix))) ip('netns', 'del', each);
  rmSync(lab.directory, { recursive: true, force: true });
}

/** Takes the link of a host away, or gives it back. */
export function setLink(lab: Lab, host: number, state: 'up' | 'down'): void {
  ip('-n', fabricOf(lab), 'link', 'set', `p${host}`, state);
}

/** Ends all that runs on a host, as a power cut does: its disk stays. */
export function powerOff(lab: Lab, host: number): void {
  endProcesses(lab, host);
}

/** Starts a host that is off: its boot has another id. */
export async function powerOn(lab: Lab, host: number): Promise<void> {
  startHost(lab, host);
  await answers(lab, host);
}

/** Runs a command on a host, not by ssh but from within. Gives what it says. */
export function inside(lab: Lab, host: number, command: string): string {
  const init = readFileSync(join(directoryOf(lab, host), 'init'), 'utf8').trim();
  const child = readFileSync(`/proc/${init}/task/${init}/children`, 'utf8').trim();
  const args = [
    '--target',
    child,
    '--mount',
    '--uts',
    '--ipc',
    '--net',
    '--pid',
    '--root',
    '--wd=/',
    'sh',
    '-c',
    command,
  ];
  return execFileSync('nsenter', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function fabricOf({ name }: Lab): string {
  return `tyto-${name}-fabric`;
}

function directoryOf(lab: Lab, host: number): string {
  return join(lab.directory, hostName(host));
}

function hostsOf(lab: Lab): readonly number[] {
  const names = existsSync(lab.directory) ? readdirSync(lab.directory) : [];
  return names.flatMap((name) => (/^h\d+$/.test(name) ? [Number(name.slice(1))] : []));
}

/** Joins a namespace to the bridge. The address of its card is fixed: neighbours would not know a host made anew. */
function joinBridge(lab: Lab, namespace: string, port: string, card: string, address: string): void {
  const fabric = fabricOf(lab);
  ip('-n', fabric, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace, 'address', card);
  ip('-n', fabric, 'link', 'set', port, 'master', 'bridge', 'up');
  ip('-n', namespace, 'addr', 'add', address, 'dev', 'eth0');
  ip('-n', namespace, 'link', 'set', 'eth0', 'up');
}

function makeHost(lab: Lab, host: number): void {
  const [directory, namespace] = [directoryOf(lab, host), `tyto-${lab.name}-h${host}`];
  const disk = join(directory, 'disk');
  for (const each of ['disk', 'root']) mkdirSync(join(directory, each), { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128m,mode=755', 'tmpfs', disk]);
  for (const each of ['upper', 'work']) mkdirSync(join(disk, each));
  ip('netns', 'add', namespace);
  ip('-n', namespace, 'link', 'set', 'lo', 'up');
  const card = `02:77:00:00:${hex(host >> 8)}:${hex(host & 255)}`;
  joinBridge(lab, namespace, `p${host}`, card, `${addressOf(host)}/16`);
  const key = readFileSync(`${keyOf(lab)}.pub`, 'utf8');
  for (const [home, owner] of [['root', 0] as const, ['home/op', 1000] as const]) {
    const ssh = join(disk, 'upper', home, '.ssh');
    mkdirSync(ssh, { recursive: true });
    chmodSync(ssh, 0o700);
    writeFileSync(join(ssh, 'authorized_keys'), key, { mode: 0o600 });
    execFileSync('chown', ['-R', `${owner}:${owner}`, join(disk, 'upper', home)]);
    chmodSync(join(disk, 'upper', home), 0o700);
  }
  mkdirSync(join(disk, 'upper/etc'));
  writeFileSync(join(disk, 'upper/etc/hostname'), `${hostName(host)}\n`);
  writeFileSync(join(disk, 'upper/etc/hosts'), `127.0.0.1 localhost ${hostName(host)}\n`);
  startHost(lab, host);
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function startHost(lab: Lab, host: number): void {
  const directory = directoryOf(lab, host);
  writeFileSync(join(directory, 'boot_id'), `${randomUUID()}\n`);
  const log = openSync(join(directory, 'log'), 'a');
  const args = [
    `--net=/run/netns/tyto-${lab.name}-h${host}`,
    ...['unshare', '--pid', '--mount', '--uts', '--ipc', '--fork', '--kill-child', 'sh'],
    join(import.meta.dirname, 'host-init.sh'),
  ];
  const env = { PATH: process.env.PATH, HOST: directory, NAME: hostName(host), BASE: lab.base };
  const child = spawn('nsenter', args, { env, detached: true, stdio: ['ignore', log, log] });
  writeFileSync(join(directory, 'init'), String(child.pid));
  child.unref();
}

function endProcesses(lab: Lab, host: number): void {
  const path = join(directoryOf(lab, host), 'init');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8'));
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is off already.
  }
  rmSync(path);
  // The kernel ends what was in the host before the one who started it is gone, but not before this process goes on.
  while (existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(statusOf(pid))) {}
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return 'State: Z';
  }
}

/** How long a host may take until its sshd answers, in milliseconds. */
const patience = 20_000;

async function answers(lab: Lab, host: number): Promise<void> {
  const until = Date.now() + patience;
  const probe = `exec 3<>/dev/tcp/${addressOf(host)}/22 && read -r -t 2 line <&3`;
  for (;;) {
    try {
      execFileSync('nsenter', [`--net=/run/netns/${controlNamespace(lab)}`, 'bash', '-c', probe], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (Date.now() > until)
        throw new Error(`host ${host} does not answer: ${readFileSync(join(directoryOf(lab, host), 'log'), 'utf8')}`, {
          cause: error,
        });
      await sleep(50);
    }
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function quietly(command: string, ...args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
  } catch {
    // There was nothing to do.
  }
}
