import { join } from 'node:path';
import { actionDirectory, makeActionDirectory } from '../packages/engine/src/apply/transports/action-directory.ts';
import { runnerPayload } from '../packages/engine/src/apply/transports/payload.ts';
import { identityOf } from '../packages/engine/src/apply/transports/process-identity.ts';
import { startRunner } from '../packages/engine/src/apply/transports/runner-process.ts';
import type { Sent } from './engine-run.ts';
import { type Cost, measured } from './rounds.ts';

/**
 * Runs programs by the runner alone, so many at a time: the payloads that the engine sends and nothing else of it. Even
 * the actions' directories and the payloads' texts are made before time is taken. Gives what it took.
 */
export async function runBare(directory: string, programs: readonly Sent[], parallel: number): Promise<Cost> {
  const base = join(directory, 'node');
  for (const { id } of programs) makeActionDirectory(base, actionDirectory(base, id));
  // The pid, which the payload names, is known once the process is there.
  const self = { pid: 0, startTime: 'START', bootId: 'BOOT' };
  const payloads = programs.map(({ id, program }) =>
    runnerPayload(id, program, { base, voids: 0, self }).split('0 START BOOT'),
  );
  let next = 0;
  const work = async (): Promise<void> => {
    for (let payload = payloads[next++]; payload !== undefined; payload = payloads[next++]) {
      const [before = '', after = ''] = payload;
      const end = await startRunner(['/bin/sh'], (pid) => before + selfOf(pid) + after, process.env);
      if (end.kind !== 'done') throw new Error(`a bare runner failed: ${JSON.stringify(end)}`);
    }
  };
  return measured(() => Promise.all(Array.from({ length: parallel }, work)));
}

function selfOf(process: number): string {
  const identity = identityOf(process);
  if (identity === undefined) throw new Error('a bare runner was gone before it was fed');
  return `${identity.pid} ${identity.startTime} ${identity.bootId}`;
}
