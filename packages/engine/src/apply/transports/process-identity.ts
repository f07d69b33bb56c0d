import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process beyond doubt: a pid is used again, together with its start time and the boot it is not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
}

/** What names a process of this machine beyond doubt; undefined where it is over. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime, bootId: bootId() };
}

/** Whether a process still runs on this machine. One that has ended but was not yet waited for does not. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identity.bootId === bootId() && startTimeOf(identity.pid) === identity.startTime;
}

let knownBoot: string | undefined;

/** What names this boot of the machine: Linux's boot id, elsewhere what `sysctl` says. */
export function bootId(): string {
  knownBoot ??=
    textOf('/proc/sys/kernel/random/boot_id')?.trim() ||
    oneWord(said('sysctl', ['-n', 'kern.bootsessionuuid']) || said('sysctl', ['-n', 'kern.boottime'])) ||
    'unknown';
  return knownBoot;
}

/** When a process started, as the machine writes it (field 22 of /proc/PID/stat, or `ps`); undefined when it is over. */
function startTimeOf(pid: number): string | undefined {
  if (textOf('/proc/self/stat') === undefined) {
    return oneWord(said('ps', ['-o', 'lstart=', '-p', String(pid)])) || undefined;
  }
  const fields = statFields(pid);
  const [state] = fields ?? [];
  return state === 'Z' || state === 'X' ? undefined : fields?.[19];
}

/** The fields of /proc/PID/stat from the third on, a process's state; undefined where it is over or there is no /proc. */
export function statFields(pid: number): readonly string[] | undefined {
  // The name of the command, in parentheses, may itself hold parentheses and blanks.
  return textOf(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function said(command: string, args: readonly string[]): string {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC0' };
    return execFileSync(command, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** As the runner writes what holds blanks into a record. */
function oneWord(text: string): string {
  return text.trim().replaceAll(/\s+/g, '_');
}
