import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SshConnection } from '../../inventory/inventory.ts';
import { runnerPayload } from './payload.ts';
import { parseRecord } from './record.ts';
import { runnerFailures } from './runner.ts';
import { Slots } from './slots.ts';
import {
  checkArguments,
  exitArguments,
  isOwnShell,
  masterArguments,
  type SshPlaces,
  sessionArguments,
} from './ssh-arguments.ts';
import { type Answer, type Called, callSsh, startSession } from './ssh-client.ts';
import { sshFailure } from './ssh-failure.ts';
import type { Frame } from './ssh-frames.ts';
import { needsTails, readTails, recordOf, type Tails } from './ssh-record.ts';
import {
  type Asked,
  askScript,
  killScript,
  removeScript,
  runnerNotLeader,
  runScript,
  tailScript,
  waitScript,
} from './ssh-script.ts';
import type { ActionId, NodeProgram, NodeRecord } from './transport.ts';

/** sshd allows ten sessions on a connection: so many are for what runs, the last for what is asked in between. */
const runningSessions = 9;
/** How long, in milliseconds, a host has to let us in, and to answer what takes no time. */
const patience = 25_000;
/** Between two attempts to make a lost link again. */
const pause = 500;
/** So many actions to forget are worth a process beside another action's end. */
const worthRemoving = 8;

type Ask = (asked: Asked) => string;

export interface SshNodeOptions {
  /** The node's directory for actions; by default /var/lib/tyto for root, else in the state directory of the user. */
  readonly directory?: string;
  /** Milliseconds in which a link that is lost while an action runs is made again; by default so that all takes half a minute at most. */
  readonly tryAgain?: number;
  /** Actions to forget that could not be forgotten before. */
  readonly leftover?: readonly ActionId[];
}

/** A host that is reached by ssh: one connection, its sessions, and what was learnt of the host. */
export class SshNode {
  readonly #connection: SshConnection;
  readonly #places: SshPlaces;
  readonly #running = new Slots(runningSessions);
  readonly #asking = new Slots(1);
  #master: Promise<Called> | undefined;
  #suspect = false;
  #detached = false;
  #base: string;
  /** To forget when there is a session for it. */
  #forgotten: ActionId[];
  /** Never sent, so there is nothing to forget. */
  readonly #unsent = new Set<ActionId>();

  readonly #tryAgain: number;

  constructor(connection: SshConnection, places: SshPlaces, { directory, tryAgain, leftover }: SshNodeOptions) {
    this.#forgotten = [...(leftover ?? [])];
    this.#tryAgain = tryAgain ?? 8000;
    this.#connection = connection;
    this.#places = places;
    const user = connection.become ?? connection.user;
    this.#base = directory ?? (user === 'root' ? '/var/lib/tyto' : '');
  }

  /** Runs a program, in one session where the link holds. `abandoned` is asked before it is sent. */
  async run(id: ActionId, program: NodeProgram, abandoned: () => boolean): Promise<NodeRecord> {
    let voids = 0;
    for (;;) {
      const answer = await this.#session(this.#running, (nonce) =>
        abandoned() ? undefined : this.#runScript(id, program, nonce, voids),
      );
      if (answer.kind === 'refused') {
        this.#unsent.add(id);
        return { kind: 'not begun', reason: this.#reason(answer.said) };
      }
      if (answer.kind === 'lost') return this.#afterLoss(id, program.outputs, answer.said);
      const status = runnerStatus(answer.frames);
      if (status === runnerNotLeader && !this.#detached) {
        this.#detached = true;
        continue;
      }
      const failure = status === undefined ? undefined : runnerFailures.get(status);
      if (failure !== undefined)
        return { kind: beforeTheProgram(status) ? 'not begun' : 'unreachable', reason: failure };
      const record = await this.#record(id, program.outputs, answer.frames);
      if (record.kind !== 'absent') return record;
      // Someone asked for the action before it was sent, which forbade all that was sent until then.
      const before = voidsOf(answer.frames);
      if (before <= voids) return { kind: 'not begun', reason: 'the node did not take it up' };
      voids = before;
    }
  }

  ask(id: ActionId, outputs: readonly string[]): Promise<NodeRecord> {
    return this.#ask(this.#asking, id, outputs, askScript);
  }

  async wait(id: ActionId, outputs: readonly string[]): Promise<NodeRecord> {
    const answer = await this.#session(this.#running, (nonce) => waitScript(this.#asked(id, outputs, nonce)));
    return answer.kind === 'lost' ? this.#afterLoss(id, outputs, answer.said) : this.#answered(id, outputs, answer);
  }

  kill(id: ActionId, outputs: readonly string[], why: 'timeout' | 'cancelled'): Promise<NodeRecord> {
    return this.#ask(this.#asking, id, outputs, (asked) => killScript(asked, why));
  }

