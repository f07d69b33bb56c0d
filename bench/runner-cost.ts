import { spawn } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { localTransport } from '../packages/engine/src/apply/transports/local.ts';
import type { InventoryNode } from '../packages/engine/src/inventory/inventory.ts';
import { openDatabase } from '../packages/engine/src/store/database.ts';
import { type Contender, comparePairs, inPairs, measured } from './rounds.ts';
import { withScratch } from './scratch.ts';
import type { Bench, Section } from './section.ts';

/** What an action is made of: the runner against `sh -c true`, a commit against a write that is made safe alone. */
export const runnerCost: Bench = ({ quick }) =>
  withScratch(async (directory) => {
    const rounds = quick ? 200 : 1000;
    const shell: Contender = () => measured(() => spawnShell('true'));
    const rows = [
      await compared(rounds, 'runner, through the local transport', runner(directory), 'sh -c true', shell, '< 2'),
      await compared(
        rounds,
        'sh -c "sh -c true; true"',
        () => measured(() => spawnShell('/bin/sh -c true; true')),
        'sh -c true',
        shell,
      ),
      await commits(directory, rounds),
    ];
    const section: Section = {
      title: 'What an action is made of',
      head: ['', 'ms', 'peer', 'ms', 'ratio', 'aim'],
      rows,
      notes: [`medians of ${rounds} pairs, interleaved; SQLite as the store has it: WAL, synchronous=FULL`],
    };
    return [section];
  });

async function compared(
  rounds: number,
  name: string,
  contender: Contender,
  peerName: string,
  peer: Contender,
  aim = '',
): Promise<readonly string[]> {
  const { first, second, ratio } = comparePairs(await inPairs(rounds, contender, peer));
  return [name, first.toFixed(2), peerName, second.toFixed(2), ratio.toFixed(2), aim];
}

/** A program that does nothing, through the transport; its traces are removed when time is no longer taken. */
function runner(directory: string): Contender {
  const here = localTransport({ directory: join(directory, 'node') });
  const node: InventoryNode = {
    name: 'here',
    at: { file: 'bench', line: 1, column: 1 },
    groups: [],
    variables: new Map(),
    connection: { kind: 'local' },
  };
  const program = { text: 'true\n', environment: new Map([['deploy_action', 'CREATE']]), outputs: ['x'] };
  return async (round) => {
    const id = `bench/run/${round}/1` as const;
    const cost = await measured(async () => {
      const record = await here.run(node, id, program, {});
      if (record.kind !== 'finished' || record.status !== 0) throw new Error(JSON.stringify(record));
    });
    await here.remove(node, id);
    return cost;
  };
}

function spawnShell(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn('/bin/sh', ['-c', script], { stdio: 'ignore' })
      .on('error', reject)
      .on('exit', () => resolve());
  });
}

async function commits(directory: string, rounds: number): Promise<readonly string[]> {
  const database = openDatabase(join(directory, 'commits.db'));
  const file = openSync(join(directory, 'plain'), 'a');
  try {
    database.exec('CREATE TABLE line (number INTEGER PRIMARY KEY, data TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO line (data) VALUES (?)');
    const text = 'x'.repeat(1000);
    const page = Buffer.alloc(4096, 'x');
    return await compared(
      rounds,
      'a commit of 1 KB to SQLite',
      () => measured(() => insert.run(text)),
      'append 4 KB, fdatasync',
      () =>
        measured(() => {
          writeSync(file, page);
          fdatasyncSync(file);
        }),
    );
  } finally {
    closeSync(file);
    database.close();
  }
}
