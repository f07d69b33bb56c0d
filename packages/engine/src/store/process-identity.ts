import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told from every other that ever was: a pid alone comes round again. */
export interface ProcessIdentity {
  readonly host: string;
  /** Of the machine's present boot, and of the set of pids (a container has its own) that `pid` belongs to. */
  readonly bootId: string;
  readonly pid: number;
  /** As the system tells it: ticks since boot on Linux, a date elsewhere. */
  readonly startTime: string;
}

/** `unknown`: it lives, or lived, on another machine or in another container, which can't be asked from here. */
export type Life = 'alive' | 'dead' | 'unknown';

/** This process. */
export function thisProcess(): ProcessIdentity {
  return { host: hostname(), bootId: bootId(), pid: process.pid, startTime: startTimeOf(process.pid) ?? '' };
}

/** Whether a process still runs, as far as this one can know. */
export function lifeOf(other: ProcessIdentity): Life {
  const here = { host: hostname(), bootId: bootId() };
  if (other.host !== here.host) return 'unknown';
  const [otherBoot, otherPids] = other.bootId.split('/');
  const [boot, pids] = here.bootId.split('/');
  if (otherBoot !== boot) return 'dead';
  if (otherPids !== pids) return 'unknown';
  const startTime = startTimeOf(other.pid);
  return startTime !== undefined && startTime === other.startTime ? 'alive' : 'dead';
}

function bootId(): string {
  if (process.platform !== 'linux') return execute('sysctl', ['-n', 'kern.boottime']).replaceAll('/', '-');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}/${readlinkSync('/proc/self/ns/pid')}`;
}

/** When a process started; undefined where it does not exist, or has ended and only waits for its parent to notice. */
function startTimeOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const started = execute('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return started === '' ? undefined : started;
  }
  const stat = readStat(pid);
  // The command's name may hold anything, `)` and spaces too; the fields after it hold neither (proc(5)).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function readStat(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

function execute(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }).trim();
  } catch {
    return '';
  }
}
