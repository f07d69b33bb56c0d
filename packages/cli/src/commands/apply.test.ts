import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDeployment, runBegins } from '../testing/rig.ts';

test('what is previewed is applied, and then there is nothing to do', async (t) => {
  const rig = await makeDeployment(t);
  const preview = await rig.run('preview web-1 --detailed-exitcode');
  assert.equal(preview.status, 2);
  assert.match(preview.out, /words: \(known after apply: first@said\)/);
  assert.match(preview.out, /^Plan: 3 to create, 0 to update, 0 to replace, 0 to delete, 0 unchanged\.$/m);
  const applied = await rig.run('apply web-1 -y --no-diff');
  assert.equal(applied.status, 0);
  assert.match(applied.err, /✓ first: created/);
  assert.match(applied.out, /^Run r1 of web-1: done in .*Resources: 3 created, 0 updated, 0 replaced, 0 deleted\.$/m);
  assert.equal((await rig.run('outputs web-1 said --raw')).out, 'hello\n');
  const again = await rig.run('preview web-1 --detailed-exitcode');
  assert.equal(again.status, 0);
  assert.equal(again.out, 'No changes. 3 resources are as wanted.\n');
  assert.equal((await rig.run('run list web-1 --json')).out.match(/"status":"done"/g)?.length, 1);
});

test('a failure is told with what the script said, and goes back by itself', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  await rig.run('deployment set web-1 --set status=7 --set words=\u001b[31mbad');
  const failed = await rig.run('apply web-1 -y --no-diff');
  assert.equal(failed.status, 3);
  assert.match(failed.out, /✗ second: .*7\n {4}\| \\x1b\[31mbad, the password is none/);
  assert.match(failed.out, /rolled back/);
  assert.doesNotMatch(`${failed.out}${failed.err}`, new RegExp(String.fromCharCode(27)));
  assert.equal((await rig.run('outputs web-1 said --raw')).out, 'hello\n');
  assert.match((await rig.run('preview web-1')).out, /"hello" → /);
  const left = await rig.run('apply web-1 -y --no-rollback');
  assert.equal(left.status, 4);
  assert.match(left.out, /Run r3 of web-1: failed/);
  assert.equal((await rig.run('run resume r3')).status, 1);
  const back = await rig.run('run rollback r3');
  assert.equal(back.status, 0);
  assert.match(back.out, /Run r3 of web-1: rolled back/);
  assert.equal((await rig.run('outputs web-1 said --raw')).out, 'hello\n');
  await rig.run('apply web-1 -y');
  assert.equal((await rig.run('run rollback r3')).status, 1);
});

test('a kept change set is applied exactly, and refused once its base has moved on', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('preview web-1 --out changes.json');
  const text = readFileSync(join(rig.directory, 'changes.json'), 'utf8');
  rig.write('forged.json', text.replace('"may": [\n    "create"', '"may": [\n    "unchanged"'));
  assert.equal((await rig.run('apply web-1 forged.json -y')).status, 5);
  assert.equal((await rig.run('apply web-1 changes.json -y')).status, 0);
  const stale = await rig.run('apply web-1 changes.json -y');
  assert.equal(stale.status, 5);
  assert.match(stale.err, /change-set-stale[\s\S]*tyto preview web-1/);
  rig.write('nonsense.json', '{}');
  assert.equal((await rig.run('apply web-1 nonsense.json -y')).status, 1);
});

test('an earlier revision comes back as a new one', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  await rig.run('deployment set web-1 --set words=changed');
  await rig.run('apply web-1 -y');
  assert.match((await rig.run('preview web-1 --revision HEAD~1')).out, /words: "changed" → "hello"/);
  assert.equal((await rig.run('apply web-1 -y --revision HEAD~1')).status, 0);
  assert.equal((await rig.run('outputs web-1 said --raw')).out, 'hello\n');
  const log = JSON.parse((await rig.run('deployment log web-1 --json')).out);
  assert.equal(log.entries.filter((each: { what: string }) => each.what === 'revision').length, 3);
});

test('without a terminal nothing is applied that was not confirmed', async (t) => {
  const rig = await makeDeployment(t);
  const refused = await rig.run('apply web-1');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /confirmation/);
  assert.deepEqual(JSON.parse((await rig.run('run list --json')).out).runs, []);
});

test('with --json a run is told in lines: preview, events, report', async (t) => {
  const rig = await makeDeployment(t);
  const applied = await rig.run('apply web-1 -y --json');
  const kinds = applied.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).kind);
  assert.deepEqual(
    [kinds[0], kinds[1], kinds.at(-2), kinds.at(-1)],
    ['Preview', 'run-started', 'run-ended', 'RunReport'],
  );
  assert.equal(applied.err, '');
});

test('while one run goes on another is refused; stopped, it is finished by resume', async (t) => {
  const rig = await makeDeployment(t, ' --set seconds=3');
  const { child, ended } = rig.start('apply web-1 -y');
  await runBegins(rig);
  const second = await rig.run('apply web-1 -y');
  assert.equal(second.status, 5);
  assert.match(second.err, /Run r1 holds 'web-1' since .*process \d+/);
  child.kill('SIGINT');
  const stopped = await ended;
  assert.equal(stopped.status, 130);
  assert.match(stopped.out, /tyto run resume r1/);
  for (const line of ['apply web-1 -y', 'remove web-1 -y', 'deployment delete web-1']) {
    const refused = await rig.run(line);
    assert.equal(refused.status, 5, line);
    assert.match(refused.err, /tyto run resume r1.*tyto run rollback r1/, line);
  }
  const resumed = await rig.run('run resume web-1');
  assert.equal(resumed.status, 0);
  assert.match(resumed.out, /Run r1 of web-1: done.*3 created/);
  assert.equal((await rig.run('run resume r1')).status, 1);
});

test('a killed run is known as interrupted and can be rolled back', async (t) => {
  const rig = await makeDeployment(t, ' --set seconds=2');
  const { child, ended } = rig.start('apply web-1 -y');
  await runBegins(rig);
  child.kill('SIGKILL');
  await ended;
  assert.match((await rig.run('run list')).out, /r1 +web-1 +apply +interrupted/);
  const back = await rig.run('run rollback r1');
  assert.equal(back.status, 0);
  assert.match(back.out, /rolled back/);
  assert.match((await rig.run('resource list web-1')).out, /Nothing is deployed/);
});
