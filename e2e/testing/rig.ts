import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** The checkout that is tested. */
export const checkout = join(import.meta.dirname, '..', '..');
const program = join(checkout, 'bin', 'tyto');

/** How a process ended, and all that it said. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when a text has been said on either stream; rejects when the process ends without it. */
  readonly says: (text: string) => Promise<void>;
}

export interface TytoOptions {
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A scratch directory with a data directory and a node of its own, and the program to use them with. */
export interface Rig {
  readonly directory: string;
  readonly data: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly start: (args: readonly string[], options?: TytoOptions) => Started;
  /** Runs a command to its end. */
  readonly tyto: (args: readonly string[], options?: TytoOptions) => Promise<Ended>;
  /** The same; throws where the exit status is another than expected. */
  readonly must: (args: readonly string[], status?: number, options?: TytoOptions) => Promise<Ended>;
  /** Writes a file under the scratch directory, and gives its path. */
  readonly write: (path: string, text: string) => string;
}

/** Makes a scratch directory. After the test no process may be left that was started under it, and it is removed. */
export function makeRig(t: TestContext): Rig {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tyto-e2e-')));
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    TYTO_DATA: join(directory, 'data'),
    TYTO_NODE_DIR: join(directory, 'node'),
    // So that every process that a test leaves behind is known by its environment.
    TYTO_E2E: directory,
  };
  // What the runner of tests tells its own children is nothing for ours.
  delete environment.NODE_TEST_CONTEXT;
  t.after(async () => {
    const left = await leftProcesses(directory);
    for (const { pid } of left) process.kill(pid, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    if (left.length > 0) throw new Error(`left running: ${left.map((each) => each.line).join('; ')}`);
  });
  const start = (args: readonly string[], options: TytoOptions = {}): Started =>
    startProcess(program, args, { env: { ...environment, ...options.environment } }, options.input);
  const tyto = (args: readonly string[], options?: TytoOptions): Promise<Ended> => start(args, options).ended;
  return {
    directory,
    data: join(directory, 'data'),
    environment,
    start,
    tyto,
    must: async (args, status = 0, options) => {
      const ended = await tyto(args, options);
      if (ended.status === status) return ended;
      throw new Error(`tyto ${args.join(' ')} ended with ${told(ended)}, not ${status}\n${ended.out}\n${ended.err}`);
    },
    write: (path, text) => {
      const full = join(directory, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    },
  };
}

function told({ status, signal }: Ended): string {
  return status === null ? `${signal}` : `status ${status}`;
}

/** Starts a process whose output is kept; `input` is all of its standard input. */
export function startProcess(file: string, args: readonly string[], options: SpawnOptions, input?: string): Started {
  const child = spawn(file, args, { ...options, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  const wake = (): void => {
    for (const each of listeners) each();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    wake();
  });
  if (input !== undefined) {
    // A program that refuses before it has read all is no failure of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({ status, signal, out, err });
      wake();
    });
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text) || err.includes(text)) resolve();
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`never said "${text}"\n${err}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });
  return { child, ended, says };
}

/** Runs another program to its end; throws where it fails. Gives what it printed. */
export async function execute(
  file: string,
  args: readonly string[],
  options: SpawnOptions = {},
  input?: string,
): Promise<string> {
  const ended = await startProcess(file, args, options, input).ended;
  if (ended.status === 0) return ended.out;
  throw new Error(`${file} ${args.join(' ')} ended with ${told(ended)}\n${ended.out}\n${ended.err}`);
}

interface LeftProcess {
  readonly pid: number;
  readonly line: string;
}

/** Processes with a scratch directory in their environment that do not end by themselves within a second. */
async function leftProcesses(directory: string): Promise<readonly LeftProcess[]> {
  for (let tries = 0; ; tries += 1) {
    const left = processesOf(directory);
    if (left.length === 0 || tries === 20) return left;
    await sleep(50);
  }
}

/** Every process that was started under a scratch directory and still runs. */
export function processesOf(directory: string): readonly LeftProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    const environment = readIfThere(`/proc/${name}/environ`);
    if (!environment.split('\0').includes(`TYTO_E2E=${directory}`)) return [];
    const line = readIfThere(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
    // One that has ended and only waits for its parent has no command line any more.
    return line === '' ? [] : [{ pid: Number(name), line }];
  });
}

/** A file's text; empty where it can't be read. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until something holds; throws what it waited for when that takes half a minute. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}

/** An inventory of this machine under the name `here`. */
export const inventoryText = 'all:\n  hosts:\n    here:\n      ansible_connection: local\n';
