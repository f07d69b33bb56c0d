import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { inventoryText, makeRig, processesOf, type Rig, readIfThere, sleep, until } from './testing/rig.ts';
import { type ScriptDeployment, scriptsTemplate } from './testing/scripts-plan.ts';

/** What is told of an end belongs to a line of `log`; `gate` holds a script until the test opens it. */
const gated = (directory: string, name: string): string => `
echo "begin ${name}" >>${directory}/log
until [ -e ${directory}/gate ]; do sleep 0.02; done
echo "end ${name}" >>${directory}/log`;

const logged = (directory: string, name: string): string => `echo "end ${name}" >>${directory}/log`;

async function deploymentOf(
  t: TestContext,
  deployments: (directory: string) => Readonly<Record<string, ScriptDeployment>>,
): Promise<Rig> {
  const rig = makeRig(t);
  const template = rig.write('plan/template.yaml', scriptsTemplate(deployments(rig.directory)));
  await rig.must(['plan', 'import', template, '--name', 'small']);
  const inventory = rig.write('inventory.yaml', inventoryText);
  await rig.must(['deployment', 'create', 'small', '--plan', 'small', '--inventory', inventory]);
  return rig;
}

const twoInARow = (directory: string): Readonly<Record<string, ScriptDeployment>> => ({
  first: { script: gated(directory, 'first') },
  second: { script: logged(directory, 'second'), after: 'first' },
});

const logOf = (rig: Rig): string => readIfThere(join(rig.directory, 'log'));
const openGate = (rig: Rig): void => writeFileSync(join(rig.directory, 'gate'), '');
const begun = (rig: Rig): Promise<void> => until(() => logOf(rig).includes('begin first'), 'the first script');

test('^C lets finish what runs, starts nothing more, exits 130 and tells how to go on; resume finishes', async (t) => {
  const rig = await deploymentOf(t, twoInARow);
  const apply = rig.start(['apply', 'small', '-y']);
  await begun(rig);
  apply.child.kill('SIGINT');
  await apply.says('let finish');
  await sleep(200);
  assert.equal(apply.child.exitCode, null, 'it waits for what runs');
  openGate(rig);
  const { status, signal, out, err } = await apply.ended;
  assert.deepEqual([status, signal], [130, null]);
  assert.match(out + err, /tyto run resume r1\b/);
  assert.match(out + err, /tyto run rollback r1\b/);
  assert.equal(logOf(rig), 'begin first\nend first\n');
  const refused = await rig.must(['apply', 'small', '-y'], 5);
  assert.match(refused.err, /tyto run resume r1\b.*tyto run rollback r1\b/);
  await rig.must(['run', 'resume', 'small']);
  assert.equal(logOf(rig), 'begin first\nend first\nend second\n');
  assert.match((await rig.must(['preview', 'small', '--detailed-exitcode'])).out, /No changes/);
});

test('a second ^C quits at once; what runs goes on, and resume takes up its end', async (t) => {
  const rig = await deploymentOf(t, twoInARow);
  const apply = rig.start(['apply', 'small', '-y']);
  await begun(rig);
  apply.child.kill('SIGINT');
  await apply.says('let finish');
  apply.child.kill('SIGINT');
  assert.equal((await apply.ended).status, 130);
  const resume = rig.start(['run', 'resume', 'small']);
  await resume.says('Taking the run up again');
  openGate(rig);
  assert.equal((await resume.ended).status, 0);
  assert.equal(logOf(rig), 'begin first\nend first\nend second\n');
});

test('of two applies at once the second is refused, with who holds the deployment since when', async (t) => {
  const rig = await deploymentOf(t, twoInARow);
  const started = new Date().toISOString();
  const both = [rig.start(['apply', 'small', '-y']), rig.start(['apply', 'small', '-y'])];
  await begun(rig);
  const loser = await Promise.race(both.map(async (each) => ({ each, ended: await each.ended })));
  assert.equal(loser.ended.status, 5, loser.ended.err);
  const winner = both.find((each) => each !== loser.each);
  const told = new RegExp(`Run r1 holds 'small' since (\\S+) \\(process ${winner?.child.pid} on ${hostname()}\\)`);
  for (const args of [
    ['apply', 'small', '-y'],
    ['remove', 'small', '-y'],
    ['run', 'resume', 'small'],
    ['run', 'rollback', 'r1'],
    ['deployment', 'delete', 'small'],
  ]) {
    const refused = await rig.must(args, 5);
    const since = told.exec(refused.err)?.[1] ?? '';
    assert.ok(since >= started && since <= new Date().toISOString(), `${args.join(' ')}: ${refused.err}`);
  }
  openGate(rig);
  assert.equal((await winner?.ended)?.status, 0);
  assert.equal(logOf(rig), 'begin first\nend first\nend second\n');
});

test('a script that leaves a child holding its output ends when its process ends', async (t) => {
  const rig = await deploymentOf(t, (directory) => ({
    leaves: { script: `sleep 300 & echo $! >${directory}/child; echo said; sleep 0.1` },
  }));
  await rig.must(['apply', 'small', '-y']);
  const child = Number(readFileSync(join(rig.directory, 'child'), 'utf8'));
  assert.ok(
    processesOf(rig.directory).some((each) => each.pid === child),
    'the child lives on',
  );
  process.kill(child, 'SIGKILL');
  assert.match((await rig.must(['run', 'show', 'r1', '--log', 'leaves'])).out, /^said$/m);
});

/** One that is good, and one that comes after it and does not end. */
const endless = (directory: string, how: string): Readonly<Record<string, ScriptDeployment>> => ({
  good: {
    actions: ['CREATE', 'DELETE'],
    script: `if [ $deploy_action = CREATE ]; then : >${directory}/living; else rm ${directory}/living; fi`,
  },
  endless: { script: `: >${directory}/begun; ${how}`, after: 'good' },
});

for (const { name, how, option, says } of [
  {
    name: 'a script that never ends is killed with its children when its time is over, and all goes back',
    how: 'sleep 600 & sleep 600',
    option: '--action-timeout',
    says: /endless: killed after 1.5 s \(timeout\)/,
  },
  {
    name: 'a script that ignores TERM is killed all the same',
    how: 'trap "" TERM; while :; do sleep 600; done',
    option: '--action-timeout',
    says: /endless: killed after 1.5 s \(timeout\)/,
  },
  {
    name: 'a run that takes longer than it may is ended, and all goes back',
    how: 'sleep 600',
    option: '--timeout',
    says: /took longer than it may/,
  },
]) {
  test(name, async (t) => {
    const rig = await deploymentOf(t, (directory) => endless(directory, how));
    const ended = await rig.must(['apply', 'small', '-y', option, '1.5'], 3);
    assert.match(ended.out + ended.err, says);
    assert.ok(existsSync(join(rig.directory, 'begun')), 'it had begun');
    assert.ok(!existsSync(join(rig.directory, 'living')), 'what was good before it is taken away again');
    assert.deepEqual(processesOf(rig.directory), []);
    assert.deepEqual(readdirSync(join(rig.directory, 'node', 'actions')), []);
    assert.match((await rig.must(['resource', 'list', 'small'])).out, /Nothing/i);
  });
}
