import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inventory, makeRig } from '../testing/rig.ts';

const template = `heat_template_version: wallaby
parameters:
  words: {type: string, default: hello}
  count: {type: number, default: 3}
  removed: {type: comma_delimited_list, default: []}
  site: {type: string, default: north, immutable: true}
resources:
  config:
    type: OS::Heat::SoftwareComponent
    properties:
      inputs: [{name: words}, {name: name}]
      configs:
        - actions: [CREATE, UPDATE, DELETE]
          tool: script
          config: |
            #!/bin/sh
            echo "$deploy_action $name" >> "$PWD_LOG"
  group:
    type: OS::Heat::ResourceGroup
    update_policy: {rolling_update: {max_batch_size: 2, pause_time: 0.2, min_in_service: 1}}
    properties:
      count: {get_param: count}
      removal_policies: [{resource_list: {get_param: removed}}]
      resource_def:
        type: OS::Heat::SoftwareDeployment
        properties:
          config: {get_resource: config}
          server: here
          input_values: {words: {get_param: words}, name: 'm%index%'}
  kept:
    type: OS::Heat::SoftwareDeployment
    deletion_policy: retain
    properties: {config: {get_resource: config}, server: here, input_values: {name: kept}}
`;

test('policies hold from the preview to the node', async (t) => {
  const rig = makeRig(t);
  const log = join(rig.directory, 'log');
  const lines = () => readFileSync(log, 'utf8').trim().split('\n');
  rig.write('log', '');
  rig.write('plan/template.yaml', template.replace('$PWD_LOG', log));
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name fleet');
  await rig.run('deployment create fleet-1 --plan fleet -i hosts.yaml');
  const first = await rig.run('apply fleet-1 -y');
  assert.equal(first.status, 0, first.err);

  await rig.run('deployment set fleet-1 --set words=hi');
  const preview = await rig.run('preview fleet-1');
  assert.match(preview.out, /^In batches: group, 2 batches of at most 2, at least 1 left in service, pause 0.2 s\.$/m);
  const json = JSON.parse((await rig.run('preview fleet-1 --json')).out);
  assert.deepEqual(json.changeSet.batches[0].batches, [['group/2', 'group/1'], ['group/0']]);
  rig.write('log', '');
  const rolled = await rig.run('apply fleet-1 -y');
  assert.equal(rolled.status, 0, rolled.err);
  assert.match(rolled.err, /group: waited \(pause before the last batch\)/);
  assert.deepEqual(lines().at(-1), 'UPDATE m0');

  await rig.run('deployment set fleet-1 --set removed=1');
  await rig.run('apply fleet-1 -y');
  await rig.run('deployment set fleet-1 --unset removed');
  const remembered = await rig.run('preview fleet-1');
  assert.match(remembered.out, /No changes/, 'what was removed once is not made again');

  await rig.run('deployment set fleet-1 --set site=south');
  const fixed = await rig.run('preview fleet-1');
  assert.equal(fixed.status, 1);
  assert.match(fixed.err, /parameter-immutable[\s\S]*Parameter "site" is immutable/);
  await rig.run('deployment set fleet-1 --unset site');

  rig.write('log', '');
  const goes = await rig.run('preview fleet-1 --remove');
  assert.match(goes.out, /× kept {2}forget: retained as it is/);
  const removed = await rig.run('remove fleet-1 -y');
  assert.equal(removed.status, 0, removed.err);
  assert.match(removed.out, /Let go, and retained as they are:\n {2}kept/);
  assert.deepEqual(lines().sort(), ['DELETE m0', 'DELETE m2', 'DELETE m3']);
});