  /** Has an action forgotten when there is a session for it, at the latest by `close`. */
  forget(id: ActionId): void {
    if (!this.#unsent.delete(id)) this.#forgotten.push(id);
  }

  /** Forgets what is to be forgotten and ends the connection. Gives what could not be forgotten. */
  async close(): Promise<readonly ActionId[]> {
    const ids = this.#forgotten.splice(0);
    if (this.#master === undefined || !existsSync(this.#places.control)) return ids;
    const script = (nonce: string) => (ids.length === 0 ? undefined : removeScript({ nonce, base: this.#base }, ids));
    const forgotten = await this.#session(this.#asking, script, patience);
    if (existsSync(this.#places.control)) {
      await callSsh(exitArguments(this.#connection, this.#places), patience);
    }
    this.#master = undefined;
    return forgotten.kind === 'whole' ? [] : ids;
  }

  #runScript(id: ActionId, program: NodeProgram, nonce: string, voids: number): string {
    return runScript({
      ...this.#asked(id, program.outputs, nonce),
      payload: runnerPayload(id, program, { base: this.#base, voids }),
      checkSession: isOwnShell(this.#connection, this.#detached),
      forget: this.#forgotten.length < worthRemoving ? [] : this.#forgotten.splice(0),
    });
  }

  /**
   * The link was lost while an action may run: the node says what became of it when the link can be made again, for
   * which there is some time, as when a host boots.
   */
  async #afterLoss(id: ActionId, outputs: readonly string[], said: string): Promise<NodeRecord> {
    const until = performance.now() + this.#tryAgain;
    let answer: Answer = { kind: 'lost', said };
    do {
      answer = await this.#session(this.#running, (nonce) => waitScript(this.#asked(id, outputs, nonce)));
      if (answer.kind === 'whole') return this.#answered(id, outputs, answer);
      await sleep(pause);
    } while (performance.now() < until);
    return { kind: 'unreachable', reason: `the connection was lost, and then: ${this.#reason(answer.said)}` };
  }

  async #ask(slots: Slots, id: ActionId, outputs: readonly string[], script: Ask): Promise<NodeRecord> {
    const answer = await this.#session(slots, (nonce) => script(this.#asked(id, outputs, nonce)), patience);
    return this.#answered(id, outputs, answer);
  }

  async #answered(id: ActionId, outputs: readonly string[], answer: Answer): Promise<NodeRecord> {
    if (answer.kind !== 'whole') return { kind: 'unreachable', reason: this.#reason(answer.said) };
    const failure = runnerFailures.get(runnerStatus(answer.frames) ?? 0);
    return failure === undefined ? this.#record(id, outputs, answer.frames) : { kind: 'unreachable', reason: failure };
  }

  async #record(id: ActionId, outputs: readonly string[], frames: readonly Frame[]): Promise<NodeRecord> {
    const tails = needsTails(frames) ? await this.#tails(id) : new Map();
    const record = tails === undefined ? undefined : recordOf(frames, outputs, tails);
    return record ?? { kind: 'unreachable', reason: this.#reason('it answered what is not understood') };
  }

  async #tails(id: ActionId): Promise<Tails | undefined> {
    const answer = await this.#session(this.#asking, (nonce) => tailScript(this.#asked(id, [], nonce)), patience);
    return answer.kind === 'whole' ? readTails(answer.frames) : undefined;
  }

  #asked(id: ActionId, outputs: readonly string[], nonce: string): Asked {
    return { nonce, base: this.#base, id, outputs };
  }

  /** One session over the connection, which is made where it is not there. Nothing is sent where there is no script. */
  async #session(slots: Slots, scriptFor: (nonce: string) => string | undefined, within?: number): Promise<Answer> {
    const giveBack = await slots.take();
    const connected = await this.#connect();
    const nonce = randomBytes(12).toString('hex');
    const script = connected.ok ? scriptFor(nonce) : undefined;
    if (!connected.ok || script === undefined) {
      giveBack();
      return { kind: 'refused', said: connected.ok ? 'it was given up before it was sent' : connected.said };
    }
    const session = startSession(sessionArguments(this.#connection, this.#places, this.#detached), nonce, script);
    const timer = within === undefined ? undefined : setTimeout(session.end, within);
    session.over.then(() => {
      clearTimeout(timer);
      giveBack();
    });
    const answer = await session.answer;
    if (answer.kind === 'lost') this.#suspect = true;
    if (answer.kind === 'whole') this.#base = answer.frames.find(({ kind }) => kind === 'base')?.detail ?? this.#base;
    return answer;
  }

  /** The connection's master, made once for all who ask; a new one where it is gone. */
  async #connect(): Promise<Called> {
    if (this.#suspect) {
      this.#suspect = false;
      const alive = await callSsh(checkArguments(this.#connection, this.#places), patience);
      if (!alive.ok) rmSync(this.#places.control, { force: true });
    }
    const made = this.#master;
    if (made !== undefined) {
      const called = await made;
      if (this.#master !== made) return this.#connect();
      if (called.ok && existsSync(this.#places.control)) return called;
    }
    const making = callSsh(masterArguments(this.#connection, this.#places), patience);
    this.#master = making;
    const called = await making;
    if (!called.ok && this.#master === making) this.#master = undefined;
    return called;
  }

  #reason(said: string): string {
    return sshFailure(this.#connection, said, this.#places.knownHosts);
  }
}

function runnerStatus(frames: readonly Frame[]): number | undefined {
  const frame = frames.find(({ kind }) => kind === 'runner');
  return frame === undefined ? undefined : Number(frame.detail);
}

/** Whether a runner that failed so had not yet begun its program. */
function beforeTheProgram(status: number | undefined): boolean {
  return status !== undefined && status < 96;
}

function voidsOf(frames: readonly Frame[]): number {
  const record = parseRecord(frames.find(({ kind }) => kind === 'state')?.content.toString('utf8') ?? '');
  return record.kind === 'open' ? record.voids : 0;
}
