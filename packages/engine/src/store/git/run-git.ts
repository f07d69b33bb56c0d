import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { StoreFailure } from '../store-failure.ts';

/** A bare repository, by its directory. */
export interface Repository {
  readonly kind: 'Repository';
  readonly path: string;
}

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Settings that hold for every command whatever the repository or the machine says: no hooks, no collection of garbage
 * behind our back, objects and refs on the disk before the command ends, patience with another writer's lock.
 */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsync=committed,loose-object,reference',
  'core.filesRefLockTimeout=1000',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.objectNameWarning=false',
].flatMap((setting) => ['-c', setting]);

/** The environment without anything that could turn git to another repository, identity or configuration. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_AUTHOR_NAME: 'Tyto',
    GIT_AUTHOR_EMAIL: 'tyto@localhost',
    GIT_COMMITTER_NAME: 'Tyto',
    GIT_COMMITTER_EMAIL: 'tyto@localhost',
    // Without these fast-import asks the system for memory anew for each tree: half its time where there are many.
    MALLOC_TOP_PAD_: '8388608',
    MALLOC_TRIM_THRESHOLD_: '67108864',
  };
}

/**
 * Starts git on a repository (or on none), all three streams piped. In a session of its own, so that ^C in the terminal
 * does not kill it in the middle of a write.
 */
export function startGit(
  repository: Repository | undefined,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = gitEnvironment(),
): ChildProcess {
  const where = repository === undefined ? [] : [`--git-dir=${repository.path}`];
  return spawn('git', [...where, ...settings, ...args], {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Runs git to its end. Any exit status is a result; only a git that can't be started is a failure. */
export function runGit(
  repository: Repository | undefined,
  args: readonly string[],
  input?: readonly (string | Uint8Array)[],
  environment?: NodeJS.ProcessEnv,
): Promise<GitResult> {
  const child = startGit(repository, args, environment);
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => reject(cannotStart(error)));
    child.on('close', (status, signal) => {
      const said = Buffer.concat(stderr).toString();
      const told = signal === null ? said : `${said}killed by ${signal}`;
      resolve({ status: status ?? 128, stdout: Buffer.concat(stdout), stderr: told });
    });
    // A git that ends early closes its input; what it said on stderr tells why.
    child.stdin?.on('error', () => undefined);
    for (const chunk of input ?? []) child.stdin?.write(chunk);
    child.stdin?.end();
  });
}

/** As `runGit`, for what can only fail when the ground does. Gives standard output. */
export async function mustGit(
  repository: Repository | undefined,
  args: readonly string[],
  input?: readonly (string | Uint8Array)[],
): Promise<Buffer> {
  const result = await runGit(repository, args, input);
  if (result.status !== 0) throw gitFailure(repository, args[0] ?? '', result);
  return result.stdout;
}

/** The failure of a git command, with what git said. */
export function gitFailure(
  repository: Repository | undefined,
  command: string,
  result: Pick<GitResult, 'status' | 'stderr'>,
): StoreFailure {
  const said = result.stderr.trim();
  const about = repository === undefined ? '' : ` in '${repository.path}'`;
  const told = said === '' ? `exit status ${result.status}` : said;
  return new StoreFailure('data-git', `git ${command}${about} failed: ${told}`, { hint: gitHint(said) });
}

function gitHint(said: string): string {
  if (/no space left|out of diskspace|disk quota/i.test(said)) return 'Free space on the disk of the data directory';
  if (/permission denied|read-only file system|insufficient permission/i.test(said)) {
    return 'Give write permission to the data directory and the files in it';
  }
  if (/\.lock': File exists/.test(said)) return 'Remove that lock file if no git process is running there';
  return 'Check the repository with git fsck; restore the data directory from a backup if it is damaged';
}

/** The failure of a git program that can't be started. */
export function cannotStart(error: Error): StoreFailure {
  const missing = 'code' in error && error.code === 'ENOENT';
  return missing
    ? new StoreFailure('data-git', "The program 'git' was not found", { hint: 'Install git, or put it on the PATH' })
    : new StoreFailure('data-git', `The program 'git' cannot be started: ${error.message}`);
}
