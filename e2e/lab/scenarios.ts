import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startClient } from '../demo-client.ts';
import { addressOf, powerOff, powerOn, setLink } from './hosts.ts';
import type { Ended, Stage } from './stage.ts';

type Scenario = readonly [name: string, play: (stage: Stage) => Promise<void>];

export const scenarios: readonly Scenario[] = [
  ['the plan web on four hosts: deployed, moved by blue-green, a broken version taken back', webOnHosts],
  ['a link that is cut in the middle of an action', cutLink],
  ['a host that is not there is not needed for the way back', absentHost],
  ['a host that boots again in the middle of an action', bootAgain],
  ['a disk that is full', fullDisk],
  ['sshd is killed with its connections in the middle of an action', killSshd],
  ['one playbook for a group of five hosts, and all of them taken back when one fails', playbookOnHosts],
];

async function webOnHosts({ must, inventory, directory }: Stage): Promise<void> {
  const plan = join(directory, 'web');
  cpSync(join(import.meta.dirname, '..', '..', 'plans', 'web'), plan, { recursive: true });
  await must(0, 'plan', 'import', plan, '--name', 'web');
  const places = {
    run_directory: '/var/lib/web',
    frontend_node: 'h1',
    frontend_address: addressOf(1),
    backend_node: 'h2',
    backend_address: addressOf(2),
  };
  await must(0, 'deployment', 'create', 'web-1', '--plan', 'web', '--inventory', inventory, ...settings(places));
  await must(0, 'apply', 'web-1', '-y', '--no-diff');
  const client = startClient((await must(0, 'outputs', 'web-1', 'url', '--raw')).output.trim());
  try {
    await client.sees('back end 1.0');
    const moved = { backend_version: '2.0', backend_node: 'h4', backend_address: addressOf(4) };
    await must(0, 'deployment', 'set', 'web-1', ...settings(moved));
    await must(0, 'apply', 'web-1', '-y', '--no-diff');
    await client.sees('back end 2.0');
    const program = join(plan, 'programs', 'backend.py');
    writeFileSync(program, readFileSync(program, 'utf8').replace('send_response(200 if', 'send_response(500 if'));
    await must(0, 'plan', 'import', plan, '--name', 'web');
    const broken = { backend_version: '3.0', backend_node: 'h3', backend_address: addressOf(3) };
    await must(0, 'deployment', 'set', 'web-1', '--plan', 'web', ...settings(broken));
    await must(3, 'apply', 'web-1', '-y', '--no-diff');
    await client.sees('back end 2.0');
  } finally {
    const { requests, failed, seen } = await client.stop();
    console.log(`  ${requests} requests, ${failed} failed: ${[...seen].map((each) => each.join(' × ')).join(', ')}`);
    assert.equal(failed, 0);
    assert.equal(seen.size, 2);
  }
  await must(0, 'remove', 'web-1', '-y');
}

/** Both paths of a group: outputs of each member, and an undo that takes back just those that were due. */
async function playbookOnHosts({ must, inventory, on, directory }: Stage): Promise<void> {
  const hosts = [1, 2, 3, 4, 5];
  const names = hosts.map((host) => `h${host}`);
  const given = (texts: Readonly<Record<string, string>>): string => {
    writeFileSync(join(directory, 'texts'), JSON.stringify(texts));
    return `texts=${join(directory, 'texts')}`;
  };
  const written = (): readonly string[] => hosts.map((host) => on(host, 'cat /var/lib/fleet 2>/dev/null || echo none'));
  const servers = `servers=${JSON.stringify(Object.fromEntries(names.map((name) => [name, name])))}`;
  const first = Object.fromEntries(names.map((name) => [name, `hello ${name}`]));
  await must(0, 'plan', 'import', join(import.meta.dirname, 'fleet-plan'), '--name', 'fleet');
  const inputs = ['--set', servers, '--set-file', given(first)];
  await must(0, 'deployment', 'create', 'fleet-1', '--plan', 'fleet', '--inventory', inventory, ...inputs);
  const checked = await must(0, 'preview', 'fleet-1', '--check', '--no-diff');
  assert.equal(checked.output.match(/would change/g)?.length, 5);
  assert.deepEqual(
    written(),
    names.map(() => 'none'),
    'check mode changes nothing',
  );
  await must(0, 'apply', 'fleet-1', '-y', '--no-diff');
  assert.deepEqual(
    written(),
    names.map((name) => `hello ${name}`),
  );
  const outputs = JSON.parse((await must(0, 'outputs', 'fleet-1', 'wrote', '--json')).output);
  assert.match(JSON.stringify(outputs), /hello h5 on h5/);
  await must(0, 'deployment', 'set', 'fleet-1', '--set-file', given({ ...first, h2: 'refused', h3: 'bye h3' }));
  const failed = await must(3, 'apply', 'fleet-1', '-y', '--no-diff');
  assert.match(failed.output, /fleet\/h2[\s\S]*this text is refused/);
  assert.deepEqual(
    written(),
    names.map((name) => `hello ${name}`),
  );
  await must(0, 'remove', 'fleet-1', '-y');
  assert.deepEqual(
    written(),
    names.map(() => 'none'),
  );
}

function settings(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
}

/** The plan `world` in version 1 on all hosts. */
async function world({ must, inventory }: Stage): Promise<void> {
  await must(0, 'plan', 'import', join(import.meta.dirname, 'plan'), '--name', 'world');
  await must(0, 'deployment', 'create', 'world-1', '--plan', 'world', '--inventory', inventory, '--set', 'version=1');
  await must(0, 'apply', 'world-1', '-y', '--no-diff');
}

