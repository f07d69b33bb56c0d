import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Random, seededRandom } from './testing/random.ts';
import { type Ended, inventoryText, makeRig, type Rig, sleep } from './testing/rig.ts';
import { checkLog, checkWorld, makeWorld } from './testing/world.ts';
import { optional, sources, type Wishes, worldTemplate } from './testing/world-plan.ts';

const kills = 25;
const seed = Number(process.env.TEST_SEED ?? randomInt(1_000_000));

test(`${kills} applies killed at any instant are finished or undone, nothing twice and nothing out of order`, async (t) => {
  console.log(`seed ${seed} (TEST_SEED=${seed} runs it again)`);
  const rigs = [makeRig(t), makeRig(t)];
  // Both to their ends, whatever becomes of one: what still runs must not meet a directory that is removed.
  const lanes = await Promise.allSettled(
    rigs.map((rig, lane) => killOften(rig, seededRandom(seed * 2 + lane), Math.ceil((kills - lane) / rigs.length))),
  );
  for (const lane of lanes) {
    if (lane.status === 'rejected') throw lane.reason;
    console.log(JSON.stringify(lane.value));
  }
});

interface Tally {
  killed: number;
  early: number;
  killedAgain: number;
  'run to its end': number;
  done: number;
  'rolled back': number;
}

/** Kills applies of one deployment until so many of them were left interrupted. */
async function killOften(rig: Rig, random: Random, wanted: number): Promise<Tally> {
  const tally: Tally = { killed: 0, early: 0, killedAgain: 0, 'run to its end': 0, done: 0, 'rolled back': 0 };
  const world = join(rig.directory, 'world');
  makeWorld(world);
  await createDeployment(rig, world, firstWishes());
  const began = Date.now();
  await rig.must(['apply', 'world', '-y', '--no-diff']);
  const span = Date.now() - began;
  let good = firstWishes();
  checkWorld(world, good);
  while (tally.killed < wanted) {
    const wishes = nextWishes(good, random);
    await rig.must(['deployment', 'set', 'world', '--set', `wishes=${JSON.stringify(wishes)}`]);
    const before = (await runsOf(rig)).map(({ id }) => id);
    const ended = await applyAndKill(rig, random, span);
    const status = await settle(rig, random, span, ended, tally, before);
    if (status === 'done') good = wishes;
    checkLog(world);
    checkWorld(world, good);
  }
  await rig.must(['remove', 'world', '-y']);
  checkLog(world);
  checkWorld(world, {});
  assert.deepEqual(readdirSync(join(rig.directory, 'node', 'actions')), [], 'the node is left with no traces');
  await rig.must(['deployment', 'delete', 'world']);
  return tally;
}

async function createDeployment(rig: Rig, world: string, wishes: Wishes): Promise<void> {
  await rig.must(['plan', 'import', rig.write('plan/world.yaml', worldTemplate()), '--name', 'world']);
  const values = ['--set', `world=${world}`, '--set', `wishes=${JSON.stringify(wishes)}`];
  const inventory = rig.write('inventory.yaml', inventoryText);
  await rig.must(['deployment', 'create', 'world', '--plan', 'world', '--inventory', inventory, ...values]);
}

function firstWishes(): Wishes {
  return Object.fromEntries([...sources.keys()].map((label) => [label, { value: 'v0', generation: 0, present: true }]));
}

/** Others than before: some updated, some replaced, some new, some gone; now and then one that fails. */
function nextWishes(good: Wishes, random: Random): Wishes {
  const labels = Object.keys(good);
  const certain = labels[random.below(labels.length)];
  const failing = random.chance(0.3) ? labels[random.below(labels.length)] : undefined;
  return Object.fromEntries(
    Object.entries(good).map(([label, wish]) => {
      const value = label === certain || random.chance(0.3) ? `v${random.below(1e6)}` : wish.value;
      const generation = random.chance(0.2) ? wish.generation + 1 : wish.generation;
      const present = optional.includes(label) && random.chance(0.3) ? !wish.present : wish.present;
      return [label, { value: label === failing ? 'bad' : value, generation, present }];
    }),
  );
}

