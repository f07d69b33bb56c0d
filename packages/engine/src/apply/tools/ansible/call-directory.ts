import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pythonJson } from '../../../hot/print-value.ts';
import type { Value } from '../../../hot/value.ts';
import { ansibleConfig, ownPlays } from './ansible-environment.ts';
import type { Playbook } from './read-playbook.ts';

const prefix = 'tyto-ansible-';

/** Memory rather than a disk, where there is such a place: what a playbook holds and ansible makes of it may be secret. */
export function scratchBase(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

/** Makes the own directory of a call for so many hosts, which only its owner may look into. Throws the file system's error where it can't be made. */
export function makeCallDirectory(base: string, hosts: number): string {
  const directory = mkdtempSync(join(base, prefix));
  mkdirSync(join(directory, 'c'), { mode: 0o700 });
  write(directory, 'ansible.cfg', ansibleConfig(directory, hosts));
  return directory;
}

/** Writes what a call runs, our own plays around the playbook; gives the file to run. Without a playbook it only collects. */
export function writePlaybook(directory: string, playbook: Playbook | undefined, prepare: boolean): string {
  if (playbook !== undefined)
    write(directory, playbook.form === 'plays' ? 'playbook.yaml' : 'tasks.yaml', playbook.text);
  const plays = [
    ...(playbook !== undefined && prepare ? [importOf(join(ownPlays, 'prepare.yaml'))] : []),
    ...(playbook === undefined
      ? []
      : [playbook.form === 'plays' ? importOf(join(directory, 'playbook.yaml')) : taskPlay]),
    importOf(join(ownPlays, 'collect.yaml')),
  ];
  return write(directory, 'main.yaml', pythonJson(plays));
}

function importOf(path: string): Value {
  return new Map([['ansible.builtin.import_playbook', path]]);
}

const taskPlay: Value = new Map<string, Value>([
  ['name', 'all'],
  ['hosts', 'all'],
  ['tasks', [new Map([['ansible.builtin.import_tasks', 'tasks.yaml']])]],
]);

function write(directory: string, name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  return path;
}

/** Removes a call's directory, and lets go of the connections whose sockets are in it. Whatever can't be done is left. */
export async function removeCallDirectory(directory: string): Promise<void> {
  if (!basename(directory).startsWith(prefix)) throw new Error(`not the directory of a call: ${directory}`);
  const sockets = join(directory, 'c');
  await Promise.all(namesIn(sockets).map((name) => exitMaster(join(sockets, name))));
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // It is only its owner's, and goes with the machine's next start.
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function exitMaster(socket: string): Promise<void> {
  const args = ['-F', 'none', '-o', `ControlPath="${socket}"`, '-O', 'exit', 'master'];
  return new Promise((resolve) => {
    execFile('ssh', args, { timeout: 2000 }, () => resolve());
  });
}
