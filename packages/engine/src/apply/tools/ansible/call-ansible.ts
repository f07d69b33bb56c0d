import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { identityOf } from '../../transports/process-identity.ts';
import { eventsDescriptor } from './ansible-environment.ts';
import { endCall } from './end-call.ts';
import { type PlaybookEvent, parseEvent } from './playbook-event.ts';

/** What is to be called, and what it gets. */
export interface AnsibleCall {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly directory: string;
  /** What our inventory plugin reads from standard input. */
  readonly payload: string;
  /** Writes down the process before it gets anything to do; false where it must not. */
  readonly begin: (pid: number) => boolean;
  readonly onEvent: (event: PlaybookEvent) => void;
  /** Aborted: the call is ended with all that it started. */
  readonly signal: AbortSignal;
}

/** How a call ended: its status as a shell gives it, and what it said besides the events. */
export interface CallEnd {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** It never began. */
  readonly fault?: string;
}

/** Calls `ansible-playbook` in a process group of its own, and waits for its end. Never rejects. */
export function callAnsible(call: AnsibleCall): Promise<CallEnd> {
  return new Promise((resolve) => {
    const fault = (reason: string): void => resolve({ status: 127, stdout: '', stderr: '', fault: reason });
    if (call.signal.aborted) return fault(`${call.program} was not started: the run is cancelled, or its time is over`);
    let child: ChildProcess;
    try {
      child = spawn(call.program, call.arguments, {
        cwd: call.directory,
        detached: true,
        env: call.environment,
        stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      });
    } catch (error) {
      return fault(`${call.program} can not be started: ${messageOf(error)}`);
    }
    child.on('error', (error) => fault(`${call.program} can not be started: ${error.message}`));
    if (child.pid !== undefined) void attend(child, child.pid, call).then(resolve);
  });
}

async function attend(child: ChildProcess, pid: number, call: AnsibleCall): Promise<CallEnd> {
  const identity = identityOf(pid);
  const exit = new Promise<number>((resolve) => {
    child.on('exit', (status, signal) => resolve(status ?? statusOf(signal)));
  });
  const said = [gather(readable(child, 1)), gather(readable(child, 2))] as const;
  const events = listen(readable(child, eventsDescriptor), call.onEvent);
  // One that went away before it had read all says why by its status.
  child.stdin?.on('error', () => {});
  const begun = begin(call, pid);
  child.stdin?.end(begun === undefined ? call.payload : '');
  let ended: Promise<boolean> | undefined;
  const end = (): void => {
    if (identity !== undefined) ended ??= endCall(identity);
  };
  if (call.signal.aborted || begun !== undefined) end();
  call.signal.addEventListener('abort', end, { once: true });
  const status = await exit;
  call.signal.removeEventListener('abort', end);
  await ended;
  // What it started may hold its output open; what is in the pipes already is read all the same.
  await within(2000, Promise.all([events.over, said[0].over, said[1].over]));
  for (const stream of [child.stdout, child.stderr, readable(child, eventsDescriptor)]) stream?.destroy();
  const told = { status, stdout: said[0].text(), stderr: said[1].text() };
  return begun === undefined ? told : { ...told, fault: begun };
}

/** Undefined where the call may go on, else why not. */
function begin(call: AnsibleCall, pid: number): string | undefined {
  try {
    return call.begin(pid) ? undefined : `${call.program} ended at once`;
  } catch (error) {
    return `the start of ${call.program} can not be written down: ${messageOf(error)}`;
  }
}

function readable(child: ChildProcess, descriptor: number): Readable {
  const stream = child.stdio[descriptor];
  if (stream === null || stream === undefined || !('read' in stream)) throw new Error(`no pipe ${descriptor}`);
  return stream;
}

/** Kept of each stream, from its beginning. Ansible says little there, for results come as events. */
const keptOfStream = 256 * 1024;

function gather(stream: Readable): { readonly text: () => string; readonly over: Promise<void> } {
  let kept = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    if (kept.length < keptOfStream) kept += chunk.slice(0, keptOfStream - kept.length);
  });
  return { text: () => kept, over: overOf(stream) };
}

function listen(stream: Readable, onEvent: (event: PlaybookEvent) => void): { readonly over: Promise<void> } {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => {
    const event = parseEvent(line);
    if (event !== undefined) onEvent(event);
  });
  return { over: new Promise((resolve) => lines.on('close', () => resolve())) };
}

function overOf(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.on('end', () => resolve());
    stream.on('error', () => resolve());
    stream.on('close', () => resolve());
  });
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, milliseconds);
  await Promise.race([work, limit.promise]);
  clearTimeout(timer);
}

function statusOf(signal: NodeJS.Signals | null): number {
  return signal === 'SIGKILL' ? 137 : 143;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
