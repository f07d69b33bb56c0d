import { spawn } from 'node:child_process';
import { type Frame, FrameReader } from './ssh-frames.ts';

/** How a call of ssh that says nothing went: what it said to its standard error where it failed. */
export type Called = { readonly ok: true } | { readonly ok: false; readonly said: string };

const environment = { ...process.env, SSH_ASKPASS_REQUIRE: 'never', LC_ALL: 'C' };

/** Kept of what ssh says to its standard error. */
const saidLimit = 16 * 1024;

/**
 * Calls ssh, in a session of its own so that neither ^C nor a terminal's questions reach it, and gives up after a time.
 */
export function callSsh(args: readonly string[], timeout: number): Promise<Called> {
  return new Promise((resolve) => {
    const child = spawn('ssh', args, { detached: true, env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-saidLimit);
    });
    const end = (result: Called): void => {
      clearTimeout(timer);
      child.stderr.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end({ ok: false, said: `no answer within ${timeout / 1000} s` });
    }, timeout);
    child.on('error', (error) => end({ ok: false, said: `cannot start ssh: ${error.message}` }));
    child.on('exit', (status) => setImmediate(() => end(status === 0 ? { ok: true } : { ok: false, said })));
  });
}

/** What a session's shell answered. */
export type Answer =
  | { readonly kind: 'whole'; readonly frames: readonly Frame[] }
  /** The shell never began: ssh or the host's login refused, and nothing that was sent was carried out. */
  | { readonly kind: 'refused'; readonly said: string }
  /** The link was lost: what was sent may have been carried out. */
  | { readonly kind: 'lost'; readonly said: string };

export interface Session {
  /** Comes with the last frame, before the session is over. */
  readonly answer: Promise<Answer>;
  /** The session is over and its place on the connection is free. */
  readonly over: Promise<void>;
  /** Ends the session's client; what runs on the host goes on. */
  readonly end: () => void;
}

/** The status of ssh itself, where it is not that of the remote command. */
const sshFailed = 255;

/** Starts a session and feeds its shell. */
export function startSession(args: readonly string[], nonce: string, input: string): Session {
  const reader = new FrameReader(nonce);
  const answer = Promise.withResolvers<Answer>();
  const over = Promise.withResolvers<void>();
  const child = spawn('ssh', args, { detached: true, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-saidLimit);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (reader.take(chunk)) answer.resolve({ kind: 'whole', frames: reader.frames() });
  });
  child.on('error', (error) => {
    answer.resolve({ kind: 'refused', said: `cannot start ssh: ${error.message}` });
    over.resolve();
  });
  child.on('close', (status) => {
    const refused = !reader.begun && status !== null && status !== sshFailed;
    answer.resolve({ kind: refused ? 'refused' : 'lost', said });
    over.resolve();
  });
  // A shell that went away before it had read all is told of by the answer.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return { answer: answer.promise, over: over.promise, end: () => child.kill('SIGKILL') };
}
