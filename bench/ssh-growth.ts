/**
 * How the cost of an apply over ssh grows with its hosts: as root, `node bench/ssh-growth.ts [HOSTS...]`. One deployment on
 * each host of the lab, applied anew with another value: time, and the most memory that the process of tyto had, by the
 * number of hosts. The peer is the same at the smallest number.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseRoot, installTools, labMissing } from '../e2e/lab/base.ts';
import { bringUp, controlNamespace, hostName, labOf, takeDown } from '../e2e/lab/hosts.ts';
import { inventoryText } from '../e2e/lab/inventory-text.ts';

const checkout = join(import.meta.dirname, '..');
const given = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const sizes = given.length > 0 ? given : [25, 50, 100, 200];

const missing = labMissing();
if (missing !== undefined) console.log(`skipped: ${missing}`);
else if (process.argv.includes('--inside')) await inside();
else await outside();

async function outside(): Promise<void> {
  installTools();
  const lab = labOf(baseRoot(), 'growth');
  try {
    await bringUp(lab, Math.max(...sizes));
    const enter = [`--net=/run/netns/${controlNamespace(lab)}`, process.execPath, ...process.execArgv];
    spawnSync('nsenter', [...enter, import.meta.filename, ...sizes.map(String), '--inside'], { stdio: 'inherit' });
  } finally {
    takeDown(lab);
  }
}

interface Measured {
  readonly seconds: number;
  /** The most memory that the process had, in kB. */
  readonly memory: number;
}

async function inside(): Promise<void> {
  console.log('hosts   first apply    an update   ms a host   peak memory   KB more a host than at the smallest');
  let smallest: (Measured & { readonly hosts: number }) | undefined;
  for (const hosts of sizes) {
    const scratch = mkdtempSync(join(tmpdir(), 'tyto-bench-'));
    try {
      const [first, update] = await applied(scratch, hosts);
      smallest ??= { hosts, ...update };
      const more =
        hosts === smallest.hosts ? '' : ((update.memory - smallest.memory) / (hosts - smallest.hosts)).toFixed(0);
      const columns = [
        String(hosts).padStart(5),
        `${first.seconds.toFixed(2)} s`.padStart(12),
        `${update.seconds.toFixed(2)} s`.padStart(12),
        ((update.seconds * 1000) / hosts).toFixed(1).padStart(11),
        `${(update.memory / 1024).toFixed(0)} MB`.padStart(13),
        more.padStart(10),
      ];
      console.log(columns.join(' '));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}

async function applied(scratch: string, hosts: number): Promise<readonly [Measured, Measured]> {
  const environment = { ...process.env, TYTO_DATA: join(scratch, 'data') };
  const program = join(checkout, 'bin/tyto');
  const tyto = (...args: readonly string[]): void => {
    execFileSync(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const inventory = join(scratch, 'inventory.yaml');
  writeFileSync(inventory, inventoryText(labOf('', 'growth'), hosts));
  const plan = join(scratch, 'plan');
  mkdirSync(plan);
  writeFileSync(join(plan, 'template.yaml'), templateText(hosts));
  tyto('plan', 'import', plan, '--name', 'bench');
  tyto('deployment', 'create', 'bench', '--plan', 'bench', '--inventory', inventory, '--set', 'value=first');
  const apply = (): Promise<Measured> => measure(program, ['apply', 'bench', '-y', '--no-diff'], environment);
  const first = await apply();
  tyto('deployment', 'set', 'bench', '--set', 'value=second');
  const update = await apply();
  tyto('remove', 'bench', '-y');
  return [first, update];
}

/** Runs a program and looks at its memory while it lasts; `bin/tyto` becomes the process that does the work. */
function measure(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { env, stdio: 'ignore' });
    let memory = 0;
    const watch = setInterval(() => {
      memory = Math.max(memory, peakOf(child.pid));
    }, 20);
    child.on('error', reject);
    child.on('exit', (status) => {
      clearInterval(watch);
      if (status === 0) resolve({ seconds: (performance.now() - start) / 1000, memory });
      else reject(new Error(`tyto ${args.join(' ')} ended with ${status}`));
    });
  });
}

function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function templateText(hosts: number): string {
  const deployments = Array.from(
    { length: hosts },
    (_, host) =>
      `  d${host}: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: c}, server: ${hostName(host + 1)}, input_values: {value: {get_param: value}}}}\n`,
  );
  return `heat_template_version: 2021-04-16
parameters: {value: {type: string}}
resources:
  c:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, inputs: [{name: value}], config: 'echo "$value" >/tmp/value'}
${deployments.join('')}`;
}
