import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counter } from '../testing/counter.ts';
import { inventory, makeRig, type Rig } from '../testing/rig.ts';

const template = `heat_template_version: wallaby
parameters:
  size: {type: string, default: '3'}
  removed: {type: comma_delimited_list, default: []}
resources:${counter}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [counter, count]}
      removal_policies: [{resource_list: {get_param: removed}}]
      resource_def: {type: OS::Heat::RandomString}
outputs:
  refs: {value: {get_attr: [group, refs_map]}}
`;

async function refs(rig: Rig): Promise<Readonly<Record<string, string>>> {
  return JSON.parse((await rig.run('outputs d refs --raw --show-secrets')).out);
}

test('members of a group whose number waits are removed by their names or values, and that is remembered', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', template);
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name p');
  await rig.run('deployment create d --plan p -i hosts.yaml');
  const first = await rig.run('apply d -y');
  assert.equal(first.status, 0, first.err);
  const before = await refs(rig);
  assert.deepEqual(Object.keys(before), ['0', '1', '2']);

  await rig.run(`deployment set d --set removed=${before['1'] ?? ''}`);
  assert.equal((await rig.run('apply d -y')).status, 0);
  const after = await refs(rig);
  assert.deepEqual(Object.keys(after), ['0', '2', '3']);
  assert.deepEqual([after['0'], after['2']], [before['0'], before['2']]);

  await rig.run('deployment set d --unset removed --set size=4');
  assert.equal((await rig.run('apply d -y')).status, 0);
  assert.deepEqual(Object.keys(await refs(rig)), ['0', '2', '3', '4'], 'what was removed once is not made again');
  await rig.run('deployment set d --set removed=0');
  assert.equal((await rig.run('apply d -y')).status, 0);
  assert.deepEqual(Object.keys(await refs(rig)), ['2', '3', '4', '5']);
  assert.match((await rig.run('preview d')).out, /No changes/);
});
