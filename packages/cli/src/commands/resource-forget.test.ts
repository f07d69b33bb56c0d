import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { inventory, makeRig, type Rig, runBegins } from '../testing/rig.ts';

/** A component that cannot be deleted, and a deployment after it. */
const plan = `heat_template_version: 2018-08-31
parameters:
  wanted: {type: boolean, default: true}
conditions:
  wanted: {get_param: wanted}
resources:
  component:
    type: OS::Heat::SoftwareComponent
    properties:
      configs:
        - {actions: [CREATE], tool: script, config: 'exit 0'}
        - {actions: [DELETE], tool: script, config: 'exit 1'}
  queue:
    type: OS::Heat::SoftwareDeployment
    condition: wanted
    properties: {config: {get_resource: component}, server: here}
  after: {type: OS::Heat::Value, depends_on: queue, properties: {value: 1}}
`;

async function deployed(t: TestContext): Promise<Rig> {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name web');
  await rig.run('deployment create web-1 --plan web -i hosts.yaml');
  const applied = await rig.run('apply web-1 -y');
  assert.equal(applied.status, 0, applied.err);
  return rig;
}

test('what is left over because it cannot be removed is let go, and then nothing is left to do', async (t) => {
  const rig = await deployed(t);
  await rig.run('deployment set web-1 --set wanted=false');
  const left = await rig.run('apply web-1 -y');
  assert.equal(left.status, 4, left.out);
  assert.match(left.out, /Left over[\s\S]*queue[\s\S]*tyto resource forget web-1 ADDRESS/);
  const forgotten = await rig.run('resource forget web-1 queue -y');
  assert.equal(forgotten.status, 0, forgotten.err);
  assert.match(forgotten.out, /^Run r3 of web-1: queue is let go as it is\./);
  assert.doesNotMatch((await rig.run('resource list web-1')).out, /queue/);
  assert.match((await rig.run('resource show web-1 queue')).err, /Nothing is deployed at 'queue'/);
  assert.equal((await rig.run('preview web-1 --detailed-exitcode')).status, 0);
  assert.match((await rig.run('run list web-1')).out, /r3 +web-1 +forget +done/);
  const shown = await rig.run('run show web-1');
  assert.match(shown.out, /Run r3: forgetting a resource of web-1\n.*× queue: let go/);
  assert.match(shown.out, /0 deleted, 1 let go\.\nLet go, and retained as they are:\n {2}queue\n/);
  assert.equal((await rig.run('remove web-1 -y')).status, 0);
  assert.equal((await rig.run('deployment delete web-1')).status, 0);
});

test('what the plan still wants is created again, and what was previewed before is stale', async (t) => {
  const rig = await deployed(t);
  await rig.run('preview web-1 --replace queue --out before.json');
  const forgotten = await rig.run('resource forget web-1 queue -y --json');
  const { kind, resource, requiredBy, mayStillRun, run } = JSON.parse(forgotten.out);
  assert.deepEqual(
    { kind, address: resource.address, requiredBy, mayStillRun, run },
    { kind: 'ResourceForgotten', address: 'queue', requiredBy: ['after'], mayStillRun: null, run: 'r2' },
  );
  assert.equal((await rig.run('apply web-1 before.json -y')).status, 5);
  assert.match((await rig.run('preview web-1')).out, /\+ queue {2}create[\s\S]*Plan: 1 to create/);
  const again = await rig.run('apply web-1 -y');
  assert.match(again.out, /Resources: 1 created, 0 updated, 0 replaced, 0 deleted\.$/m);
  assert.equal((await rig.run('preview web-1 --detailed-exitcode')).status, 0);
});

test('a run that goes back to a revision with what was forgotten makes it again', async (t) => {
  const rig = await deployed(t);
  await rig.run('resource forget web-1 queue -y');
  const broken = `
  config: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: 'exit 1'}}
  broken:
    type: OS::Heat::SoftwareDeployment
    depends_on: queue
    properties: {config: {get_resource: config}, server: here}
`;
  rig.write('plan/template.yaml', `${plan}${broken.slice(1)}`);
  await rig.run('plan import plan --name web');
  await rig.run('deployment set web-1 --plan web');
  const failed = await rig.run('apply web-1 -y');
  assert.match(failed.out, /✗ broken: script exited with status 1/);
  const { resources } = JSON.parse((await rig.run('resource list web-1 --json')).out);
  const current = resources.filter((each: { role: string }) => each.role === 'current');
  assert.deepEqual(current.map((each: { address: string }) => each.address).sort(), ['after', 'component', 'queue']);
});

test('of two instances at an address one is named by its id', async (t) => {
  const rig = await deployed(t);
  assert.equal((await rig.run('apply web-1 -y --replace queue')).status, 4);
  const both = await rig.run('resource forget web-1 queue -y');
  assert.equal(both.status, 1);
  const old = /'([0-9a-f-]+)' \(superseded\)/.exec(both.err)?.[1];
  assert.match(both.err, /error\[address-ambiguous\]: 'queue' of 'web-1' has 2 instances: /);
  assert.equal((await rig.run(`resource forget web-1 ${old} -y`)).status, 0);
  const { resources } = JSON.parse((await rig.run('resource list web-1 --json')).out);
  const roles = resources.map((each: { address: string; role: string }) => `${each.address} ${each.role}`);
  assert.deepEqual(roles.sort(), ['after current', 'component current', 'queue current']);
  assert.equal((await rig.run('preview web-1 --detailed-exitcode')).status, 0);
});

test('nothing is forgotten that nobody confirmed, that is not there, or while a run is unfinished', async (t) => {
  const rig = await deployed(t);
  const unconfirmed = await rig.run('resource forget web-1 queue');
  assert.equal(unconfirmed.status, 1);
  assert.match(unconfirmed.err, /error\[confirmation\][\s\S]*tyto resource show web-1 queue/);
  assert.match((await rig.run('resource forget web-1 quue -y')).err, /Did you mean 'queue'\?/);
  assert.match((await rig.run('resource forget web-2 queue -y')).err, /no deployment 'web-2'/);
  rig.write('plan/template.yaml', plan.replace("config: 'exit 0'", "config: 'sleep 600'"));
  await rig.run('plan import plan --name web');
  await rig.run('deployment set web-1 --plan web');
  const { child, ended } = rig.start('apply web-1 -y --replace queue');
  await runBegins(rig, 'r2');
  assert.equal((await rig.run('resource forget web-1 queue -y')).status, 5, 'a run is at work');
  child.kill('SIGKILL');
  await ended;
  const refused = await rig.run('resource forget web-1 queue -y');
  assert.equal(refused.status, 5);
  assert.match(refused.err, /error\[run-unfinished\][\s\S]*tyto run rollback r2/);
  await rig.run('run rollback r2 --now');
});
