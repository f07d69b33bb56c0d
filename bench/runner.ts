import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localTransport } from '../packages/engine/src/apply/transports/local.ts';
import type { InventoryNode } from '../packages/engine/src/inventory/inventory.ts';

/** What the runner costs: a no-op program through the local transport against `sh -c true`, taken in turns. */

const rounds = Number(process.argv[2] ?? 1000);
const base = mkdtempSync(join(tmpdir(), 'tyto-bench-'));
const here = localTransport({ directory: base });
const node: InventoryNode = {
  name: 'here',
  at: { file: 'bench', line: 1, column: 1 },
  groups: [],
  variables: new Map(),
  connection: { kind: 'local' },
};
const program = { text: 'true\n', environment: new Map([['deploy_action', 'CREATE']]), outputs: ['x'] };

async function runOnce(round: number): Promise<void> {
  const record = await here.run(node, `bench/run/${round}/1`, program, {});
  if (record.kind !== 'finished' || record.status !== 0) throw new Error(JSON.stringify(record));
}

function spawnSh(script: string): Promise<void> {
  return new Promise((resolve) => spawn('/bin/sh', ['-c', script], { stdio: 'ignore' }).on('exit', () => resolve()));
}

const contenders: readonly (readonly [string, (round: number) => Promise<void>])[] = [
  ['sh -c true', () => spawnSh('true')],
  ['sh -c "sh -c true; true"', () => spawnSh('/bin/sh -c true; true')],
  ['runner', runOnce],
  ['remove', (round) => here.remove(node, `bench/run/${round}/1`)],
];

const times = contenders.map((): number[] => []);
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, act]] of contenders.entries()) {
      const start = performance.now();
      await act(round);
      times[index]?.push(performance.now() - start);
    }
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}

const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
const [peer = 0] = medians;
for (const [index, [name]] of contenders.entries()) {
  const median = medians[index] ?? 0;
  console.log(`${name.padEnd(26)} ${median.toFixed(2)} ms   ${(median / peer).toFixed(2)} × sh -c true`);
}
