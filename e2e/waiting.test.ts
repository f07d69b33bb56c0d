import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkout, inventoryText, makeRig, type Rig, type Started, sleep } from './testing/rig.ts';

/** `ready` waits for two signals to `handle`, then comes `after`. */
const template = `heat_template_version: 2018-08-31
parameters:
  text: {type: string, default: one}
resources:
  handle: {type: OS::Heat::WaitConditionHandle}
  ready:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: handle}, count: 2, timeout: 120}
  after:
    type: OS::Heat::Value
    properties: {value: {list_join: [' ', [{get_param: text}, {get_attr: [ready, data]}]]}}
outputs:
  after: {value: {get_attr: [after, value]}}
`;

/** A script signals the handle that its condition waits for meanwhile. */
const signalling = `heat_template_version: 2018-08-31
resources:
  handle: {type: AWS::CloudFormation::WaitConditionHandle}
  ready:
    type: AWS::CloudFormation::WaitCondition
    properties: {Handle: {get_resource: handle}, Timeout: 120}
  script:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [{name: handle}]
      config: |
        #!/bin/sh
        tyto signal w "$handle" --data-binary '{"Status": "SUCCESS", "Reason": "", "Data": "42", "UniqueId": "s"}'
  sender:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: script}, server: here, input_values: {handle: {get_resource: handle}}}
outputs:
  data: {value: {get_attr: [ready, Data]}}
`;

async function deploymentOf(t: TestContext, registry = ''): Promise<Rig> {
  const rig = makeRig(t);
  const plan = rig.write('plan/template.yaml', template);
  await rig.must(['plan', 'import', plan, '--name', 'waits']);
  const inventory = rig.write('inventory.yaml', inventoryText);
  const environment =
    registry === '' ? [] : ['-e', rig.write('env.yaml', `resource_registry: {resources: ${registry}}`)];
  await rig.must(['deployment', 'create', 'w', '--plan', 'waits', '-i', inventory, ...environment]);
  return rig;
}

async function applying(rig: Rig, ...options: readonly string[]): Promise<Started> {
  const apply = rig.start(['apply', 'w', '-y', ...options]);
  await apply.says('waiting for 2 signals to handle');
  return apply;
}

const signal = (rig: Rig, data: string): Promise<unknown> => rig.must(['signal', 'w', 'handle', '--data', data]);

test('an apply waits for signals of other processes, and ends when they have come', async (t) => {
  const rig = await deploymentOf(t);
  const apply = await applying(rig);
  assert.equal((await rig.must(['apply', 'w', '-y'], 5)).out, '', 'meanwhile it holds the deployment');
  await signal(rig, '{"id": "x", "data": {"a": [1, 2.0]}}');
  await apply.says('1 of 2 signals received');
  await rig.must(['signal', 'w', 'handle', '--data-binary', '-'], 0, { input: '{"id": "y"}' });
  assert.equal((await apply.ended).status, 0);
  assert.equal((await rig.must(['outputs', 'w', 'after', '--raw'])).out, 'one {"x": {"a": [1, 2.0]}, "y": null}\n');
  assert.match((await rig.must(['preview', 'w'])).out, /No changes/);
});

test('an apply that is killed while it waits goes on waiting when it is resumed; signals that came meanwhile count', async (t) => {
  const rig = await deploymentOf(t);
  const apply = await applying(rig);
  await signal(rig, '{"id": "x"}');
  apply.child.kill('SIGKILL');
  assert.equal((await apply.ended).signal, 'SIGKILL');
  await signal(rig, '{"id": "y"}');
  await rig.must(['run', 'resume', 'w']);
  const shown = (await rig.must(['run', 'show', 'r1', '--json'])).out;
  const kinds = JSON.parse(shown).entries.map((each: { kind: string }) => each.kind);
  assert.equal(kinds.filter((kind: string) => kind === 'wait-started').length, 1);
  assert.equal(kinds.filter((kind: string) => kind === 'wait-ended').length, 1);
});

test('a failure that is signalled, and the end of the time of the run, take all back', async (t) => {
  const rig = await deploymentOf(t);
  const apply = await applying(rig);
  await rig.must(['signal', 'w', 'handle', '--status', 'failure', '--reason', 'disk full']);
  const ended = await apply.ended;
  assert.equal(ended.status, 3);
  assert.match(ended.err, /ready: waited in vain \(create\): disk full/);
  const late = await (await applying(rig, '--timeout', '1.5')).ended;
  assert.equal(late.status, 3);
  assert.match(late.out, /took longer than it may/);
  assert.match((await rig.must(['resource', 'list', 'w'])).out, /Nothing/i);
});

