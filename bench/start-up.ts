import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contender, comparePairs, inPairs, measured } from './rounds.ts';
import { withScratch } from './scratch.ts';
import type { Bench, Section } from './section.ts';

const checkout = join(import.meta.dirname, '..');
const tyto = join(checkout, 'bin', 'tyto');

/** What the command line takes to start and to preview the demo plan, against the same Node doing nothing. */
export const startUp: Bench = ({ quick }) =>
  withScratch(async (directory) => {
    const rounds = quick ? 7 : 25;
    const environment = { ...process.env, TYTO_DATA: join(directory, 'data'), TYTO_NODE_DIR: join(directory, 'node') };
    const run = (command: string, args: readonly string[]) => execute(command, args, environment);
    await deploy(directory, run);
    const doNothing: Contender = () => measured(() => run(process.execPath, ['-e', '0']));
    const compared = async (args: readonly string[], aim: string): Promise<readonly string[]> => {
      // The first run compiles, later ones find it in the cache.
      await run(tyto, args);
      const { first, second, ratio } = comparePairs(
        await inPairs(rounds, () => measured(() => run(tyto, args)), doNothing),
      );
      return [`tyto ${args.join(' ')}`, first.toFixed(0), second.toFixed(0), ratio.toFixed(2), aim];
    };
    const rows = [
      await compared(['--version'], '< 3'),
      await compared(['help'], ''),
      await compared(['deployment', 'list'], ''),
      await compared(['preview', 'web-1'], '< 8'),
    ];
    const section: Section = {
      title: 'Start-up: the command line against `node -e 0` of the same Node',
      head: ['', 'tyto, ms', 'node -e 0, ms', 'ratio', 'aim'],
      rows,
      notes: [
        `medians of ${rounds} pairs of processes, interleaved; the preview is of plans/web, of which nothing is deployed`,
      ],
    };
    return [section];
  });

type Run = (command: string, args: readonly string[]) => Promise<void>;

async function deploy(directory: string, run: Run): Promise<void> {
  await cp(join(checkout, 'plans', 'web'), join(directory, 'web'), { recursive: true });
  await run(tyto, ['plan', 'import', join(directory, 'web'), '--name', 'web']);
  const inventory = join(directory, 'web', 'inventory.yaml');
  const inputs = ['--set', `run_directory=${join(directory, 'run')}`, '--inventory', inventory];
  await run(tyto, ['deployment', 'create', 'web-1', '--plan', 'web', ...inputs]);
}

/** Runs a command to its end, which must be a good one; what it says is read and forgotten. */
function execute(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${status}\n${said}`));
    });
  });
}
