/**
 * What actions on other machines cost: as root, `node bench/ssh.ts [HOSTS] [ACTIONS] [ROUNDS]`. The same scripts by the
 * transport, by the same ssh commands run bare (masters, runner and all, nothing read of what they say), by `tyto apply`
 * and by `ansible-playbook` with pipelining and a control master, in turns, on hosts of the lab. Connections are made
 * anew each time.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseRoot, installTools, labMissing } from '../e2e/lab/base.ts';
import { bringUp, controlNamespace, hostName, labOf, takeDown } from '../e2e/lab/hosts.ts';
import { inventoryText } from '../e2e/lab/inventory-text.ts';
import { runnerPayload } from '../packages/engine/src/apply/transports/payload.ts';
import { Slots } from '../packages/engine/src/apply/transports/slots.ts';
import { sshTransport } from '../packages/engine/src/apply/transports/ssh.ts';
import {
  exitArguments,
  masterArguments,
  sessionArguments,
} from '../packages/engine/src/apply/transports/ssh-arguments.ts';
import { runScript } from '../packages/engine/src/apply/transports/ssh-script.ts';
import type { ActionId, NodeProgram } from '../packages/engine/src/apply/transports/transport.ts';
import type { InventoryNode } from '../packages/engine/src/inventory/inventory.ts';
import { parseInventory } from '../packages/engine/src/inventory/parse-inventory.ts';
import { median } from './rounds.ts';

/** As many hosts are worked on at once by all. */
const parallel = 10;
const checkout = join(import.meta.dirname, '..');
const [hosts = 20, actions = 10, rounds = 3] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);

const text = 'echo "$value" >/tmp/value\nprintf %s "$value" >"$heat_outputs_path.o"\n';
const program: NodeProgram = { text, environment: new Map([['value', 'x']]), outputs: ['o'] };

const missing = labMissing();
if (missing !== undefined) console.log(`skipped: ${missing}`);
else if (process.argv.includes('--inside')) await inside();
else await outside();

async function outside(): Promise<void> {
  installTools();
  const lab = labOf(baseRoot(), 'bench');
  try {
    await bringUp(lab, hosts);
    const enter = [`--net=/run/netns/${controlNamespace(lab)}`, process.execPath, ...process.execArgv];
    spawnSync('nsenter', [...enter, import.meta.filename, ...process.argv.slice(2), '--inside'], { stdio: 'inherit' });
  } finally {
    takeDown(lab);
  }
}

async function inside(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'tyto-bench-'));
  try {
    const inventory = join(scratch, 'inventory.yaml');
    // All as root: becoming root costs the same whoever asks for it.
    const text = inventoryText(labOf('', 'bench'), hosts).replaceAll(
      'ansible_user: op, ansible_become: true',
      'ansible_user: root',
    );
    writeFileSync(inventory, text);
    const nodes = [...(parseInventory(text, inventory).value?.nodes.values() ?? [])];
    const contenders: Readonly<Record<string, (round: number) => Promise<void>>> = {
      'ssh run bare': (round) => bare(scratch, nodes, round),
      transport: (round) => transported(scratch, nodes, round),
      'tyto apply': applied(scratch, inventory),
      'ansible-playbook': () => played(scratch, inventory),
    };
    const times = new Map(Object.keys(contenders).map((name): [string, number[]] => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, work] of Object.entries(contenders)) {
        const start = performance.now();
        await work(round);
        times.get(name)?.push(performance.now() - start);
      }
    }
    tell(times);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function tell(times: ReadonlyMap<string, readonly number[]>): void {
  const peer = median(times.get('ssh run bare') ?? []);
  console.log(
    `${hosts} hosts × ${actions} actions, ${parallel} hosts at once, ${cpus().length} cores; medians of ${rounds}`,
  );
  for (const [name, each] of times) {
    const [all, one] = [median(each), median(each) / (hosts * actions)];
    console.log(
      `${name.padEnd(18)} ${(all / 1000).toFixed(2).padStart(7)} s  ${one.toFixed(1).padStart(6)} ms an action  ${(all / peer).toFixed(2).padStart(6)} × bare`,
    );
  }
}

async function eachNode(nodes: readonly InventoryNode[], work: (node: InventoryNode) => Promise<void>): Promise<void> {
  const slots = new Slots(parallel);
  await Promise.all(
    nodes.map(async (node) => {
      const giveBack = await slots.take();
      await work(node).finally(giveBack);
    }),
  );
}