test('what takes no signal, is not there, or is no signal is refused with a way out', async (t) => {
  const rig = await deploymentOf(t);
  const early = await rig.must(['signal', 'w', 'handle'], 1);
  assert.match(early.err, /Nothing is deployed at 'handle' in 'w'/);
  const apply = await applying(rig);
  const wrong = async (...args: readonly string[]): Promise<string> =>
    (await rig.must(['signal', 'w', ...args], 1)).err;
  assert.match(await wrong('ready'), /OS::Heat::WaitCondition, which takes no signals(.|\n)*tyto signal w handle/);
  assert.match(await wrong('handel'), /Did you mean 'handle'/);
  assert.match(await wrong('handle', '--data', 'hello'), /are not JSON/);
  assert.match(await wrong('handle', '--data', '{"status": "OK"}'), /SUCCESS or FAILURE/);
  assert.match(
    await wrong('handle', '--data', '{"unset_hook": "pre-create"}'),
    /Nothing is stopped at the hook pre-create/,
  );
  assert.match(await wrong('handle', '--data', '{"unset_hook": "now"}'), /Invalid hook type "now"/);
  await rig.must(['run', 'cancel', 'w']);
  assert.equal((await apply.ended).status, 130, 'a run that waits is cancelled at once');
  await rig.must(['run', 'rollback', 'w']);
});

test('a run stops at hooks until they are cleared, in another life too; removal stops as well', async (t) => {
  const rig = await deploymentOf(t, '{after: {hooks: [pre-create, post-create, pre-delete]}}');
  assert.match((await rig.must(['preview', 'w'])).out, /stops at pre-create until 'tyto hook clear'/);
  const file = `${rig.directory}/changes.json`;
  await rig.must(['preview', 'w', '--out', file]);
  const apply = rig.start(['apply', 'w', file, '-y']);
  await apply.says('waiting for 2 signals');
  assert.match((await rig.must(['hook', 'list', 'w'])).out, /No run is stopped/);
  await signal(rig, '{"id": "x"}');
  await signal(rig, '{"id": "y"}');
  await apply.says('stopped at pre-create');
  const told = JSON.parse((await rig.must(['hook', 'list', 'w', '--json'])).out).hooks[0];
  assert.deepEqual([told.address, told.hook, told.run], ['after', 'pre-create', 'r1']);
  apply.child.kill('SIGINT');
  const stopped = await apply.ended;
  assert.equal(stopped.status, 130);
  assert.match(
    (await rig.must(['hook', 'clear', 'w', 'after', '--post-create'], 1)).err,
    /It is stopped: after at pre-create/,
  );
  assert.match((await rig.must(['hook', 'clear', 'w', 'after'])).out, /goes on by 'tyto run resume r1'/);
  const resume = rig.start(['run', 'resume', 'w', '--json']);
  await resume.says('"hook":"post-create"');
  await rig.must(['signal', 'w', 'after', '--data', '{"unset_hook": "post-create"}']);
  assert.equal((await resume.ended).status, 0);
  const removal = rig.start(['remove', 'w', '-y']);
  await removal.says('stopped at pre-delete');
  await sleep(300);
  assert.equal(removal.child.exitCode, null);
  await rig.must(['hook', 'clear', 'w', '--all']);
  assert.equal((await removal.ended).status, 0);
});

test('a script of the run itself signals by what get_resource gives of a handle', async (t) => {
  const rig = makeRig(t);
  const plan = rig.write('plan/template.yaml', signalling);
  await rig.must(['plan', 'import', plan, '--name', 'waits']);
  await rig.must(['deployment', 'create', 'w', '--plan', 'waits', '-i', rig.write('inventory.yaml', inventoryText)]);
  const path = { PATH: `${join(checkout, 'bin')}:${process.env.PATH}` };
  await rig.must(['apply', 'w', '-y'], 0, { environment: path });
  assert.equal((await rig.must(['outputs', 'w', 'data', '--raw'])).out, '{"s": "42"}\n');
});

test('what an environment restricts is refused before anything is done', async (t) => {
  const rig = await deploymentOf(t, '{"a*": {restricted_actions: [update, replace]}}');
  const apply = await applying(rig);
  await signal(rig, '{"id": "x"}');
  await signal(rig, '{"id": "y"}');
  assert.equal((await apply.ended).status, 0);
  await rig.must(['deployment', 'set', 'w', '--set', 'text=two']);
  for (const command of [
    ['preview', 'w'],
    ['apply', 'w', '-y'],
  ]) {
    const refused = await rig.must(command, 1);
    assert.match(refused.err, /action-restricted\]: (update|replace) is restricted for resource "after"/);
  }
});
