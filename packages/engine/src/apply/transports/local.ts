import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve as absolute, join } from 'node:path';
import { actionDirectory, errorCode, makeActionDirectory, nodeDirectory } from './action-directory.ts';
import { clearActions } from './clear-actions.ts';
import { withinLimits } from './limits.ts';
import { askAction, closeAction, endAction, standingOf, waitForAction } from './local-action.ts';
import { checkOutputNames } from './output-name.ts';
import { runnerPayload } from './payload.ts';
import { identityOf } from './process-identity.ts';
import { type RunnerEnd, startRunner } from './runner-process.ts';
import { standbyShells } from './standby-shells.ts';
import type { ActionId, NodeProgram, NodeRecord, Transport, TransportOptions } from './transport.ts';

export interface LocalOptions {
  /** The node's directory for actions; by default what `nodeDirectory` says of this process. */
  readonly directory?: string;
  /** The shell that runs the runner, and its arguments; it reads its standard input. */
  readonly shell?: readonly [string, ...string[]];
  /** What programs get besides their own environment; by default this process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The transport to this machine, as the user that we are. Runners have sessions of their own: a kill or ^C of this process
 * does not reach them, and what became of them is read from their records. Whatever goes wrong with the machine (a full
 * disk, a directory that can't be written, no shell) is a record `unreachable` that says it; a name of an output that
 * leads out of the action's directory is a bug and throws.
 */
export function localTransport(options: LocalOptions = {}): Transport & { close(): Promise<void> } {
  const environment = options.environment ?? process.env;
  const base = absolute(options.directory ?? nodeDirectory(environment, process.getuid?.()));
  const shell = options.shell ?? ['/bin/sh'];
  const standby = standbyShells(shell, environment);
  const clearing = clearActions(async (input) => (await standby.run(input)).kind === 'done');
  const directoryOf = (id: ActionId): string => actionDirectory(base, id);

  async function start(id: ActionId, program: NodeProgram, limits: TransportOptions): Promise<NodeRecord> {
    const directory = directoryOf(id);
    const voids = prepare(base, directory);
    if (voids === undefined) return waitForAction(directory, program.outputs, limits);
    const end = await withinLimits(runRunner(id, program, voids), limits);
    if (typeof end === 'string') return endAction(directory, program.outputs, end);
    return failed(directory, end) ?? waitForAction(directory, program.outputs, limits);
  }

  async function runRunner(id: ActionId, program: NodeProgram, voids: number): Promise<RunnerEnd> {
    const end = await standby.run(runnerPayload(id, program, { base, voids }));
    if (end.kind === 'done' || end.kind === 'refused') return end;
    if (end.kind !== 'vanished' && standingOf(directoryOf(id)).kind !== 'open') return end;
    // A payload may come twice: the record decides which of its runners has the action.
    const payloadFor = (pid: number): string => runnerPayload(id, program, { base, voids, self: identityOf(pid) });
    return startRunner(shell, payloadFor, environment);
  }

  async function counted(...asked: Parameters<typeof start>): Promise<NodeRecord> {
    clearing.began();
    try {
      return await start(...asked);
    } finally {
      clearing.ended();
    }
  }

  return {
    run: (_node, id, program, limits) =>
      answered(program.outputs, () =>
        limits.signal?.aborted ? askAction(directoryOf(id), program.outputs) : counted(id, program, limits),
      ),
    ask: (_node, id, outputs) => answered(outputs, () => askAction(directoryOf(id), outputs)),
    wait: (_node, id, outputs, limits) => answered(outputs, () => waitForAction(directoryOf(id), outputs, limits)),
    kill: (_node, id, outputs, why) => answered(outputs, () => endAction(directoryOf(id), outputs, why)),
    remove: (_node, id) => clearing.clear(directoryOf(id)),
    close: () => standby.close(),
  };
}

/** Makes the place of an action that is to be started; gives its record's lines `void`, undefined where it was begun. */
function prepare(base: string, directory: string): number | undefined {
  if (makeActionDirectory(base, directory)) return 0;
  const standing = standingOf(directory);
  if (standing.kind === 'absent') return 0;
  if (standing.kind !== 'open') return undefined;
  // Ends a line that may be torn.
  appendFileSync(join(directory, 'record'), '\n');
  return standing.voids;
}

/** What the runner's own end says of an action; undefined where the record says it. */
function failed(directory: string, end: RunnerEnd): NodeRecord | undefined {
  if (end.kind === 'done' || end.kind === 'refused') return undefined;
  const standing = standingOf(directory);
  if (standing.kind === 'finished' || standing.kind === 'running') return undefined;
  if (standing.kind === 'lost' && end.kind === 'killed') return undefined;
  if (standing.kind === 'open') closeAction(directory);
  return unreachable(end.reason, troubleWith(directory));
}

/** What the system says when a file is written where an action's files are; empty when it can be. */
function troubleWith(directory: string): string | undefined {
  const probe = join(directory, 'probe');
  try {
    writeFileSync(probe, Buffer.alloc(8192));
    rmSync(probe);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function unreachable(...reasons: readonly (string | undefined)[]): NodeRecord {
  return { kind: 'unreachable', reason: reasons.filter((each) => each !== undefined).join(': ') };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An answer whatever the machine does; a name of an output that could lead out of the directory is the caller's bug. */
async function answered(outputs: readonly string[], ask: () => NodeRecord | Promise<NodeRecord>): Promise<NodeRecord> {
  checkOutputNames(outputs);
  try {
    return await ask();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return unreachable(messageOf(error));
  }
}