function versions({ on }: Stage): readonly string[] {
  return [1, 2, 3, 4].map((host) => on(host, 'cat /var/lib/world/version'));
}

function letGo({ on }: Stage, host: number, version: string): void {
  on(host, `touch /var/lib/world/go-${version}`);
}

async function end(stage: Stage): Promise<void> {
  await stage.must(0, 'remove', 'world-1', '-y');
  for (const host of [1, 2, 3, 4])
    assert.equal(stage.on(host, 'ls /var/lib/tyto/actions; ls -d /var/lib/world 2>/dev/null || true'), '');
}

/** Begins to apply a version, until a host waits in the middle of it. The run is in a list, not to be waited for here. */
async function begun(stage: Stage, version: string, host: number): Promise<readonly [Promise<Ended>]> {
  const { must, tyto, until } = stage;
  await must(0, 'deployment', 'set', 'world-1', ...settings({ version, wait_on: `h${host}` }));
  const run = tyto('apply', 'world-1', '-y', '--no-diff');
  await Promise.race([until(host, `test -e /var/lib/world/waits-${version}`), run]);
  return [run];
}

async function cutLink(stage: Stage): Promise<void> {
  await world(stage);
  const [run] = await begun(stage, '2', 3);
  setLink(stage.lab, 3, 'down');
  const cut = performance.now();
  const ended = await run;
  const took = (performance.now() - cut) / 1000;
  console.log(`  told ${took.toFixed(1)} s after the cut, the way back with it`);
  assert.equal(ended.status, 4);
  assert.match(ended.output, /three: .*the connection was lost/);
  assert.deepEqual(versions(stage), ['1', '1', '1', '1']);
  setLink(stage.lab, 3, 'up');
  const [, command = ''] = /'tyto (apply world-1)'/.exec(ended.output) ?? [];
  const again = stage.must(0, ...command.split(' '), '-y', '--no-diff');
  // The action that was cut off still waits there; it is ended before another begins.
  await Promise.race([stage.until(3, 'test $(ls /var/lib/tyto/actions | wc -l) = 2'), again]);
  letGo(stage, 3, '2');
  await again;
  assert.equal(stage.on(3, 'cat /var/lib/world/log'), 'CREATE 1\nUPDATE 2');
  assert.deepEqual(versions(stage), ['2', '2', '2', '2']);
  await end(stage);
}

async function absentHost(stage: Stage): Promise<void> {
  await world(stage);
  await stage.must(0, 'deployment', 'set', 'world-1', '--set', 'version=2');
  setLink(stage.lab, 3, 'down');
  const ended = await stage.must(3, 'apply', 'world-1', '-y', '--no-diff');
  assert.match(ended.output, /three: .*can not be reached/);
  assert.ok(ended.took < 30, `took ${ended.took} s`);
  setLink(stage.lab, 3, 'up');
  assert.deepEqual(versions(stage), ['1', '1', '1', '1']);
  await stage.must(0, 'apply', 'world-1', '-y', '--no-diff');
  assert.deepEqual(versions(stage), ['2', '2', '2', '2']);
  await end(stage);
}

async function bootAgain(stage: Stage): Promise<void> {
  await world(stage);
  const before = stage.on(2, 'cat /proc/sys/kernel/random/boot_id');
  const [run] = await begun(stage, '2', 2);
  powerOff(stage.lab, 2);
  await sleep(500);
  await powerOn(stage.lab, 2);
  assert.notEqual(stage.on(2, 'cat /proc/sys/kernel/random/boot_id'), before);
  const ended = await run;
  assert.equal(ended.status, 3);
  assert.match(ended.output, /two: .*its node restarted/);
  assert.deepEqual(versions(stage), ['1', '1', '1', '1']);
  letGo(stage, 2, '2');
  await stage.must(0, 'apply', 'world-1', '-y', '--no-diff');
  assert.deepEqual(versions(stage), ['2', '2', '2', '2']);
  await end(stage);
}

async function fullDisk(stage: Stage): Promise<void> {
  await world(stage);
  await stage.must(0, 'deployment', 'set', 'world-1', '--set', 'version=2');
  stage.on(
    3,
    'dd if=/dev/zero of=/full bs=64k 2>/dev/null || true; dd if=/dev/zero of=/fuller bs=1 2>/dev/null || true',
  );
  const ended = await stage.must(3, 'apply', 'world-1', '-y', '--no-diff');
  assert.match(ended.output, /three: node can not run the script: cannot/);
  stage.on(3, 'rm /full /fuller');
  assert.deepEqual(versions(stage), ['1', '1', '1', '1']);
  await stage.must(0, 'apply', 'world-1', '-y', '--no-diff');
  assert.deepEqual(versions(stage), ['2', '2', '2', '2']);
  await end(stage);
}

async function killSshd(stage: Stage): Promise<void> {
  await world(stage);
  const [run] = await begun(stage, '2', 4);
  stage.on(4, 'for p in /proc/[0-9]*; do ! grep -q "^sshd" $p/comm || kill -KILL ${p##*/}; done');
  await sleep(1000);
  stage.on(4, '/usr/sbin/sshd');
  letGo(stage, 4, '2');
  assert.equal((await run).status, 0);
  assert.deepEqual(versions(stage), ['2', '2', '2', '2']);
  await end(stage);
}
