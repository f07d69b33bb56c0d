import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runnerPayload } from './payload.ts';
import { type Frame, FrameReader } from './ssh-frames.ts';
import { recordOf } from './ssh-record.ts';
import {
  askScript,
  killScript,
  removeScript,
  runnerNotLeader,
  runScript,
  tailScript,
  waitScript,
} from './ssh-script.ts';
import { programOf, scratchNode } from './testing/scratch-node.ts';
import type { ActionId, NodeProgram } from './transport.ts';

const shells: readonly (readonly [string, ...string[]])[] = [
  ['/bin/sh'],
  ['dash'],
  ['bash', '--posix'],
  ['bash'],
  ['busybox', 'sh'],
];

const id: ActionId = 'store/run/1/1';
const nonce = 'nonce';

/** Feeds a shell that leads a session of its own, as sshd starts one; gives the frames that it answers with. */
function feed(
  [command, ...args]: readonly [string, ...string[]],
  script: string,
  detached = true,
): Promise<readonly Frame[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { detached, stdio: ['pipe', 'pipe', 'ignore'] });
    const reader = new FrameReader(nonce);
    let ended = false;
    child.stdout.on('data', (chunk: Buffer) => {
      ended = reader.take(chunk);
    });
    child.on('error', reject);
    child.on('close', () => (ended ? resolve(reader.frames()) : reject(new Error('it ended without an end'))));
    child.stdin.end(script);
  });
}

function run(base: string, program: NodeProgram, forget: readonly ActionId[] = []): string {
  const payload = runnerPayload(id, program, { base });
  return runScript({ nonce, base, id, outputs: program.outputs, payload, checkSession: true, forget });
}

async function appears(path: string): Promise<void> {
  while (!existsSync(path) || readFileSync(path).length === 0) await sleep(5);
}

for (const shell of shells) {
  const name = shell.join(' ');
  const missing = spawnSync(shell[0], [...shell.slice(1), '-c', ':']).error !== undefined;
  const skip = missing ? `${shell[0]} is not installed` : false;

  test(`${name}: a session runs a program, tells its end, and forgets what it is asked to`, { skip }, async (t) => {
    const { base } = scratchNode(t);
    const asked = { nonce, base, id, outputs: ["it's", 'none'] } as const;
    const text = `echo out; echo err >&2; printf x >"$heat_outputs_path.it's"; exit 3`;
    const frames = await feed(shell, run(base, programOf(text, {}, asked.outputs)));
    const record = {
      kind: 'finished',
      status: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
      outputs: new Map([["it's", 'x']]),
    };
    assert.deepEqual(recordOf(frames, asked.outputs, new Map()), record);
    for (const script of [askScript(asked), waitScript(asked), killScript(asked, 'timeout')]) {
      assert.deepEqual(recordOf(await feed(shell, script), asked.outputs, new Map()), record);
    }
    const tails = (await feed(shell, tailScript(asked))).map(({ kind, detail, content }) => [
      kind,
      detail,
      `${content}`,
    ]);
    assert.deepEqual(tails.slice(2), [
      ['size', 'stdout 4', ''],
      ['tail', 'stdout', 'out\n'],
      ['size', 'stderr 4', ''],
      ['tail', 'stderr', 'err\n'],
    ]);
    await feed(shell, removeScript({ nonce, base }, [id]));
    assert.deepEqual(readdirSync(join(base, 'actions')), []);
    await feed(shell, run(base, programOf('exit 0'), [id]));
    await sleep(50);
    assert.deepEqual(readdirSync(join(base, 'actions')), []);
  });

  test(`${name}: what runs is known to run, can be waited for, and is ended with all that it started`, {
    skip,
  }, async (t) => {
    const { base } = scratchNode(t);
    const asked = { nonce, base, id, outputs: [] };
    const begun = join(base, 'begun');
    const first = feed(shell, run(base, programOf(`sleep 60 & echo x >${begun}; wait`)));
    await appears(begun);
    const states = async (script: string) => recordOf(await feed(shell, script), [], new Map());
    assert.deepEqual(await states(askScript(asked)), { kind: 'running' });
    const waiting = states(waitScript(asked));
    const second = feed(shell, run(base, programOf('exit 9')));
    const killed = await states(killScript(asked, 'cancelled'));
    assert.ok(killed?.kind === 'finished');
    assert.deepEqual([killed.status, killed.killed], [143, 'cancelled']);
    for (const other of [await waiting, recordOf(await first, [], new Map()), recordOf(await second, [], new Map())]) {
      assert.ok(other?.kind === 'finished');
      assert.equal(other.status, 143);
    }
  });

  test(`${name}: an action that was asked for before it came does not begin`, { skip }, async (t) => {
    const { base } = scratchNode(t);
    const frames = await feed(shell, askScript({ nonce, base, id, outputs: [] }));
    assert.deepEqual(recordOf(frames, [], new Map()), { kind: 'absent' });
    const witness = join(base, 'witness');
    const late = await feed(shell, run(base, programOf(`echo x >${witness}`)));
    assert.deepEqual(recordOf(late, [], new Map()), { kind: 'absent' });
    assert.ok(!existsSync(witness));
  });

  test(`${name}: a shell that does not lead its session says so and does nothing`, { skip }, async (t) => {
    const { base } = scratchNode(t);
    const frames = await feed(shell, run(base, programOf('exit 0')), false);
    assert.deepEqual(
      frames.flatMap(({ kind, detail }) => (kind === 'runner' ? [Number(detail)] : [])),
      [runnerNotLeader],
    );
    assert.deepEqual(readdirSync(base), []);
  });

  test(`${name}: a script that was cut off on its way does nothing`, { skip }, async (t) => {
    const { base } = scratchNode(t);
    const script = run(base, programOf('exit 0'));
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const cut = script.slice(0, Math.floor(script.trimEnd().length * part));
      spawnSync(shell[0], shell.slice(1), { input: cut, stdio: ['pipe', 'ignore', 'ignore'] });
      assert.deepEqual(readdirSync(base), []);
    }
  });
}
