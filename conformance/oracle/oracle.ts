import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** So long the oracle works at a case, in seconds. */
const usualPatience = 20;

/** After so many cases it is started anew: it keeps every stack that it made. */
const caseLimit = 2000;

/** What it says when it was stopped in the midst of a case, and ever after. */
const lost = /"status": "ORACLE"|\(sqlite3\./;

/** What the oracle says where it has no answer. */
const silent = '{"status": "ORACLE", "error": "no answer"}';

/**
 * Heat's engine in a process of its own that answers one line by one. It is started when it is first asked, and again
 * after it ended or was silent for too long. Only one question at a time.
 */
export class Oracle {
  readonly #program: readonly string[];
  readonly #patience: number;
  #running: Running | undefined;

  /** A case may take `patience` seconds, and twice as long until it is known that nothing comes. */
  constructor(
    program: readonly string[] = ['/usr/bin/python3', `${import.meta.dirname}/heat_oracle.py`],
    patience = usualPatience,
  ) {
    this.#program = [...program, String(patience)];
    this.#patience = patience;
  }

  /** The oracle's answer to a case, each a line of JSON. The name of the stack that it made is `stack` in it. */
  async ask(line: string): Promise<string> {
    if ((this.#running?.count ?? 0) >= caseLimit) this.close();
    const running = this.#running ?? this.#start();
    running.count += 1;
    const answer = await answerOf(running, line, 2000 * this.#patience);
    // One that was interrupted has lost its database.
    if (answer === undefined || lost.test(answer)) {
      this.close();
      return silent;
    }
    // No other stack is in the answer: what digits follow are no part of the name.
    return answer.replaceAll(`oracle${running.count}`, 'stack');
  }

  close(): void {
    this.#running?.child.kill('SIGKILL');
    this.#running = undefined;
  }

  #start(): Running {
    const [command = '', ...args] = this.#program;
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    const running = { child, lines: createInterface({ input: child.stdout }), count: 0 };
    this.#running = running;
    return running;
  }
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: Interface;
  /** How many questions it got; it names stacks by that. */
  count: number;
}

function answerOf({ child, lines }: Running, line: string, longest: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (answer: string | undefined): void => {
      clearTimeout(timer);
      lines.off('line', finish);
      lines.off('close', onEnd);
      child.off('error', onEnd);
      resolve(answer);
    };
    const onEnd = (): void => finish(undefined);
    const timer = setTimeout(onEnd, longest);
    lines.once('line', finish);
    lines.once('close', onEnd);
    child.once('error', onEnd);
    child.stdin.write(`${line}\n`);
  });
}
