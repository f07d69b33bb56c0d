import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDeployment } from '../testing/rig.ts';

test('a part is applied with what it requires; the rest is told, and comes by the next apply', async (t) => {
  const rig = await makeDeployment(t);
  const preview = await rig.run('preview web-1 --target first --detailed-exitcode');
  assert.equal(preview.status, 2);
  assert.match(preview.out, /^Plan: 2 to create, 0 to update, 0 to replace, 0 to delete, 0 unchanged\.$/m);
  assert.match(preview.out, /^Left out: 1 change, of second\.$/m);
  const applied = await rig.run('apply web-1 -y --target first');
  assert.equal(applied.status, 0);
  assert.match(applied.out, /Run r1 of web-1: done.* 2 created/);
  assert.match((await rig.run('resource list web-1')).out, /^config .*\nfirst [^\n]*\n$/m);
  assert.match((await rig.run('apply web-1 -y --target first')).out, /^No changes\. What was chosen is as wanted\.$/m);
  assert.match((await rig.run('outputs web-1')).out, /There are no outputs/);
  const rest = await rig.run('apply web-1 -y --no-diff');
  assert.equal(rest.status, 0);
  assert.match(rest.out, /^Plan: 1 to create, 0 to update, 0 to replace, 0 to delete, 2 unchanged\.$/m);
  assert.equal((await rig.run('outputs web-1 said --raw')).out, 'hello\n');
  assert.match((await rig.run('deployment log web-1')).out, /Render a part of web-1/);
});

test('what is excluded stays with what depends on it, through failures of later runs too', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  const before = (await rig.run('resource show web-1 second --json')).out;
  await rig.run('deployment set web-1 --set words=bye');
  assert.equal((await rig.run('preview web-1 --exclude first --detailed-exitcode')).status, 0);
  const part = await rig.run('apply web-1 -y --exclude second');
  assert.equal(part.status, 0);
  assert.match(part.out, /Left out: 1 change, of second\./);
  assert.equal((await rig.run('resource show web-1 second --json')).out, before);
  assert.match((await rig.run('resource show web-1 first')).out, /said: "bye"/);

  await rig.run('deployment set web-1 --set status=3');
  const failed = await rig.run('apply web-1 -y');
  assert.equal(failed.status, 3);
  const after = JSON.parse((await rig.run('resource show web-1 second --json')).out);
  assert.deepEqual(after.instances[0].inputs, JSON.parse(before).instances[0].inputs);
  assert.match((await rig.run('resource show web-1 first')).out, /said: "bye"/);
  await rig.run('deployment set web-1 --set status=0');
  assert.match((await rig.run('preview web-1')).out, /words: "hello" → "bye"/);
});

test('a part is kept in a file, and is that part still when it is applied', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('preview web-1 --target first --out part.json');
  const refused = await rig.run('apply web-1 part.json -y --target first');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /Leave out '--target', or the file/);
  assert.equal((await rig.run('apply web-1 part.json -y')).status, 0);
  assert.equal((await rig.run('apply web-1 part.json -y')).status, 5);
  assert.equal((await rig.run('resource show web-1 second')).status, 1);
  const back = await rig.run('preview web-1 --revision HEAD --target second');
  assert.equal(back.status, 1);
  assert.match(back.err, /There is no resource 'second'/);
});

test('an address that nothing has is told, with the one that was meant', async (t) => {
  const rig = await makeDeployment(t);
  const refused = await rig.run('apply web-1 -y --target secnd --exclude third');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /There is no resource 'secnd'[\s\S]*Did you mean 'second'\?[\s\S]*no resource 'third'/);
  assert.match((await rig.run('preview web-1 --remove --target first')).err, /--target/);
});
