import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import { endOf, type RunnerEnd } from './runner-process.ts';
import { shellQuote } from './shell-quote.ts';

/**
 * Starts shells one after the other, each the leader of a session of its own, and says how each ended. The first to end
 * badly is the last: what it left unread of its input must not be read by another. Nothing of what runs is an argument.
 */
const loop = 'while :; do setsid "$@" >/dev/null 2>&1; status=$?; echo $status && [ $status = 0 ] || exit; done';

/** What came of an input: how its shell ended, or that no shell took it. */
export type StandbyEnd = RunnerEnd | { readonly kind: 'vanished' };

/**
 * A small process that always has one shell waiting for its input. To fork it costs a process of our size much; to fork
 * that shell costs the small one little, and it happens while nobody waits for it. The shell that has its input is not
 * ours to lose, as `startRunner` says of a runner.
 */
export class StandbyShell {
  readonly #child: ChildProcess;
  readonly #locale: string;
  #end: PromiseWithResolvers<StandbyEnd> | undefined;
  #over = false;

  /** Starts one, whose shells have this environment. */
  constructor(shell: readonly string[], environment: NodeJS.ProcessEnv) {
    this.#locale = localeAgain(environment.LC_ALL);
    const args = ['-c', loop, 'tyto-standby', ...shell];
    // `setsid` would take as long to load a locale as to start.
    const env = { ...environment, LC_ALL: 'C' };
    this.#child = spawn('/bin/sh', args, { detached: true, env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.on('error', () => this.#leave());
    // Not when it ends: its last word may still be on the way then.
    this.#child.on('close', () => this.#leave());
    // Whether it was read is told by what the shell says of its end.
    this.#child.stdin?.on('error', () => {});
    this.#child.stdout?.on('data', (status: Buffer) => this.#ended(Number(status.toString())));
    this.#hold(false);
  }

  /** Whether no shell will come any more. */
  get over(): boolean {
    return this.#over;
  }

  /** Feeds the waiting shell what it is to do; for one at a time. */
  run(input: string): Promise<StandbyEnd> {
    if (this.#end !== undefined) throw new Error('a standby shell is at work');
    this.#end = Promise.withResolvers();
    const { promise } = this.#end;
    if (this.#over) this.#leave();
    else {
      this.#hold(true);
      this.#child.stdin?.write(this.#locale + input);
    }
    return promise;
  }

  /** Lets it go, and resolves when it has; a shell that is at work goes on, and is not waited for. */
  close(): Promise<void> {
    this.#child.stdout?.destroy();
    this.#child.stdin?.destroy();
    const { exitCode, signalCode, pid } = this.#child;
    const isGone = exitCode !== null || signalCode !== null || pid === undefined;
    if (isGone || this.#end !== undefined) return Promise.resolve();
    this.#child.ref();
    return new Promise((resolve) => this.#child.on('exit', () => resolve()));
  }

  #ended(status: number): void {
    // 126 and 127 are of `setsid`: it is not there, or can't start the shell.
    const end: StandbyEnd = status === 126 || status === 127 ? { kind: 'vanished' } : standbyEnd(status);
    if (status !== 0) this.#over = true;
    this.#hold(false);
    const waiting = this.#end;
    this.#end = undefined;
    waiting?.resolve(end);
  }

  #leave(): void {
    this.#over = true;
    // A shell that waits still is to find the end of its input.
    this.#child.stdin?.destroy();
    const waiting = this.#end;
    this.#end = undefined;
    waiting?.resolve({ kind: 'vanished' });
  }

  /** Whether this process lives on for its sake. */
  #hold(held: boolean): void {
    const { stdin, stdout } = this.#child;
    const handles = [this.#child, ...[stdin, stdout].filter((each) => each instanceof Socket)];
    for (const each of handles) held ? each.ref() : each.unref();
  }
}

/** What gives a shell back the locale of its environment. */
function localeAgain(locale: string | undefined): string {
  return locale === undefined ? 'unset LC_ALL\n' : `export LC_ALL=${shellQuote(locale)}\n`;
}

/** A shell says 128 + N of a process that signal N ended; runners themselves never exit so. */
function standbyEnd(status: number): RunnerEnd {
  const [name] = Object.entries(constants.signals).find(([, signal]) => signal === status - 128) ?? [];
  return status > 128 ? endOf(null, name ?? `signal ${status - 128}`) : endOf(status, null);
}
