import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inventory, makeDeployment, makeRig, plan } from '../testing/rig.ts';

test('inputs are set, merged, unset and told', async (t) => {
  const rig = await makeDeployment(t, ' --set words=one');
  const set = await rig.run('deployment set web-1 --set seconds=0.5');
  assert.match(set.out, /parameters\.seconds: \(none\) → "0\.5"/);
  assert.doesNotMatch(set.out, /parameters\.words/);
  assert.match((await rig.run('deployment set web-1 --set seconds=0.5')).out, /^Unchanged/);
  const unset = await rig.run('deployment set web-1 --unset words');
  assert.match(unset.out, /parameters\.words: "one" → \(none\)/);
  const shown = JSON.parse((await rig.run('deployment show web-1 --json')).out);
  assert.deepEqual(shown.parameters, [{ name: 'seconds', value: '0.5', secret: null }]);
  assert.deepEqual(shown.nodes, ['here']);
});

test('wrong inputs are all told and change nothing', async (t) => {
  const rig = await makeDeployment(t);
  const before = JSON.parse((await rig.run('deployment show web-1 --json')).out);
  for (const [line, expected] of [
    ['--set wrods=x', /parameter-unknown.*wrods[\s\S]*Did you mean "words"/],
    ['--set seconds=soon', /parameter-value.*/],
    ['--set password=x', /secret-argument[\s\S]*--set-file password=FILE/],
    ['--set words', /usage[\s\S]*--set NAME=VALUE/],
    ['--unset nothing', /parameter-unknown/],
    ['--plan other', /plan-unknown/],
    ['--plan web@ffff', /plan-version/],
    ['-e missing.yaml', /input-file.*missing\.yaml/],
    ['-e plan:missing.yaml', /file-missing.*missing\.yaml/],
    ['-i plan/template.yaml', /plan\/template\.yaml:\d+:\d+: error\[inventory-/],
  ] as const) {
    const refused = await rig.run(`deployment set web-1 ${line}`);
    assert.equal(refused.status, 1, line);
    assert.match(refused.err, expected, line);
  }
  assert.deepEqual(JSON.parse((await rig.run('deployment show web-1 --json')).out), before);
});

test('secrets of arguments, environments and inventories are taken out before anything is kept', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  await rig.run('plan import plan --name web');
  rig.write('site/env.yaml', 'parameters:\n  words: from env\n  password: planted-by-environment # why\n');
  rig.write('site/hosts.yaml', `${inventory}      db_password: planted-by-inventory\n`);
  const created = await rig.run('deployment create web-1 --plan web -e site/env.yaml -i site/hosts.yaml');
  assert.equal(created.status, 0, created.err);
  const set = await rig.run('deployment set web-1 --set-file password=-', 'planted-by-input\n');
  assert.match(set.out, /parameters\.password: \(none\) → \(secret, version 1\)/);
  for (const secret of ['planted-by-environment', 'planted-by-inventory', 'planted-by-input']) {
    const found = rig.filesWith(secret).filter((path) => !path.startsWith(join(rig.directory, 'site')));
    assert.deepEqual(found, [], secret);
    assert.ok(!`${created.out}${created.err}${set.out}${set.err}`.includes(secret), secret);
  }
});

test('a deployment is deleted once nothing of it is deployed', async (t) => {
  const rig = await makeDeployment(t);
  assert.equal((await rig.run('apply web-1 -y')).status, 0);
  const refused = await rig.run('deployment delete web-1');
  assert.equal(refused.status, 5);
  assert.match(refused.err, /3 resources of 'web-1' are still deployed/);
  assert.equal((await rig.run('remove web-1 -y')).status, 0);
  assert.equal((await rig.run('deployment delete web-1')).status, 0);
  assert.match((await rig.run('deployment show web-1')).err, /deployment-unknown/);
});

test('validation tells every problem of plan and inputs at once, each at its place', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  rig.write('hosts.yaml', inventory.replace('here', 'elsewhere'));
  await rig.run('plan import plan --name web');
  await rig.run('deployment create web-1 --plan web -i hosts.yaml');
  const told = await rig.run('validate web-1');
  assert.equal(told.status, 1);
  assert.equal(told.err.match(/^template\.yaml:\d+:\d+: error\[node-unknown\]/gm)?.length, 2, told.err);
  rig.write('hosts.yaml', inventory);
  await rig.run('deployment set web-1 -i hosts.yaml');
  const valid = await rig.run('validate web-1');
  assert.equal(valid.status, 0, valid.err);
  assert.equal(valid.out, "'web-1' is valid: 3 resources\n");
});
