import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What every host of the lab has. */
const packages = ['openssh-server', 'python3', 'iproute2', 'procps', 'sudo', 'busybox'];

/** What this machine needs for a lab, by the command that shows that it is there. */
const needed: Readonly<Record<string, string>> = {
  mmdebstrap: 'mmdebstrap',
  ip: 'iproute2',
  ssh: 'openssh-client',
  nsenter: 'util-linux',
  'ansible-playbook': 'ansible-core',
};

/** Where root file systems are kept between labs. */
const cache = '/var/cache/tyto-lab';

/** Why there can be no lab here; undefined where there can. */
export function labMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'hosts of our own need root';
  if (spawnSync('apt-get', ['--version']).error !== undefined) return 'hosts of our own are made from Debian packages';
  return undefined;
}

/** Installs what a lab needs of this machine, where it is missing. */
export function installTools(): void {
  const missing = Object.entries(needed).filter(
    ([command]) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0,
  );
  if (missing.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-qq', 'update'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const names = missing.map(([, name]) => name);
  execFileSync('apt-get', ['-qq', '-y', 'install', '--no-install-recommends', ...names], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The root file system that hosts lie over, made from Debian packages the first time that it is asked for. */
export function baseRoot(): string {
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm';
  const recipe = [`--variant=minbase`, `--include=${packages.join(',')}`, ...customize, suite];
  const root = join(cache, createHash('sha256').update(recipe.join('\0')).digest('hex').slice(0, 12));
  if (existsSync(root)) return root;
  mkdirSync(cache, { recursive: true });
  const making = `${root}.${process.pid}`;
  try {
    execFileSync('mmdebstrap', ['--quiet', ...recipe, making], { stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(join(making, 'etc/sudoers.d/op'), 'op ALL=(ALL) NOPASSWD: ALL\n', { mode: 0o440 });
    renameSync(making, root);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return root;
}

/** The user `op` may become root; hosts need neither documentation nor lists of packages. */
const customize = [
  '--customize-hook=chroot "$1" useradd --create-home --shell /bin/bash op',
  '--customize-hook=rm -rf "$1"/var/lib/apt/lists "$1"/usr/share/doc "$1"/var/cache/apt',
];
