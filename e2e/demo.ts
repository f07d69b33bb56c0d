/**
 * The main job, shown on this machine: a plan becomes running services, a new version replaces the old one without a
 * failed request, a broken version goes back by itself. All figures printed are those of this run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, startClient } from './demo-client.ts';

const checkout = join(import.meta.dirname, '..');
const scratch = await mkdtemp(join(tmpdir(), 'tyto-demo-'));
const run = join(scratch, 'run');
const plan = join(scratch, 'web');
const environment = {
  ...process.env,
  TYTO_DATA: join(scratch, 'data'),
  TYTO_NODE_DIR: join(scratch, 'node'),
};

let running: ChildProcess | undefined;
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted.abort();
    running?.kill(signal);
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function heading(text: string): void {
  say(`\n── ${text} ${'─'.repeat(Math.max(0, 92 - text.length))}`);
}

/** Runs a command of tyto as a person would, showing it and what it says. Gives its output; fails on another exit status. */
async function tyto(args: readonly string[], expected = 0, quiet = false): Promise<string> {
  if (!quiet) say(`\n$ tyto ${args.map((each) => each.replaceAll(scratch, '$DEMO')).join(' ')}`);
  const { output, status } = await execute(args, quiet);
  if (status !== expected)
    throw new Error(`tyto ${args.join(' ')} ended with ${status}, expected ${expected}\n${quiet ? output : ''}`);
  return output;
}

function execute(
  args: readonly string[],
  quiet: boolean,
): Promise<{ readonly output: string; readonly status: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(checkout, 'bin', 'tyto'), args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!quiet) process.stdout.write(chunk.toString().replaceAll(scratch, '$DEMO'));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (status) => resolve({ output, status }));
  });
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the demo did not go as it must: ${what}`);
}

async function deploy(): Promise<Client> {
  heading('1. A plan, a deployment of it, a preview, and then the real thing');
  await cp(join(checkout, 'plans', 'web'), plan, { recursive: true });
  await tyto(['plan', 'import', plan, '--name', 'web']);
  const inventory = join(checkout, 'plans', 'web', 'inventory.yaml');
  await tyto([
    'deployment',
    'create',
    'web-1',
    '--plan',
    'web',
    '--set',
    `run_directory=${run}`,
    '--inventory',
    inventory,
  ]);
  await tyto(['preview', 'web-1', '--no-diff']);
  await tyto(['apply', 'web-1', '-y', '--no-diff']);
  const url = (await tyto(['outputs', 'web-1', 'url', '--raw'])).trim();
  return startClient(url);
}

async function upgrade(client: Client): Promise<void> {
  heading('2. A new version: blue-green, while a client asks without pause');
  await tyto(['deployment', 'set', 'web-1', '--set', 'backend_version=2.0']);
  const preview = await tyto(['preview', 'web-1', '--no-diff']);
  expectThat(/1 to replace/.test(preview), 'the preview says that the back end is replaced');
  await tyto(['apply', 'web-1', '-y', '--no-diff']);
  await client.sees('back end 2.0');
}

async function breakIt(client: Client): Promise<void> {
  heading('3. A broken version: its test fails, and everything goes back by itself');
  const program = join(plan, 'programs', 'backend.py');
  const source = await readFile(program, 'utf8');
  await writeFile(program, source.replace('self.send_response(200 if allowed', 'self.send_response(500 if allowed'));
  await tyto(['plan', 'import', plan, '--name', 'web']);
  await tyto(['deployment', 'set', 'web-1', '--plan', 'web', '--set', 'backend_version=3.0']);
  await tyto(['apply', 'web-1', '-y', '--no-diff'], 3);
  await client.sees('back end 2.0');
}

async function report(client: Client): Promise<void> {
  heading('4. What happened');
  const { requests, failed, seen } = await client.stop();
  await tyto(['run', 'list', 'web-1']);
  say(`\n${requests} requests, ${failed} failed`);
  for (const [body, count] of seen) say(`  ${count} × ${body}`);
  expectThat(failed === 0, 'no request failed');
  expectThat(seen.size === 2, 'the client saw the two good versions and no other');
}

async function tidyUp(): Promise<void> {
  await tyto(['remove', 'web-1', '-y']);
  await tyto(['deployment', 'delete', 'web-1']);
  const left = await readdir(run).catch(() => []);
  expectThat(left.length === 0, 'nothing is left running');
}

let client: Client | undefined;
try {
  const started = Date.now();
  client = await deploy();
  await upgrade(client);
  await breakIt(client);
  await report(client);
  await tidyUp();
  say(`\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s. Nothing is left running.`);
} catch (error) {
  say(`\n${interrupted.signal.aborted ? 'Interrupted' : error instanceof Error ? error.message : String(error)}`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
  await execute(['remove', 'web-1', '-y'], true).catch(() => undefined);
} finally {
  await client?.stop();
  await rm(scratch, { recursive: true, force: true });
}