/** Starts an apply and kills it: mostly at an instant of its run, sometimes at one of what comes before. */
async function applyAndKill(rig: Rig, random: Random, span: number): Promise<Ended> {
  const apply = rig.start(['apply', 'world', '-y', '--no-diff', '--json']);
  if (random.chance(0.9)) await Promise.race([apply.says('"run-started"').catch(() => undefined), apply.ended]);
  await sleep(random.next() * span * 0.6);
  apply.child.kill('SIGKILL');
  return apply.ended;
}

/** Brings an apply that was killed to an end, and gives which. */
async function settle(
  rig: Rig,
  random: Random,
  span: number,
  killed: Ended,
  tally: Tally,
  before: readonly string[],
): Promise<string> {
  if (killed.signal !== 'SIGKILL') {
    tally['run to its end'] += 1;
    assert.ok(killed.status === 0 || killed.status === 3, `${killed.out}\n${killed.err}`);
    return killed.status === 0 ? 'done' : 'rolled back';
  }
  const runs = await runsOf(rig);
  const run = runs.find((each) => each.status === 'interrupted')?.id;
  if (run === undefined) {
    // Before its run began, or after it had ended, be it that it could not say so any more.
    tally.early += 1;
    return runs.find(({ id }) => !before.includes(id))?.status ?? 'not begun';
  }
  tally.killed += 1;
  if (tally.killed % 3 === 1) await checkRefused(rig, run);
  await sleep(random.next() * 150);
  const command = random.chance(0.35) ? 'rollback' : 'resume';
  const status = await takeUp(rig, random, span, [command, run], tally);
  assert.ok(status === 'done' || status === 'rolled back', `run ${run} is ${status}`);
  tally[status] += 1;
  return status;
}

async function runsOf(rig: Rig): Promise<readonly { readonly id: string; readonly status: string }[]> {
  const listed: { runs: { id: string; status: string }[] } = JSON.parse(
    (await rig.must(['run', 'list', 'world', '--json'])).out,
  );
  return listed.runs;
}

async function checkRefused(rig: Rig, run: string): Promise<void> {
  for (const args of [
    ['apply', 'world', '-y'],
    ['remove', 'world', '-y'],
    ['deployment', 'delete', 'world'],
  ]) {
    const refused = await rig.must(args, 5);
    assert.match(refused.err, new RegExp(`tyto run resume ${run}\\b`), args.join(' '));
    assert.match(refused.err, new RegExp(`tyto run rollback ${run}\\b`), args.join(' '));
  }
}

/** Takes a run up until it has ended, killing what takes it up once or twice. */
async function takeUp(rig: Rig, random: Random, span: number, args: readonly string[], tally: Tally): Promise<string> {
  for (let deaths = random.chance(0.4) ? 1 + random.below(2) : 0; deaths > 0; deaths -= 1) {
    const again = rig.start(['run', ...args, '--json']);
    await sleep(300 + random.next() * span * 0.5);
    again.child.kill('SIGKILL');
    const { signal, out } = await again.ended;
    const status = endOfRun(out);
    if (status !== undefined) return status;
    assert.equal(signal, 'SIGKILL', out);
    tally.killedAgain += 1;
  }
  const last = await rig.tyto(['run', ...args, '--json']);
  const status = endOfRun(last.out);
  // Killed after its end: then there is nothing to take up, and the run says how it ended.
  return status ?? (await statusOf(rig, args[1] ?? ''));
}

async function statusOf(rig: Rig, run: string): Promise<string> {
  const shown: { report: { status: string } } = JSON.parse((await rig.must(['run', 'show', run, '--json'])).out);
  return shown.report.status;
}

function endOfRun(out: string): string | undefined {
  return /"kind":"run-ended","status":"([^"]+)"/.exec(out)?.[1];
}
