import { spawn } from 'node:child_process';
import { runnerFailures, runnerRefused } from './runner.ts';

/** What came of the process of a runner that this process started. */
export type RunnerEnd =
  /** It saw the program to its end and wrote that down. */
  | { readonly kind: 'done' }
  /** Another runner has the action, or nobody may have it any more. */
  | { readonly kind: 'refused' }
  /** It gave up, or could not be started at all. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Someone ended it. */
  | { readonly kind: 'killed'; readonly reason: string };

/**
 * Starts a shell in a session of its own and feeds it the payload made for its pid. The process is not ours to lose: it goes on when we
 * die. Resolves when it has exited, whatever its children hold open.
 */
export function startRunner(
  shell: readonly [string, ...string[]],
  payloadFor: (pid: number) => string,
  environment: NodeJS.ProcessEnv,
): Promise<RunnerEnd> {
  const [command, ...args] = shell;
  return new Promise((resolve) => {
    const fail = (error: Error): void =>
      resolve({ kind: 'failed', reason: `cannot start ${command}: ${error.message}` });
    try {
      const child = spawn(command, args, { detached: true, env: environment, stdio: ['pipe', 'ignore', 'ignore'] });
      child.on('error', fail);
      child.on('exit', (status, signal) => resolve(endOf(status, signal)));
      // A runner that went away before it had read all says why by its status.
      child.stdin.on('error', () => {});
      if (child.pid !== undefined) child.stdin.end(payloadFor(child.pid));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      fail(error);
    }
  });
}

/** What a runner's end says: its exit status, or the signal that ended it. */
export function endOf(status: number | null, signal: string | null): RunnerEnd {
  if (status === null) return { kind: 'killed', reason: `the runner was ended by ${signal}` };
  if (status === 0) return { kind: 'done' };
  if (status === runnerRefused) return { kind: 'refused' };
  return { kind: 'failed', reason: runnerFailures.get(status) ?? `the runner ended with status ${status}` };
}
