import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDeployment, runBegins } from '../testing/rig.ts';

test('a run of another process is stopped cleanly, as often as that is asked, and taken up later', async (t) => {
  const rig = await makeDeployment(t, ' --set seconds=2');
  const { ended } = rig.start('apply web-1 -y');
  await runBegins(rig);
  const asked = await Promise.all([rig.run('run cancel web-1'), rig.run('run cancel r1')]);
  for (const cancelled of asked) {
    assert.equal(cancelled.status, 0, cancelled.err);
    assert.match(cancelled.out, /Run r1 of web-1: interrupted[\s\S]*tyto run resume r1.*tyto run rollback r1/);
    assert.match(cancelled.err, /✓ first: created/, 'what runs is let finish, and followed');
  }
  const stopped = await ended;
  assert.equal(stopped.status, 130);
  assert.match(stopped.err, /'tyto run cancel' asked/);
  const again = await rig.run('run cancel web-1');
  assert.equal(again.status, 1);
  assert.match(again.err, /stopped already[\s\S]*tyto run resume r1/);
  assert.equal((await rig.run('run resume web-1')).status, 0);
  assert.match((await rig.run('run cancel r1')).err, /it is done/);
  assert.match((await rig.run('run cancel web-2')).err, /no run 'web-2'/);
  assert.equal((await rig.run('run show web-1')).out, (await rig.run('run show r1')).out);
  await rig.run('apply web-1 -y --replace first');
  assert.match((await rig.run('run show web-1')).out, /Run r2 of web-1: done/, 'the latest of the deployment');
  assert.match((await rig.run('run show web-2')).err, /no run 'web-2'/);
});

test('a run is stopped at once and rolled back, without waiting for the script that runs', async (t) => {
  const rig = await makeDeployment(t, ' --set seconds=600');
  const { ended } = rig.start('apply web-1 -y');
  await runBegins(rig);
  const cancelled = await rig.run('run cancel web-1 --now --rollback');
  assert.equal(cancelled.status, 0, cancelled.err);
  assert.match(cancelled.out, /Run r1 of web-1: rolled back/);
  assert.equal((await ended).status, 130);
  assert.match((await rig.run('resource list web-1')).out, /Nothing is deployed/);
});

test('with --json a cancelled run is told in lines: events, then the report', async (t) => {
  const rig = await makeDeployment(t, ' --set seconds=5');
  const { ended } = rig.start('apply web-1 -y');
  await runBegins(rig);
  const { out } = await rig.run('run cancel web-1 --json');
  await ended;
  const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');
  assert.equal(last.kind, 'RunReport');
  assert.equal(last.status, 'interrupted');
});