async function transported(scratch: string, nodes: readonly InventoryNode[], round: number): Promise<void> {
  const there = sshTransport({ knownHosts: join(scratch, 'known_hosts'), leftovers: join(scratch, 'leftovers') });
  await eachNode(nodes, async (node) => {
    for (let action = 0; action < actions; action += 1) {
      const id: ActionId = `bench/t${round}/${action}/1`;
      const record = await there.run(node, id, program, {});
      if (record.kind !== 'finished' || record.outputs.get('o') !== 'x') throw new Error(JSON.stringify(record));
      await there.remove(node, id);
    }
  });
  await there.close();
}

async function bare(scratch: string, nodes: readonly InventoryNode[], round: number): Promise<void> {
  const directory = join(scratch, `bare${round}`);
  mkdirSync(directory);
  await eachNode(nodes, async (node) => {
    const { connection } = node;
    if (connection.kind !== 'ssh') throw new Error('not by ssh');
    const places = { knownHosts: join(scratch, 'known_hosts'), control: join(directory, node.name) };
    await ssh(masterArguments(connection, places), '');
    for (let action = 0; action < actions; action += 1) {
      const id: ActionId = `bench/b${round}/${action}/1`;
      const asked = { nonce: '0', base: '/var/lib/tyto', id, outputs: program.outputs };
      const payload = runnerPayload(id, program, { base: asked.base });
      const script = runScript({ ...asked, payload, checkSession: true, forget: [] });
      await ssh(sessionArguments(connection, places, false), script);
    }
    await ssh(exitArguments(connection, places), '');
  });
}

function ssh(args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', reject);
    child.on('exit', () => resolve());
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** `tyto apply` of a deployment that is set to another value each time; its first deployment is not measured. */
function applied(scratch: string, inventory: string): (round: number) => Promise<void> {
  const environment = { ...process.env, TYTO_DATA: join(scratch, 'data') };
  const tyto = (...args: readonly string[]): void => {
    execFileSync(join(checkout, 'bin/tyto'), args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const plan = join(scratch, 'plan');
  mkdirSync(plan);
  writeFileSync(join(plan, 'plan.yaml'), 'name: bench\ntemplate: template.yaml\n');
  writeFileSync(join(plan, 'script.sh'), text);
  writeFileSync(join(plan, 'template.yaml'), templateText());
  tyto('plan', 'import', plan, '--name', 'bench');
  tyto('deployment', 'create', 'bench', '--plan', 'bench', '--inventory', inventory, '--set', 'value=first');
  tyto('apply', 'bench', '-y', '--no-diff');
  return async (round) => {
    tyto('deployment', 'set', 'bench', '--set', `value=${round}`);
    tyto('apply', 'bench', '-y', '--no-diff');
  };
}

function templateText(): string {
  const resources = Array.from({ length: hosts }, (_, host) =>
    Array.from({ length: actions }, (__, action) => {
      const after = action === 0 ? '' : `    depends_on: d${host}x${action - 1}\n`;
      return `  d${host}x${action}:\n    type: OS::Heat::SoftwareDeployment\n${after}    properties: {config: {get_resource: c}, server: ${hostName(host + 1)}, input_values: {value: {get_param: value}}}\n`;
    }).join(''),
  );
  return `heat_template_version: 2021-04-16
parameters: {value: {type: string}}
resources:
  c:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, inputs: [{name: value}], outputs: [{name: o}], config: {get_file: script.sh}}
${resources.join('')}`;
}

async function played(scratch: string, inventory: string): Promise<void> {
  if (spawnSync('ansible-playbook', ['--version']).error !== undefined) return;
  const tasks = Array.from({ length: actions }, () => ({
    shell: 'echo "$value" >/tmp/value',
    environment: { value: 'x' },
  }));
  const playbook = join(scratch, 'playbook.yaml');
  writeFileSync(playbook, JSON.stringify([{ hosts: 'all', gather_facts: false, tasks }]));
  const control = join(scratch, 'ansible');
  const settings = `-o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=${join(scratch, 'known_hosts')}`;
  const env = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    ANSIBLE_FORKS: String(parallel),
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_SSH_ARGS: settings,
    ANSIBLE_SSH_CONTROL_PATH_DIR: control,
    ANSIBLE_LOCAL_TEMP: join(scratch, 'ansible-tmp'),
  };
  execFileSync('ansible-playbook', ['-i', inventory, playbook], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  spawnSync('sh', ['-c', `for s in ${control}/*; do ssh -O exit -o ControlPath=$s x; done`], { stdio: 'ignore' });
}
