import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventory, makeRig, plan } from '../testing/rig.ts';

test('a plan is imported, imported again, listed, compared and deleted', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  assert.match((await rig.run('plan import plan --name web')).out, /^Imported web@[0-9a-f]{12}\n$/);
  assert.match((await rig.run('plan import plan --name web')).out, /^Unchanged: web@/);
  rig.write('plan/template.yaml', plan.replace('hello', 'good day'));
  assert.equal((await rig.run('plan import plan --name web -m Greet')).status, 0);
  const log = JSON.parse((await rig.run('plan log web --json')).out);
  assert.deepEqual(
    log.versions.map((each: { message: string }) => each.message),
    ['Greet', 'Import web'],
  );
  const diff = await rig.run(`plan diff web ${log.versions[1].version.slice(0, 8)}`);
  assert.match(diff.out, /^-.*hello.*\n\+.*good day/m);
  assert.match((await rig.run('plan show web')).out, /password\s+string, hidden/);
  const schema = JSON.parse((await rig.run('plan schema web')).out);
  assert.deepEqual(Object.keys(schema.properties), ['words', 'seconds', 'status', 'password']);
  assert.equal((await rig.run('plan delete web')).status, 0);
  assert.deepEqual(JSON.parse((await rig.run('plan list --json')).out), {
    kind: 'PlanList',
    formatVersion: 1,
    plans: [],
  });
});

test('a plan with errors is refused with each of them at its place, and nothing is imported', async (t) => {
  const rig = makeRig(t);
  rig.write(
    'plan/template.yaml',
    plan.replace('get_param: words', 'get_param: wrods').replace('resource: config', 'resource: conf'),
  );
  const refused = await rig.run('plan import plan --name web');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /^template\.yaml:25:\d+: error\[parameter-undefined\]: .*wrods/m);
  assert.match(refused.err, /^ {2}25 \|.*wrods.*\n +\| +\^/m);
  assert.match(refused.err, /error\[name-unknown\]: .*"conf"/);
  assert.equal((await rig.run('plan show web')).status, 1);
});

test('a plan in use is not deleted', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name web');
  await rig.run('deployment create web-1 --plan web -i hosts.yaml');
  const refused = await rig.run('plan delete web');
  assert.equal(refused.status, 5);
  assert.match(refused.err, /web-1/);
});

test('a line that holds a secret in clear is pointed at and not shown', async (t) => {
  const rig = makeRig(t);
  const clear = plan.replace(
    "hidden: true, default: ''",
    'hidden: true, default: planted-secret, constraints: [{length: {max: 3}}]',
  );
  assert.notEqual(clear, plan);
  rig.write('plan/template.yaml', clear);
  const told = await rig.run('plan import plan --name web');
  assert.match(told.err, /^template\.yaml:\d+:\d+: /m);
  assert.ok(!`${told.err}${told.out}`.includes('planted-secret'), told.err);
});
