import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inside, type Lab, setLink } from './hosts.ts';
import { inventoryText } from './inventory-text.ts';

const checkout = join(import.meta.dirname, '..', '..');

/** How a command of tyto ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
  /** In seconds. */
  readonly took: number;
}

/** Where a scenario plays: the hosts of a lab as they are left by the one before, and a data directory of its own. */
export interface Stage {
  readonly lab: Lab;
  readonly inventory: string;
  readonly directory: string;
  readonly tyto: (...args: readonly string[]) => Promise<Ended>;
  /** The same; throws where the exit status is another. */
  readonly must: (status: number, ...args: readonly string[]) => Promise<Ended>;
  /** Runs a command on a host from within, whatever its link and its sshd do. */
  readonly on: (host: number, command: string) => string;
  /** Waits until a command on a host succeeds. */
  readonly until: (host: number, command: string) => Promise<void>;
  /** All that was said so far. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/** How long a scenario waits for something to come about, in milliseconds. */
const patience = 30_000;

export function openStage(lab: Lab, hosts: number): Stage {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-hosts-'));
  const inventory = join(directory, 'inventory.yaml');
  writeFileSync(inventory, inventoryText(lab, hosts));
  const environment = { ...process.env, TYTO_DATA: join(directory, 'data') };
  let said = '';
  const tyto = (...args: readonly string[]): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      said += `$ tyto ${args.join(' ')}\n`;
      const child = spawn(join(checkout, 'bin', 'tyto'), args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const take = (chunk: Buffer): void => {
        output += chunk.toString();
        said += chunk.toString();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, output, took: (performance.now() - start) / 1000 }));
    });
  const on = (host: number, command: string): string => inside(lab, host, command).trim();
  return {
    lab,
    inventory,
    directory,
    tyto,
    must: async (status, ...args) => {
      const ended = await tyto(...args);
      if (ended.status !== status) throw new Error(`tyto ${args.join(' ')} ended with ${ended.status}, not ${status}`);
      return ended;
    },
    on,
    until: async (host, command) => {
      for (const end = Date.now() + patience; ; ) {
        try {
          on(host, command);
          return;
        } catch (error) {
          if (Date.now() > end) throw error;
          await sleep(50);
        }
      }
    },
    said: () => said,
    close: async () => {
      for (let host = 1; host <= hosts; host += 1) setLink(lab, host, 'up');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
